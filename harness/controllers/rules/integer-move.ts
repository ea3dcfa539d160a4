/** What a rule answers in every slot: containers to add (+) or remove (−), and why, in words. */
export interface Move {
  delta: number;
  reason: string;
}

/** `1 container`, `2 containers`. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

interface Bounds {
  kMin: number;
  kMax: number;
  /** Most containers added or removed in one move. */
  maxStep?: number;
}

/**
 * Makes whole moves of fractional ones and carries the rest to the next slot, so that the long-run mean of the moves is
 * that of the wishes. A move that a bound holds back carries nothing, so that nothing winds up.
 * `count` is how many containers there will be when this move takes effect (those under way included).
 * Source: first-order error feedback (sigma-delta rounding) with the carry cleared at saturation [ours].
 */
export function integerMoves({ kMin, kMax, maxStep = Number.POSITIVE_INFINITY }: Bounds) {
  if (!(kMin <= kMax)) {
    throw new RangeError(
      `integerMoves expected kMin <= kMax, found ${kMin} > ${kMax}: swap or correct them.`,
    );
  }
  let carry = 0;
  return (wish: number, count: number): { delta: number; asked: number } => {
    const exact = wish + carry;
    const asked = Math.floor(exact + 0.5);
    const stepped = Math.max(-maxStep, Math.min(maxStep, asked));
    const delta = Math.max(kMin - count, Math.min(kMax - count, stepped)) + 0;
    carry = delta === asked ? exact - asked : 0;
    return { delta, asked };
  };
}
