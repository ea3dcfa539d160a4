import type { Trace } from './trace.ts';

/** A number computed from one trace. `harness/metrics/*.ts` each export some, named like `response.p95`. */
export interface Metric {
  readonly name: string;
  /** "s" always means paper seconds. */
  readonly unit:
    | 's'
    | '%'
    | '1'
    | 'containers'
    | 'container-seconds'
    | 'per minute'
    | 'requests'
    | 'ms'
    | 'MiB';
  readonly better: 'lower' | 'higher';
  /** NaN where the trace does not say (no request finished, no counter); never 0 for "not available". */
  of(trace: Trace): number;
}
