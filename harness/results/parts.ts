import { z } from 'zod';

/** Kinds of value that the files of a results folder are made of. Strict: what was never written is never read. */

/** Any number of ours is smaller, but for estimates from two seeds that are far apart; more is a slip or a trap. */
export const MOST = 1e15;
/** JSON knows neither NaN nor infinity. */
export const number = z.number().min(-MOST).max(MOST);
export const millis = z.number().min(-1e12).max(1e12);
export const whole = z.int().min(0).max(1e9);
/** A number that infinity or not a number was written for as null. */
export const perhaps = number.nullable().transform(value => value ?? Number.NaN);
/** The same where what is missing is beyond all. */
export const unbounded = number.nullable().transform(value => value ?? Number.POSITIVE_INFINITY);
export const label = z.string().min(1).max(20_000);
export const text = z.string().max(1_000_000);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
/** It becomes the name of a file. */
export const trialName = z.string().regex(/^\d{4,9}-[a-z0-9-]{1,200}$/, 'expected a name as 0001-arm-seed-1');
export const state = z.enum(['valid', 'cut', 'invalid', 'failed']);

/** Containers over time. */
export const schedule = z.strictObject({
  kMin: whole,
  entries: z.array(z.strictObject({ at: millis, containers: whole })),
});

/** With every optional field there, so that one that is missing on a side shows. */
type Whole<T> = T extends readonly (infer U)[]
  ? Whole<U>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<T[K]> }
    : T;
type Same<A, B> = [Whole<A>, Whole<B>] extends [Whole<B>, Whole<A>] ? true : false;

/** Proves at compile time that a schema knows all fields of `T` and no other: one that forgets a field does not compile. */
export const gives =
  <T>() =>
  <S extends z.ZodType>(
    schema: S,
    ..._: Same<z.output<S>, T> extends true ? [] : ['the fields of schema and type differ']
  ): S =>
    schema;
