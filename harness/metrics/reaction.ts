import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { demandOf } from './demand.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { sampleOf } from './sample.ts';
import { paperSeconds, spanOf } from './span.ts';
import { valueBefore } from './step.ts';
import { asked } from './supply.ts';

/** How an arm answered one step of demand; wall milliseconds since the load began, NaN where it never came to that. */
export interface Reaction {
  readonly step: Millis;
  /** The first decision for more containers than there were. */
  readonly decided: Millis;
  /** The first container asked for since that decision, and when that one was ready. */
  readonly asked: Millis;
  readonly ready: Millis;
}

/**
 * One for each step of demand that called for more containers than had been asked for, while the demand before it did
 * not: a ramp counts once, by its first step. What an arm does is its answer to the last such step before.
 */
export const reactionsOf = oncePerTrace((trace: Trace, target: Millis): Reaction[] => {
  const demand = demandOf(trace, target);
  const has = asked(trace);
  const { decisions, containers } = historyOf(trace);
  const { from, to } = spanOf(trace);
  const steps = demand.at.filter((at, i) => {
    const before = valueBefore(has, at);
    return at >= from && at < to && (demand.value[i - 1] ?? 0) <= before && demand.value[i]! > before;
  });
  const ups = decisions.filter(({ at, applied }) => applied > valueBefore(has, at)).map(({ at }) => at);
  const starts = [...containers].sort((a, b) => a.starting - b.starting);
  let up = 0;
  let start = 0;
  return steps.map((step, i) => {
    const next = steps[i + 1] ?? to;
    while (up < ups.length && ups[up]! < step) up++;
    const decided = up < ups.length && ups[up]! < next ? ups[up]! : Number.NaN;
    while (start < starts.length && starts[start]!.starting < decided) start++;
    const first = Number.isNaN(decided) ? undefined : starts[start];
    const answers = first !== undefined && first.starting < next;
    return {
      step,
      decided,
      asked: answers ? first.starting : Number.NaN,
      ready: answers ? first.ready : Number.NaN,
    };
  });
});

const after = (name: 'decided' | 'asked' | 'ready', target: Millis): Metric => ({
  name: `reaction.${name}`,
  unit: 's',
  better: 'lower',
  of: trace => {
    const took = reactionsOf(trace, target).map(reaction =>
      paperSeconds(trace, reaction[name] - reaction.step),
    );
    return sampleOf(took.filter(time => !Number.isNaN(time))).mean;
  },
});

/** Steps that no new container was ready for, in percent of all: the means leave them out. */
const unanswered = (target: Millis): Metric => ({
  name: 'reaction.unanswered',
  unit: '%',
  better: 'lower',
  of: trace => {
    const reactions = reactionsOf(trace, target);
    return (100 * reactions.filter(({ ready }) => Number.isNaN(ready)).length) / reactions.length;
  },
});

export const place = 150;
/** Mean times from the step of demand to the decision, the asking and the readiness. */
export const metrics = ({ target }: { target: Millis }): Metric[] => [
  after('decided', target),
  after('asked', target),
  after('ready', target),
  unanswered(target),
];
