import type { Millis } from '../../clock.ts';

/**
 * A time as the originals know it. Windows are multiples of their rhythm, so that their edges are met to the millisecond:
 * the rounding error of another time scale must not decide on which side.
 */
export const wholeMillis = (at: Millis): Millis => Math.round(at);
