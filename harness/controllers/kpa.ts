import { type Millis, seconds } from '../clock.ts';
import type { Bucket, ControllerDocs, ControllerFactory, Grid } from '../controller.ts';
import { bucketTimes } from './rules/bucket-times.ts';
import { checkKpa } from './rules/kpa-check.ts';
import { kpaDefaults, panicWindowOf } from './rules/kpa-config.ts';
import { begunKpa, type KpaService, type KpaTick, reconcileKpa } from './rules/kpa-reconcile.ts';
import { bucketWindow } from './rules/kpa-window.ts';
import { wholeMillis } from './rules/whole-millis.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing: it holds the requests per container at 70 % of what one takes, by a mean of 60 s and, in panic, of 6 s',
  flaws:
    'panic knows no start delay, so it asks again for what is still starting; it never scales in during a panic, which ends a whole window after its cause; starting among several containers counts as panic; it sees requests, not their work',
  source:
    'knative/serving@98e5ef90, pkg/autoscaler and pkg/reconciler/autoscaling/kpa; vectors test/conformance/knative-*.json',
};

/** Everything that config-autoscaler and a service's annotations can set; the bounds are the arm's. */
export interface KpaControllerOptions extends Partial<Omit<KpaService, 'minScale' | 'maxScale' | 'bucket'>> {
  /** `weighted`: newer seconds weigh more in both windows. */
  readonly aggregation?: 'linear' | 'weighted';
}

/**
 * Knative's Pod Autoscaler between kMin and kMax; with kMin 0 it goes to zero and comes back for the first request.
 * A container takes one request at a time by default, as this project's servers do: that is a fact that a service must
 * declare (containerConcurrency), and the target follows from it.
 */
export const kpa = ({ aggregation = 'linear', ...options }: KpaControllerOptions = {}): ControllerFactory => {
  const given: KpaService = { ...kpaDefaults, metric: 'concurrency', containerConcurrency: 1, ...options };
  checkKpa(given);
  return {
    name: 'kpa',
    period: given.tick,
    scalesToZero: true,
    create: ({ kMin, kMax }) => {
      const service = { ...given, minScale: kMin, maxScale: kMax };
      const means = meansOf(service, aggregation);
      let memory = begunKpa(kMin, service);
      return {
        decide: seen => {
          const { containers, buckets } = seen;
          const at = wholeMillis(seen.at);
          const readyPods = containers.reduce((sum, { state }) => sum + (state === 'starting' ? 0 : 1), 0);
          const {
            replicas,
            reason,
            memory: next,
          } = reconcileKpa({ at, readyPods, means: means(at, buckets) }, service, memory);
          memory = next;
          return { containers: replicas, reason };
        },
      };
    },
  };
};

export const grid: Grid<KpaControllerOptions> = {
  targetUtilization: [0.5, 0.7, 0.9, 1],
  stableWindow: [30, 60, 120].map(seconds),
  panicThresholdPercentage: [200, 400, 1000],
};

export const controller = kpa;

/** The two windows of a trial. What a second measured is recorded at its end, as the original scrapes it. */
const meansOf = (service: KpaService, aggregation: 'linear' | 'weighted') => {
  const { stableWindow, bucket: second, metric } = service;
  const stable = bucketWindow(stableWindow, second);
  const panic = bucketWindow(panicWindowOf(stableWindow, service.panicWindowPercentage), second);
  const average = aggregation === 'weighted' ? 'weightedAverage' : 'average';
  const ends = bucketTimes();
  return (at: Millis, buckets: readonly Bucket[]): KpaTick['means'] => {
    let end = ends(at, buckets.length);
    for (const { queued, running, arrived } of buckets) {
      const value = metric === 'rps' ? arrived : queued + running;
      stable.record(end, value);
      panic.record(end, value);
      end += second;
    }
    return stable.isEmpty(at) ? undefined : { stable: stable[average](at), panic: panic[average](at) };
  };
};
