import type { Sizes } from '../../harness/baselines/coordinate-search.ts';
import { noiseFree } from '../../harness/baselines/noise-free.ts';
import { playing, rehearse, type Stage, stageOf } from '../../harness/baselines/rehearsal.ts';
import { seconds } from '../../harness/clock.ts';
import type { DispatchMode } from '../../harness/controller.ts';
import { fixed } from '../../harness/controllers/fixed.ts';
import { francisDockerAwm } from '../../harness/controllers/francis-dockerawm.ts';
import { ideal } from '../../harness/profile.ts';
import { batches } from '../../harness/workloads/batches.ts';
import { oneArm } from '../simulated-trial.ts';

/** At most 6 slots of 10 s and 3 containers, so that every schedule there is can be tried: 3^6 = 729. */
export interface SmallCase {
  /** Requests of 8 s of work that come with the first slots; at most 6 in all, so that one container ends in time. */
  readonly requests: readonly number[];
  readonly price: number;
  readonly dispatch: DispatchMode;
  readonly startDelay: number;
}

export const SLOTS = 6;
export const MOST = 3;

export async function smallStage({ requests, price, dispatch, startDelay }: SmallCase): Promise<Stage> {
  const experiment = oneArm({
    arms: [
      { controller: fixed(), kMin: 2, label: 'fixed' },
      { controller: francisDockerAwm(), kMin: 1, label: 'elastic' },
    ],
    reference: 'fixed',
    workload: batches(
      requests.flatMap((count, slot) => (count > 0 ? [{ at: seconds(10 * slot), requests: count }] : [])),
      { work: 8000 },
    ),
    kMax: MOST,
    price,
    loop: { slot: seconds(10), limit: seconds(1000), dispatch },
    settings: { paperCores: 4, profile: ideal(4, startDelay) },
  });
  return stageOf(await noiseFree(experiment), experiment.workloads[0]!, 1);
}

/** The least value of all schedules there are: a size at the beginning and after each decision. */
export async function bruteForce(stage: Stage): Promise<{ value: number; schedules: number }> {
  let value = Number.POSITIVE_INFINITY;
  let schedules = 0;
  const rhythm = { passive: true, scalesToZero: false };
  const from = async (sizes: Sizes): Promise<void> => {
    if (sizes.length < SLOTS) {
      for (let size = 1; size <= MOST; size++) await from([...sizes, size]);
      return;
    }
    schedules++;
    value = Math.min(value, (await rehearse(stage, playing(sizes, rhythm, 'tried'))).value);
  };
  await from([]);
  return { value, schedules };
}

/** Every case, of loads that one container ends within the slots: so that no schedule is decided beyond the last. */
export function allCases(): SmallCase[] {
  const loads: number[][] = [];
  for (let first = 0; first <= 3; first++)
    for (let second = 0; second <= 2; second++)
      for (let third = 0; third <= 2; third++)
        if (first + second + third > 0 && first + second + third <= 5) loads.push([first, second, third]);
  return loads.flatMap(requests =>
    (['each-slot', 'when-free'] as const).flatMap(dispatch =>
      [0.05, 0.5, 2].flatMap(price =>
        [0, 12_000].map(startDelay => ({ requests, price, dispatch, startDelay })),
      ),
    ),
  );
}
