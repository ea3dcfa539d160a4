import assert from 'node:assert/strict';

/** Equal but for the last digits of floating point; NaN equals NaN. */
export function near(found: number, expected: number, what = ''): void {
  const close =
    Object.is(found, expected) || Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  assert.ok(close, `${what} expected ${expected}, found ${found}`);
}
