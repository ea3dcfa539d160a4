import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { demandOf } from './demand.ts';
import { sampleOf } from './sample.ts';
import { paperSeconds, spanOf } from './span.ts';
import { type Steps, valueAt, valueBefore } from './step.ts';
import { ready } from './supply.ts';

/** The first moment from `from` on, of those at which anything changes, when it holds; `to` where there is none. */
function firstTime(
  steps: readonly Steps[],
  from: Millis,
  to: Millis,
  holds: (at: Millis) => boolean,
): Millis {
  const moments = [from, ...steps.flatMap(({ at }) => at.filter(time => time > from && time < to))];
  return moments.sort((a, b) => a - b).find(holds) ?? to;
}

/**
 * From each loss of containers that the experiment inflicts (kills and pauses that happen together count once) until as
 * many are ready again as there were before, or as the demand of the moment calls for, whichever is less: who has more
 * than enough recovers at once, and pays for it in containers. Where that never happens, until the end, a lower bound.
 */
export const recovery = (target: Millis): Metric => ({
  name: 'recovery.time',
  unit: 's',
  better: 'lower',
  of: trace => sampleOf(recoveries(trace, target).map(took => paperSeconds(trace, took))).mean,
});

function recoveries(trace: Trace, target: Millis): Millis[] {
  const { faults, containers } = historyOf(trace);
  const lives = new Map(containers.map(life => [life.id, life]));
  const losses = faults.filter(({ kind }) => kind === 'kill-container' || kind === 'pause-container');
  const supply = ready(trace);
  const demand = demandOf(trace, target);
  const { from, to } = spanOf(trace);
  return [...Map.groupBy(losses, ({ at }) => at)].flatMap(([at, together]) => {
    if (!(at >= from && at < to)) return [];
    // An engine tells of a death somewhat later than it comes; a paused container may come back and be no loss.
    const gone = together
      .flatMap(({ container }) => lives.get(container ?? '') ?? [])
      .filter(life => life.gone >= at && !life.expected)
      .map(life => life.gone);
    if (gone.length === 0) return [0];
    const before = valueBefore(supply, Math.min(...gone));
    const enough = (time: Millis): boolean =>
      valueAt(supply, time) >= Math.min(before, valueAt(demand, time));
    return [firstTime([supply, demand], Math.max(...gone), to, enough) - at];
  });
}

export const place = 155;
export const metrics = ({ target }: { target: Millis }): Metric[] => [recovery(target)];
