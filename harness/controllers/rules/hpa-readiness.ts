import type { Millis } from '../../clock.ts';
import type { SeenContainer } from '../../controller.ts';
import type { Pod } from './hpa-pods.ts';
import { wholeMillis } from './whole-millis.ts';

/** A container may use its whole quota: that is its request. */
const REQUEST = 1000;

/**
 * Pods as the HPA knows them. Nobody tells when a container became ready; one that is first seen ready did so since the
 * last decision, so its first sample reaches back before that and is not believed (those of a trial's first decision
 * were there before the load).
 */
export const readinessKept = () => {
  const readySince = new Map<string, Millis>();
  let last: Millis | undefined;
  return (at: Millis, containers: readonly SeenContainer[]): { pods: Pod[]; window: Millis } => {
    let readyNow = 0;
    const pods = containers.map(({ id, state, age }): Pod => {
      const ready = state !== 'starting';
      const startAge = wholeMillis(age);
      let since = readySince.get(id);
      if (ready) readyNow++;
      if (ready && since === undefined) {
        since = last === undefined ? at - startAge : at;
        readySince.set(id, since);
      }
      return {
        name: id,
        phase: ready ? 'Running' : 'Pending',
        deleting: false,
        startAge,
        ready,
        readyChangeAge: since === undefined ? null : at - since,
        request: REQUEST,
      };
    });
    if (readySince.size > readyNow) forgetAllBut(containers, readySince);
    const window = last === undefined ? 0 : at - last;
    last = at;
    return { pods, window };
  };
};

const forgetAllBut = (containers: readonly SeenContainer[], known: Map<string, Millis>): void => {
  const here = new Set(containers.map(({ id }) => id));
  for (const id of known.keys()) if (!here.has(id)) known.delete(id);
};
