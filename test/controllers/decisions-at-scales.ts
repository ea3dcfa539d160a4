import { seconds } from '../../harness/clock.ts';
import type { ControllerFactory } from '../../harness/controller.ts';
import { historyOf } from '../../harness/history.ts';
import { batches } from '../../harness/workloads/batches.ts';
import { oneArm, tried } from '../simulated-trial.ts';

/** What a controller decided in paper seconds, in whole trials of two bursts that differ only in the time scale. */
export const decisionsAtScales = (controller: ControllerFactory, kMin: number, scales: readonly number[]) => {
  const workload = batches(
    [
      { at: 0, requests: 20 },
      { at: seconds(200), requests: 30 },
      { at: seconds(700), requests: 5 },
    ],
    { work: 4000 },
  );
  const loop = { slot: seconds(1), limit: seconds(2000), dispatch: 'when-free' as const };
  return Promise.all(
    scales.map(async timeScale => {
      const trial = oneArm({ timeScale, kMax: 12, workload, loop }, { controller, kMin });
      const { decisions, requests } = historyOf(await tried(trial));
      const begin = decisions[0]!.at;
      return {
        served: requests.filter(request => !Number.isNaN(request.finished)).length,
        decisions: decisions.map(({ at, applied, reason }) => ({
          second: Math.round((at - begin) / timeScale / 1000),
          applied,
          reason,
        })),
      };
    }),
  );
};
