import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  change,
  count,
  duration,
  exact,
  interval,
  list,
  notAvailable,
  number,
  percent,
  probability,
  ratio,
  unbroken,
  whole,
} from '../../harness/report/format.ts';

const estimate = { point: 0.76, low: 0.7, high: 0.834, confidence: 0.95, n: 10, method: 'a method' };

describe('numbers for people', () => {
  it('have three significant digits, whatever their size', () => {
    assert.deepEqual(
      [0.012345, 0.5, 1, 12.345, 138.4, 9876].map(value => number(value)),
      ['0.0123', '0.500', '1.00', '12.3', '138', '9876'],
    );
  });

  it('group thousands from five digits on, with a space that does not break', () => {
    assert.equal(number(1_234_567), '1\u202f234\u202f567');
    assert.equal(whole(12_345), '12\u202f345');
    assert.equal(whole(1234), '1234');
  });

  it('have a real minus sign, and an exponent only where nothing else can be read', () => {
    assert.equal(number(-2.5), '−2.50');
    assert.equal(number(2e9), '2.0e+9');
    assert.equal(number(0.00001), '1.0e−5');
    assert.equal(number(0), '0');
  });

  it('say that they are not known instead of 0, NaN or null', () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY])
      assert.equal(number(value), notAvailable);
    assert.equal(percent(Number.NaN), notAvailable);
    assert.equal(probability(Number.NaN), notAvailable);
    assert.equal(duration(Number.NaN), notAvailable);
  });

  it('stand with their interval where there is one', () => {
    assert.equal(interval(estimate, ratio), '0.76 [0.70, 0.83]');
    assert.equal(interval({ ...estimate, n: 1 }, ratio), '0.76');
    assert.equal(interval({ ...estimate, high: Number.POSITIVE_INFINITY }, ratio), '0.76');
  });

  it('say a ratio in words', () => {
    assert.deepEqual(
      [0.76, 1.58, 1, 1.0004, 3.2].map(value => change(value)),
      ['24 % less', '58 % more', 'the same', 'the same', '3.2 times as much'],
    );
  });

  it('print p values as journals do', () => {
    assert.equal(probability(0.0136), 'p = 0.014');
    assert.equal(probability(0.0004), 'p < 0.001');
  });

  it('claim no precision that was declared away', () => {
    assert.equal(exact(12.3), '12.3');
    assert.equal(exact(0.1 + 0.2), '0.3');
    assert.equal(percent(0.025), '2.5 %');
  });
});

describe('durations, counts and lists', () => {
  it('choose the unit a person would', () => {
    assert.deepEqual([3.4, 12_300, 250_000, 7_500_000].map(duration), [
      '3.40 ms',
      '12.3 s',
      '4 min 10 s',
      '2 h 05 min',
    ]);
  });

  it('never show sixty seconds or sixty minutes', () => {
    assert.equal(duration(119_700), '2 min 00 s');
    assert.equal(duration(3_599_900), '1 h 00 min');
  });

  it('know one from many', () => {
    assert.equal(count(1, 'seed'), '1 seed');
    assert.equal(count(0, 'study', 'studies'), '0 studies');
    assert.deepEqual(
      [list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])],
      ['', 'a', 'a and b', 'a, b and c'],
    );
  });

  it('keep the number of an arm beside its word', () => {
    assert.equal(unbroken('francis from 2'), 'francis from\u00a02');
  });
});
