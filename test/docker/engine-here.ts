import type Docker from 'dockerode';
import { connect } from '../../harness/engines/docker/connect.ts';

const found = await connect().catch((error: Error) => error);

/** Why tests that need an engine are skipped, or false. */
export const skip = found instanceof Error ? found.message : false;

export function engine(): Docker {
  if (found instanceof Error) throw found;
  return found.docker;
}

/** Containers of ours that are there, in any state. */
export async function leftovers(docker: Docker = engine()): Promise<string[]> {
  const filters = JSON.stringify({ label: ['dockerawm.study'] });
  return (await docker.listContainers({ all: true, filters })).map(
    ({ Id, Status, Labels }) => `${Id.slice(0, 12)} ${Status} ${Labels['dockerawm.trial'] ?? 'hold'}`,
  );
}
