/**
 * How long a request is served, estimated from what a controller sees: the time containers were busy, divided by the
 * requests that finished. This "total time on test" counts the requests that are still running, so that long ones
 * are not overlooked until they end. Older evidence fades with every request that finishes.
 * Flaws: containers that share cores slow each other down, which looks as if requests had grown; the mean alone says
 * nothing of the spread.
 * Source: Epstein & Sobel, "Life testing", J. Am. Stat. Assoc. 48 (1953), the maximum-likelihood mean under censoring.
 */

import type { Millis } from '../../clock.ts';

export interface ServiceEvidence {
  finished: number;
  /** Requests in service, the mean of each paper second that ended. */
  buckets: readonly { running: number }[];
}

export interface ServiceTimeOptions {
  /** What a request is taken to need before any has finished; counts as one request. */
  initial: Millis;
  /** Finished requests after which evidence counts for 1/e. */
  memory?: number;
}

/** An estimator with memory: one for a trial. */
export function serviceTimes({
  initial,
  memory = 20,
}: ServiceTimeOptions): (seen: ServiceEvidence) => Millis {
  if (!(initial > 0 && Number.isFinite(initial) && memory > 0)) {
    throw new RangeError(
      `serviceTimes expected an initial service time and a memory above 0, found ${initial} ms and ${memory}: correct them.`,
    );
  }
  let [busy, requests] = [initial, 1];
  return ({ finished, buckets }) => {
    const kept = Math.exp(-finished / memory);
    let served = 0;
    for (const { running } of buckets) served += running * 1000;
    busy = busy * kept + served;
    requests = requests * kept + finished;
    // A millisecond is less than any request takes; 0 would promise endless service.
    return Math.max(1, busy / requests);
  };
}
