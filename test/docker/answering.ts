import { connect } from '../../harness/engines/docker/connect.ts';

/** Why Docker tests are skipped; false where an engine answers. */
export const answering = (): Promise<string | false> =>
  connect().then(
    () => false as const,
    (error: Error) => error.message,
  );

/** How many containers carry our label, whatever their state. */
export async function leftOver(): Promise<number> {
  const { docker } = await connect();
  const filters = JSON.stringify({ label: ['dockerawm.study'] });
  return (await docker.listContainers({ all: true, filters })).length;
}
