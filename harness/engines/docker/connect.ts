import Docker from 'dockerode';
import { findEngine } from './socket.ts';

/** A client of the engine that answers, see `findEngine`, and the name under which it was found. */
export async function connect(): Promise<{ docker: Docker; name: string }> {
  const { options, name } = await findEngine();
  return { docker: new Docker(options), name };
}
