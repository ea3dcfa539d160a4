import type Docker from 'dockerode';
import { connect } from '../../harness/engines/docker/connect.ts';

const found = await connect().catch((error: Error) => error);

/** Why tests that need an engine are skipped, or false. */
export const skip = found instanceof Error ? found.message : false;

export function engine(): Docker {
  if (found instanceof Error) throw found;
  return found.docker;
}

const listed = (docker: Docker) =>
  docker.listContainers({ all: true, filters: JSON.stringify({ label: ['dockerawm.study'] }) });

/** What somebody else has left there before, or still runs, is not what a test has left. */
const before = new Set(found instanceof Error ? [] : (await listed(found.docker)).map(({ Id }) => Id));

/** Containers of ours that are there, in any state, and were not before the tests of this file. */
export async function leftovers(docker: Docker = engine()): Promise<string[]> {
  return (await listed(docker))
    .filter(({ Id }) => !before.has(Id))
    .map(({ Id, Status, Labels }) => `${Id.slice(0, 12)} ${Status} ${Labels['dockerawm.trial'] ?? 'hold'}`);
}
