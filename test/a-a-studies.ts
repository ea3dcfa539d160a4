import { simulated } from '../harness/engines/simulated.ts';
import { loadExperiment } from '../harness/experiment-file.ts';
import { meanWait } from '../harness/metrics/wait.ts';
import { plan, resolve } from '../harness/plan.ts';
import type { SeedPair } from '../harness/stats/contrast.ts';
import { runTrial } from '../harness/trial.ts';

/** The mean waits of identical arms, by seed: the first arm is the reference. */
export interface AaStudy {
  readonly reference: readonly number[];
  readonly arms: readonly (readonly number[])[];
}

/**
 * Studies of identical arms of the experiment `a-a`, in virtual time on the shipped profile, with its start delays and
 * service noise. Each study has ten seeds of its own.
 */
export async function* aaStudies(
  studies: number,
  { arms: count = 3, seeds = 10 } = {},
): AsyncGenerator<AaStudy> {
  const { experiment } = await loadExperiment('a-a');
  const same = experiment.arms[0]!;
  const arms = Array.from({ length: count }, (_, i) => ({ ...same, label: `A ${i + 1}` }));
  const engine = simulated();
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  for (let study = 0; study < studies; study++) {
    const list = Array.from({ length: seeds }, (_, i) => study * seeds + i + 1);
    const mine = { ...experiment, arms, reference: 'A 1', seeds: list };
    const waits = arms.map(() => new Array<number>(seeds).fill(Number.NaN));
    for (const planned of plan(mine)) {
      const trace = await runTrial({
        experiment: mine,
        planned,
        ...resolve(mine, planned),
        engine,
        facts,
        study: 'a-a',
      });
      waits[Number(planned.arm.slice(2)) - 1]![list.indexOf(planned.seed)] = meanWait.of(trace);
    }
    yield { reference: waits[0]!, arms: waits.slice(1) };
  }
}

/** An arm against the reference, seed by seed; the arm's waits multiplied where an effect is wanted. */
export const pairsOf = ({ reference, arms }: AaStudy, arm: number, effect = 1): SeedPair[] =>
  reference.map((wait, seed) => ({ seed, arm: [arms[arm]![seed]! * effect], reference: [wait] }));
