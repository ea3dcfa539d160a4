import type { ArmLook } from './arm-look.ts';
import type { Size } from './chart.ts';

/** Scales that give an arm the same colour, dash and shape everywhere; data name an arm by its label. */
export const armColour = (arms: readonly ArmLook[]) => ({
  field: 'arm',
  type: 'nominal' as const,
  scale: { domain: arms.map(arm => arm.label), range: arms.map(arm => arm.colour) },
});

export const armDash = (arms: readonly ArmLook[]) => ({
  field: 'arm',
  type: 'nominal' as const,
  scale: {
    domain: arms.map(arm => arm.label),
    range: arms.map(arm => (arm.dash.length === 0 ? [1, 0] : [...arm.dash])),
  },
});

export const armShape = (arms: readonly ArmLook[]) => ({
  field: 'arm',
  type: 'nominal' as const,
  scale: { domain: arms.map(arm => arm.label), range: arms.map(arm => arm.shape) },
});

const nice = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9];

/** Ticks of a log axis that people can read: about `most`, 1 always among them where it is inside. */
export function logTicks([low, high]: readonly [number, number], most: number): number[] {
  const decades = Array.from({ length: 25 }, (_, i) => 10 ** (i - 12));
  const all = decades.flatMap(decade => nice.map(step => Number((step * decade).toPrecision(3))));
  const inside = all.filter(tick => tick >= low && tick <= high);
  for (const steps of [nice, [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]]) {
    const kept = inside.filter(tick => steps.includes(Number(tick.toExponential(2).split('e')[0])));
    if (kept.length <= most) return kept.length >= 2 ? kept : inside.slice(0, most);
  }
  return inside.filter(tick => Number.isInteger(Math.log10(tick)));
}

/** A domain around values with a share of its length free on each side, on a log scale where asked. */
export function around(
  values: readonly number[],
  { log = false, margin = 0.06 } = {},
): readonly [number, number] {
  const known = values.filter(value => Number.isFinite(value) && (!log || value > 0));
  if (known.length === 0) return log ? [0.5, 2] : [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (!log) {
    const room = (high - low || Math.abs(high) || 1) * margin;
    return [low - room, high + room];
  }
  const factor = Math.max(1.02, (high / low) ** margin);
  return [low / factor, high * factor];
}

/** Least and most of many values, without a call of a hundred thousand arguments. */
export function extent(values: Iterable<number>): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Width of a plot whose y axis takes `gutter` pixels. */
export const plotWidth = (size: Size, gutter: number): number => size.width - gutter - 14;

/** A y axis of a fixed width, so that panels above one another are aligned. */
export const gutterAxis = (gutter: number) => ({
  minExtent: gutter,
  maxExtent: gutter,
  title: null,
  tickCount: 4,
});
