/*
 * Nomad Autoscaler: what a check asks for, and which of several checks is heard.
 * Source: hashicorp/nomad-autoscaler, sdk/strategy.go (CapCount, PreemptScalingAction), policy/handler.go (pickWinnerActionFromGroups).
 */

export type NomadDirection = 'down' | 'none' | 'up';

export interface NomadAction {
  readonly direction: NomadDirection;
  /** Instances wanted; means nothing where the direction is none. */
  readonly count: number;
}

/** Keeps a wanted count within the policy's bounds; `capped` tells whether that changed it. */
export const capCount = (count: number, min: number, max: number): { count: number; capped: boolean } => {
  const within = count < min ? min : Math.min(count, max);
  return { count: within, capped: within !== count };
};

const safety: Readonly<Record<NomadDirection, number>> = { down: 0, none: 1, up: 2 };

/** The safer of two: up before none before down, of one direction the higher count; of equals the first. */
export const preempt = <Action extends NomadAction>(a: Action, b: Action): Action => {
  if (safety[b.direction] > safety[a.direction]) return b;
  const higher = a.direction === b.direction && a.direction !== 'none' && b.count > a.count;
  return higher ? b : a;
};

/**
 * Which of the checks of one group is heard: within a group those that ask for nothing are passed over, unless all do.
 * (Ungrouped checks are not: there a single "none" blocks every scale-in.)
 */
export const groupWinner = <Action extends NomadAction>(actions: readonly Action[]): Action | undefined => {
  const moving = actions.filter(({ direction }) => direction !== 'none');
  return moving.length > 0 ? moving.reduce(preempt) : actions[0];
};
