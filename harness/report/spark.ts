import type { TopLevelSpec } from 'vega-lite';
import type { Summary } from '../summary.ts';
import { primaryOf } from './answer.ts';
import { around } from './encoding.ts';
import { hasInterval } from './format.ts';
import { leadingArm } from './leader.ts';
import { colour } from './palette.ts';
import { isDifference } from './study.ts';

/** A study in the size of a word: each seed's ratio, their mean with its interval, and 1. Undefined where none is known. */
export function sparkSpec(summary: Summary): TopLevelSpec | undefined {
  const { name } = primaryOf(summary);
  const leader = summary.workloads.map(({ arms }) => leadingArm(arms, primaryOf(summary))).find(Boolean);
  const paired = leader?.against?.[name];
  if (!paired || isDifference(paired.ratio)) return undefined;
  const { point, low, high } = paired.ratio;
  const [from, to] = hasInterval(paired.ratio) ? [low, high] : [point, point];
  const seeds = paired.pairs.slice(0, 60).map(pair => ({ value: pair.arm / pair.reference }));
  const x = {
    type: 'quantitative' as const,
    scale: {
      type: 'log' as const,
      domain: [...around([...seeds.map(seed => seed.value), from, to, 1], { log: true })],
      nice: false,
    },
    axis: null,
  };
  return {
    width: 150,
    height: 26,
    data: { values: [{ point, from, to, none: 1 }] },
    layer: [
      {
        mark: { type: 'rule', stroke: colour('ink-3') },
        encoding: { x: { ...x, field: 'none' } },
      },
      {
        data: { values: seeds },
        mark: { type: 'tick', thickness: 1.2, height: 8, y: 21, color: colour('arm-1'), opacity: 0.6 },
        encoding: { x: { ...x, field: 'value' } },
      },
      {
        mark: { type: 'rule', stroke: colour('arm-1'), strokeWidth: 3, y: 9 },
        encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
      },
      {
        mark: { type: 'point', filled: true, size: 70, opacity: 1, fill: colour('arm-1'), y: 9 },
        encoding: { x: { ...x, field: 'point' } },
      },
    ],
  };
}
