// The package's own declarations are not found through its `exports` map; these are the functions used here.
declare module 'cephes' {
  export const compiled: Promise<void>;
  export function stdtri(df: number, p: number): number;
  export function ndtr(z: number): number;
  export function ndtri(p: number): number;
  export function fdtrc(df1: number, df2: number, f: number): number;
  export function chdtrc(df: number, x: number): number;
}
