import { z } from 'zod';
import { roundTo } from '../controllers/rules/kpa-config.ts';
import {
  indexOf,
  largestOf,
  type Recorded,
  sizeOf,
  withRecord,
} from '../controllers/rules/kpa-max-window.ts';
import { type BucketWindow, bucketWindow } from '../controllers/rules/kpa-window.ts';
import type { Fields } from './subject.ts';

const timed = { windowMs: z.number().positive(), granularityMs: z.number().positive().default(1000) };

const begun = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(['linear', 'weighted']), ...timed }),
  z.object({ kind: z.literal('maxWindow'), size: z.number().positive() }),
  z.object({ kind: z.literal('timeMaxWindow'), ...timed }),
]);

/** A window and what is done with it, step by step (knative-window.json). */
export const beginWindow = (input: Fields): ((step: Fields) => Fields) => {
  const given = begun.parse(input);
  switch (given.kind) {
    case 'linear':
    case 'weighted':
      return buckets(bucketWindow(given.windowMs, given.granularityMs), given.kind === 'weighted');
    case 'maxWindow':
      return maxima(given.size, step => indexed.parse(step).index);
    case 'timeMaxWindow':
      return maxima(sizeOf(given.windowMs, given.granularityMs), step =>
        indexOf(at.parse(step).atMs, given.granularityMs),
      );
  }
};

const at = z.object({ atMs: z.number() });
const indexed = z.object({ index: z.number() });
const recorded = z.object({ op: z.literal('record'), value: z.number() });

const maxima = (size: number, indexAt: (step: Fields) => number): ((step: Fields) => Fields) => {
  let known: readonly Recorded[] = [];
  return step => {
    const { value } = recorded.parse(step);
    known = withRecord(known, { index: indexAt(step), value }, size);
    return { max: largestOf(known) };
  };
};

const bucketStep = z.discriminatedUnion('op', [
  z.object({ op: z.literal('record'), atMs: z.number(), value: z.number() }),
  z.object({
    op: z.literal(['average', 'sum']),
    atMs: z.number(),
    roundDigits: z.number().optional(),
  }),
  z.object({ op: z.literal(['isEmpty', 'buckets']), atMs: z.number() }),
  z.object({ op: z.literal('resize'), atMs: z.number(), windowMs: z.number().positive() }),
]);

const buckets = (window: BucketWindow, weighted: boolean): ((step: Fields) => Fields) => {
  const average = weighted ? window.weightedAverage : window.average;
  return next => {
    const step = bucketStep.parse(next);
    switch (step.op) {
      case 'record':
        window.record(step.atMs, step.value);
        return {};
      case 'average':
        return { average: rounded(average(step.atMs), step.roundDigits) };
      case 'sum':
        return { sum: rounded(window.sum(step.atMs), step.roundDigits) };
      case 'isEmpty':
        return { empty: window.isEmpty(step.atMs) };
      case 'buckets':
        return { nonZero: Object.fromEntries(window.nonZero(step.atMs)) };
      case 'resize':
        window.resize(step.windowMs, step.atMs);
        return { buckets: window.buckets };
    }
  };
};

const rounded = (value: number, digits: number | undefined): number =>
  digits === undefined ? value : roundTo(digits, value);
