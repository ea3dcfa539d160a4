/*
 * AWS Auto Scaling: the capacity that an adjustment leads to. OpenStack Heat computes the same.
 * Source: docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-scaling-adjustment;
 * openstack/heat, heat/scaling/scalingutil.py (which, unlike here, REMOVES the minimum where the percentage comes to 0).
 */

export type AdjustmentType = 'ChangeInCapacity' | 'ExactCapacity' | 'PercentChangeInCapacity';

export interface Adjustment {
  readonly type: AdjustmentType;
  /** Instances to add (negative: remove), to have, or percent of the present ones to add. */
  readonly adjustment: number;
  /** Percent only: the least number of instances added or removed, unless the percentage is 0. */
  readonly minAdjustmentMagnitude?: number | null | undefined;
}

export interface CapacityBounds {
  readonly min: number;
  readonly max: number;
}

/** The capacity after the adjustment, within bounds where there are any. */
export const adjusted = (change: Adjustment, current: number, bounds?: CapacityBounds): number => {
  const wanted = unbounded(change, current);
  return bounds === undefined ? wanted : Math.max(bounds.min, Math.min(bounds.max, wanted));
};

const unbounded = ({ type, adjustment, minAdjustmentMagnitude }: Adjustment, current: number): number => {
  switch (type) {
    case 'ChangeInCapacity':
      return current + adjustment;
    case 'ExactCapacity':
      return adjustment;
    case 'PercentChangeInCapacity': {
      const magnitude = Math.max(
        wholeMagnitude(Math.abs(current * adjustment) / 100),
        minAdjustmentMagnitude ?? 0,
      );
      return current + Math.sign(adjustment) * magnitude;
    }
  }
};

/** Toward zero (12.7 is 12), but a fraction of one instance is one (0.67 is 1). */
const wholeMagnitude = (exact: number): number => (exact > 0 && exact < 1 ? 1 : Math.trunc(exact));
