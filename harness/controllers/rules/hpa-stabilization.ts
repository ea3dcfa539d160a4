import type { Millis } from '../../clock.ts';
import { type Recommendation, remember } from './hpa-log.ts';

/*
 * Kubernetes HPA v2: a change must have been asked for during a whole window.
 * Source: kubernetes/kubernetes, pkg/controller/podautoscaler/horizontal.go.
 */

export interface Stabilized {
  readonly replicas: number;
  /** With what was asked for now; the raw value, not the stabilised one. */
  readonly recommendations: readonly Recommendation[];
}

/**
 * Without behavior (stabilizeRecommendation): the largest of what is asked for now and what was asked for in the
 * window, whose far edge still counts.
 */
export const stabilizePlain = (
  asked: Recommendation,
  recommendations: readonly Recommendation[],
  window: Millis,
): Stabilized => {
  const old = ({ at }: Recommendation): boolean => asked.at - at > window;
  const recent = recommendations.filter(one => !old(one));
  return {
    replicas: Math.max(asked.replicas, ...recent.map(one => one.replicas)),
    recommendations: remember(recommendations, asked, old),
  };
};

/**
 * With behavior (stabilizeRecommendationWithBehaviors): at least the smallest of the up window, at most the largest of
 * the down window, else as it is; the far edges do not count, yet their slots are not reused.
 */
export const stabilize = (
  asked: Recommendation,
  current: number,
  recommendations: readonly Recommendation[],
  windows: { readonly up: Millis; readonly down: Millis },
): Stabilized => {
  const within = (window: Millis): number[] =>
    recommendations.filter(({ at }) => asked.at - at < window).map(one => one.replicas);
  const up = Math.min(asked.replicas, ...within(windows.up));
  const down = Math.max(asked.replicas, ...within(windows.down));
  const longest = Math.max(windows.up, windows.down);
  return {
    replicas: Math.min(Math.max(current, up), down),
    recommendations: remember(recommendations, asked, ({ at }) => asked.at - at > longest),
  };
};
