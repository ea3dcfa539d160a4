import type { Millis } from '../clock.ts';
import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';
import type { Trace } from '../trace.ts';
import { oncePerTrace } from './once-per-trace.ts';
import { type Sample, sampleOf } from './sample.ts';

/**
 * How late the harness itself was, in WALL milliseconds: requests sent − intended, slots begun − due (METHOD, rule 11).
 * Slots during which containers were starting are told apart from steady ones, because starts disturb every
 * process of a host, the harness among them.
 */
const phases: Record<string, (trace: Trace) => Millis[]> = {
  sends: trace => historyOf(trace).requests.map(({ arrived, intended }) => arrived - intended),
  slots: trace => historyOf(trace).slots.map(({ at, due }) => at - due),
  'slots.steady': trace =>
    historyOf(trace)
      .slots.filter(({ starting }) => starting === 0)
      .map(({ at, due }) => at - due),
  'slots.starting': trace =>
    historyOf(trace)
      .slots.filter(({ starting }) => starting > 0)
      .map(({ at, due }) => at - due),
};

const lateness = (phase: string, values: (trace: Trace) => Millis[]): Metric[] => {
  const sample = oncePerTrace((trace: Trace): Sample => sampleOf(values(trace)));
  return (['p50', 'p99', 'max'] as const).map(name => ({
    name: `lateness.${phase}.${name}`,
    unit: 'ms',
    better: 'lower',
    of: trace => sample(trace)[name],
  }));
};

export const place = 170;
export const metrics = (): Metric[] =>
  Object.entries(phases).flatMap(([phase, values]) => lateness(phase, values));
