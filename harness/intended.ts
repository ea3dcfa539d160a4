import { createHash } from 'node:crypto';
import { wider } from './column.ts';
import { rng } from './rng.ts';
import type { Trace } from './trace.ts';
import type { Workload } from './workload.ts';

/** The requests that a seed of a workload asks for, before anything serves them. */
export interface Intended {
  /** Paper milliseconds, never falling. */
  readonly at: Float64Array;
  readonly work: Float64Array;
  /** Of the two columns, so that trials which met the same requests can be told from those that did not. */
  readonly sha256: string;
}

/** Asks the workload. Whatever the arm, engine or repetition, the same seed gives the same bytes. */
export function intend(workload: Workload, seed: number): Intended {
  let at = new Float64Array(256);
  let work = new Float64Array(256);
  let count = 0;
  let last = 0;
  for (const arrival of workload.arrivals(rng(`workload/${seed}`))) {
    if (!(arrival.at >= last) || !(arrival.work >= 0) || !Number.isFinite(arrival.at + arrival.work)) {
      throw new Error(
        `Workload ${workload.name}: expected arrivals in order of time with work of 0 or more, found one at ${arrival.at} ms with work ${arrival.work} after one at ${last} ms; mend the workload.`,
      );
    }
    if (count === at.length) {
      at = wider(at);
      work = wider(work);
    }
    last = arrival.at;
    at[count] = last;
    work[count++] = arrival.work;
  }
  if (count === 0)
    throw new Error(
      `Workload ${workload.name}: expected at least one request with seed ${seed}, found none.`,
    );
  const columns = { at: at.slice(0, count), work: work.slice(0, count) };
  const hash = createHash('sha256');
  hash.update(new Uint8Array(columns.at.buffer)).update(new Uint8Array(columns.work.buffer));
  return { ...columns, sha256: hash.digest('hex') };
}

/**
 * How what was executed differs from what was intended, in words; undefined when it does not: same count, order, work
 * and intended times.
 */
export function executedOtherwise(trace: Trace, intended: Intended): string | undefined {
  let next = 0;
  for (const event of trace.events) {
    if (event.type !== 'request.arrived') continue;
    if (event.request !== next) return `request ${event.request} arrived where ${next} was due`;
    const due = (intended.at[next] ?? Number.NaN) * trace.header.timeScale;
    // A trace keeps microseconds.
    if (!(Math.abs(event.intended - due) <= 0.001))
      return `request ${next} was meant for ${due} ms, the trace says ${event.intended} ms`;
    if (event.work !== intended.work[next])
      return `request ${next} had work ${event.work}, not ${intended.work[next]}`;
    next++;
  }
  return next === intended.at.length ? undefined : `${next} of ${intended.at.length} requests arrived`;
}
