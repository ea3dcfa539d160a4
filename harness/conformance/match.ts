import type { Fields, Json, Subject } from './subject.ts';
import { isFields } from './vectors.ts';

type Tolerance = NonNullable<Subject['tolerance']>;

/** What a number without a tolerance of its own may be off, absolutely; whole numbers must be exact. */
const FRACTION_TOLERANCE = 1e-9;

const numbersMatch = (expected: number, found: number, allowed: number | undefined): boolean => {
  const tolerance = allowed ?? (Number.isInteger(expected) ? 0 : FRACTION_TOLERANCE);
  return Math.abs(expected - found) <= tolerance;
};

/**
 * Compares only what is expected: of an object the keys that `expected` has, of a list every element in order.
 * `field` is the nearest named field, for which a tolerance may be declared.
 */
export const matches = (
  expected: Json,
  found: Json | undefined,
  tolerance: Tolerance = {},
  field = '',
): boolean => {
  if (typeof expected === 'number' && typeof found === 'number')
    return numbersMatch(expected, found, tolerance[field]);
  if (isList(expected))
    return (
      isList(found) &&
      found.length === expected.length &&
      expected.every((one, at) => matches(one, found[at], tolerance, field))
    );
  if (isFields(expected))
    return (
      isFields(found) &&
      Object.entries(expected).every(([key, one]) => matches(one, found[key], tolerance, key))
    );
  return expected === found;
};

/** The part of an answer that was compared, so that a failing case shows no more than it must. */
export const compared = (expected: Fields, found: Fields): Fields =>
  Object.fromEntries(
    Object.keys(expected).flatMap(key => {
      const value = found[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
