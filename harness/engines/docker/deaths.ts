import type Docker from 'dockerode';
import { watchdog } from '../../clock.ts';
import { EngineLost } from '../../engine.ts';
import { CALL } from './call.ts';
import { reasonOf } from './http.ts';

/** Watches the containers with these labels; settles once it does. */
export async function watchDeaths(
  docker: Docker,
  labels: Readonly<Record<string, string>>,
  hear: {
    /** No more is to be heard. */
    readonly signal: AbortSignal;
    died(id: string): void;
    /** The engine has ended the stream: it is on its way out. */
    lost(error: EngineLost): void;
  },
): Promise<void> {
  const label = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const filters = JSON.stringify({ type: ['container'], event: ['die'], label });
  const opening = new AbortController();
  const opened = watchdog(CALL, () => opening.abort());
  const gone = (cause?: unknown): EngineLost =>
    new EngineLost(
      cause === undefined ? 'The Docker engine stopped.' : `The Docker engine went away: ${reasonOf(cause)}.`,
    );
  let events: NodeJS.ReadableStream;
  try {
    events = await docker.getEvents({ filters, abortSignal: AbortSignal.any([hear.signal, opening.signal]) });
  } catch (cause) {
    if (!opening.signal.aborted) throw gone(cause);
    throw new EngineLost(`The Docker engine did not answer within ${CALL / 1000} s.`, { cause });
  } finally {
    opened();
  }
  let rest = '';
  events.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event: { Actor?: { ID?: string } } = line ? JSON.parse(line) : {};
      if (event.Actor?.ID) hear.died(event.Actor.ID);
    }
  });
  let told = false;
  const over = (cause?: unknown): void => {
    if (told || hear.signal.aborted) return;
    told = true;
    hear.lost(gone(cause));
  };
  events.on('error', over);
  events.on('end', () => over());
  events.on('close', () => over());
}
