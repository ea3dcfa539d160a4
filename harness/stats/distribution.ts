import { chdtrc, compiled, fdtrc, ndtr, ndtri, stdtri } from 'cephes';

// Quantiles and tails from the Cephes library (S. Moshier, netlib.org/cephes), here as WebAssembly.
await compiled;

/** Student's t: the value that a share `p` lies below. */
export const tQuantile = (p: number, df: number): number => stdtri(df, p);

/** Standard normal: the share below `z`. */
export const normalShare = (z: number): number => ndtr(z);

/** Standard normal: the value that a share `p` lies below. */
export const normalQuantile = (p: number): number => ndtri(p);

/** Probability that an F with these degrees of freedom is above `f`. */
export const fTail = (f: number, df1: number, df2: number): number => fdtrc(df1, df2, f);

/** Probability that a chi-square with these degrees of freedom is above `x`. */
export const chiSquareTail = (x: number, df: number): number => chdtrc(df, x);
