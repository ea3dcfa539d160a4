import { type Millis, seconds } from '../../clock.ts';
import { capCount, type NomadAction } from './nomad-action.ts';

/*
 * Nomad Autoscaler: what a policy makes of its checks' action: bounds, and a cooldown after every scaling.
 * Source: hashicorp/nomad-autoscaler, policy/handler.go; agent/config/config.go (10 s, 5 min); policy/source.go (query window 1 min).
 */

/** Time between two evaluations. */
export const nomadEvaluationInterval: Millis = seconds(10);

export interface NomadPolicyOptions {
  /** After a scaling in either direction nothing is scaled for so long. */
  readonly cooldown?: Millis;
  /** The same after scaling up, where it differs. */
  readonly cooldownOnScaleUp?: Millis;
}

export interface NomadPolicy extends NomadPolicyOptions {
  readonly min: number;
  readonly max: number;
}

/** A policy with memory: one for a trial. Actions have passed through all checks; `why` says what they saw. */
export const nomadPolicy = ({
  min,
  max,
  cooldown = seconds(300),
  cooldownOnScaleUp = cooldown,
}: NomadPolicy): ((
  asked: { action: NomadAction | undefined; why: string },
  count: number,
  at: Millis,
) => { count: number; reason: string }) => {
  let cooledAt = Number.NEGATIVE_INFINITY;
  return ({ action, why }, count, at) => {
    const stays = (reason: string) => ({ count, reason: `${why}: ${reason}` });
    if (action === undefined || action.direction === 'none') return stays(`stays at ${count}`);
    const { count: wanted, capped } = capCount(action.count, min, max);
    if (wanted === count) return stays(`${action.count} is capped to the present ${count}`);
    // Strictly after, as there.
    if (at <= cooledAt)
      return stays(`${count} → ${wanted} waits for the cooldown to pass ${wholeSeconds(cooledAt)}`);
    cooledAt = at + (action.direction === 'up' ? cooldownOnScaleUp : cooldown);
    return { count: wanted, reason: `${why}: ${count} → ${wanted}${capped ? ` (of ${action.count})` : ''}` };
  };
};

const wholeSeconds = (time: Millis): string => `${Math.round(time / seconds(1))} s`;
