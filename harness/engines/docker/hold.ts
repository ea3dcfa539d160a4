import type Docker from 'dockerode';
import { EngineLost, EngineUnfit, type Preparing } from '../../engine.ts';
import { fateOf, leaseIn, ownLease } from '../../lease.ts';
import { asked } from './call.ts';
import { remove } from './container.ts';
import { HOLD, labelled, STUDY } from './labels.ts';

/** Only one container can have a name, so only one study can hold a host alone. */
const NAME = 'dockerawm-holds-this-host';

type Info = Docker.ContainerInfo;

/** Containers of any state that carry a label of ours: the key alone, or with a value. */
export const ours = (docker: Docker, label = STUDY): Promise<Info[]> =>
  asked(abortSignal =>
    docker.listContainers({ all: true, filters: JSON.stringify({ label: [label] }), abortSignal }),
  );

/** Removes them, and throws when one cannot be. */
export async function removeAll(docker: Docker, containers: readonly Info[]): Promise<number> {
  const ends = await Promise.all(containers.map(({ Id }) => remove(docker.getContainer(Id))));
  const left = ends.find(end => end !== 'removed');
  if (left) throw new Error(`Engine docker: a container of an earlier study ${left}; remove it by hand.`);
  return containers.length;
}

/** Removes what those have left whose process is dead; whatever is of the living, or of strangers, stays. */
export async function reap(docker: Docker): Promise<number> {
  const self = ownLease();
  const left = (await ours(docker)).filter(({ Labels }) => {
    const lease = leaseIn(Labels);
    return lease !== undefined && fateOf(lease, self) === 'dead';
  });
  return removeAll(docker, left);
}

/**
 * Takes the engine's host for a study, by a container that is never started: between trials nothing else would show
 * that the study goes on, and every client of the engine sees it, whatever its folder, user or machine. Gives what ends it.
 */
export async function holdHost(
  docker: Docker,
  image: string,
  { study, shareHost }: Preparing,
): Promise<() => Promise<void>> {
  for (let tries = 1; ; tries++) {
    const other = (await ours(docker, HOLD)).find(({ Labels }) => !isOwn(Labels));
    if (other && !shareHost) throw new EngineUnfit(refusal(other));
    try {
      const hold = await asked(abortSignal =>
        docker.createContainer({
          // A study that shares is in nobody's way by its name, only by its label.
          ...(shareHost ? {} : { name: NAME }),
          Image: image,
          Labels: labelled({ [STUDY]: study, [HOLD]: shareHost ? 'shared' : 'alone' }),
          NetworkDisabled: true,
          abortSignal,
        }),
      );
      return async () => {
        await remove(hold, 5_000);
      };
    } catch (error) {
      const taken = error instanceof Error && 'statusCode' in error && error.statusCode === 409;
      if (!taken || tries === 3) throw error;
      await reap(docker); // somebody was quicker, or has died since
    }
  }
}

const own = JSON.stringify(leaseIn(labelled({})));
const isOwn = (labels: Readonly<Record<string, string>>): boolean => JSON.stringify(leaseIn(labels)) === own;

function refusal({ Labels, Id }: Info): string {
  const lease = leaseIn(Labels);
  const who = lease
    ? `process ${lease.pid}${fateOf(lease) === 'unknown' ? ` of host ${lease.host.slice(0, 12)}, which cannot be asked whether it lives` : ''}`
    : `whoever made container ${Id.slice(0, 12)}`;
  return `Engine docker: expected its host for this study alone, found study ${Labels[STUDY]} of ${who}; wait for it, stop it, end it with "npm run reset", or add --share-host.`;
}

/** Removes what is left of a study's trials; the engine may have been away. */
export async function sweep(docker: Docker, study: string): Promise<void> {
  const left = (await ours(docker, `${STUDY}=${study}`)).filter(({ Labels }) => !(HOLD in Labels));
  const mine = left.filter(({ Labels }) => isOwn(Labels));
  const ends = await Promise.all(mine.map(({ Id }) => remove(docker.getContainer(Id))));
  const stuck = ends.find(end => end !== 'removed');
  if (stuck) throw new EngineLost(`A container of study ${study} ${stuck}`);
}
