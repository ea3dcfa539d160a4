import { historyOf } from '../history.ts';
import type { Metric } from '../metric.ts';

/** CPU time of the harness itself, in percent of one core over the load; NaN in virtual time, which has no such thing. */
export const harnessCpu: Metric = {
  name: 'overhead.cpu',
  unit: '%',
  better: 'lower',
  of: trace => {
    const { ended } = historyOf(trace);
    return (100 * (ended?.harness?.cpuMs ?? Number.NaN)) / (ended?.at ?? Number.NaN);
  },
};

/** Memory of the harness itself in MiB; NaN in virtual time. */
export const harnessMemory: Metric = {
  name: 'overhead.memoryMiB',
  unit: 'MiB',
  better: 'lower',
  of: trace => historyOf(trace).ended?.harness?.memoryMiB ?? Number.NaN,
};

export const place = 180;
export const metrics = (): Metric[] => [harnessCpu, harnessMemory];
