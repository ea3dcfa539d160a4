import type { TrialHeader } from './trace.ts';

/** What a measurement was made under, by name in words; values as they are to be read. */
export type Conditions = Readonly<Record<string, string | number>>;

/** Each condition in which two measurements differ, in words; empty where the arm alone can have made the difference. */
export const differences = (one: Conditions, other: Conditions): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter(what => one[what] !== other[what])
    .map(what => `${what}: ${one[what] ?? 'not told'} against ${other[what] ?? 'not told'}`);

/** What a trial was run under, as its own trace tells: all but its requests and its arm. */
export const trialConditions = (header: TrialHeader): Conditions => ({
  engine: header.engine,
  'time scale': header.timeScale,
  'slot (ms)': header.slot / header.timeScale,
  dispatch: header.dispatch,
  'CPU quota (cores)': header.quota,
  'cores shared': header.paperCores,
  kMax: header.kMax,
});
