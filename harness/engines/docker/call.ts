import { deadline, type Millis } from '../../clock.ts';
import { EngineLost } from '../../engine.ts';
import { reasonOf } from './http.ts';

/** An engine call that takes longer than this has failed. */
export const CALL: Millis = 30_000;

const absences = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ABORT_ERR']);

/** Asks the engine something; no answer in time, or nobody there, is an EngineLost. */
export async function asked<T>(call: (signal: AbortSignal) => Promise<T>, patience = CALL): Promise<T> {
  const abort = deadline(patience);
  try {
    return await call(abort);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (abort.aborted)
      throw new EngineLost(`The Docker engine did not answer within ${patience / 1000} s.`, { cause });
    if (absences.has(code))
      throw new EngineLost(`The Docker engine went away: ${reasonOf(cause)}.`, { cause });
    throw cause;
  }
}

/** The engine knows no such thing. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 404;
