import type { Chart, Size } from '../chart.ts';
import { around } from '../encoding.ts';
import { count, list, number } from '../format.ts';
import { metricLabel, withUnit } from '../metric-label.ts';
import { colour } from '../palette.ts';
import { against, type Study, type StudyArm } from '../study.ts';
import { wrapped } from '../text-width.ts';

const mostArms = 8;
const mostSeeds = 40;

interface Pairing {
  arm: StudyArm;
  pairs: readonly { seed: number; arm: number; reference: number }[];
  better: number;
}

/** Each seed as a line from the reference to an arm: do all seeds agree? */
export const chart: Chart = {
  name: 'pairs',
  section: 'seed-by-seed',
  place: 1,
  drawings: study => {
    const all = study.arms.flatMap(arm => {
      const pairs = against(arm, study.primary.name)?.pairs ?? [];
      return pairs.length === 0
        ? []
        : [{ arm, pairs, better: pairs.filter(pair => isBetter(study, pair)).length }];
    });
    const shown = all.slice(0, mostArms);
    if (shown.length === 0) return [];
    const metric = metricLabel(study.primary.name);
    return [
      {
        title: `Seed by seed: ${metric}, ${study.reference.label} against ${shown.length === 1 ? shown[0]!.arm.label : 'each arm'}`,
        caption:
          `One line a seed from the reference (ref.) to the arm, n = ${count(shown[0]!.pairs.length, 'seed')}, repetitions averaged; both ends met the same requests. ` +
          `Solid: the arm is better on that seed; dotted: it is not. Thick: mean of all.` +
          (all.length > shown.length ? ` The first ${mostArms} of ${all.length} arms are drawn.` : '') +
          (shown[0]!.pairs.length > mostSeeds
            ? ` Every ${stride(shown[0]!)}th seed in order of size is drawn.`
            : ''),
        finding: list(
          shown.map(
            ({ arm, pairs, better }) => `${arm.label} is better on ${better} of ${pairs.length} seeds`,
          ),
        ),
        legend: [],
        spec: size => spec(study, shown, size),
      },
    ];
  },
};

const isBetter = ({ primary }: Study, { arm, reference }: { arm: number; reference: number }): boolean =>
  primary.better === 'lower' ? arm < reference : arm > reference;

const stride = ({ pairs }: Pairing): number => Math.ceil(pairs.length / mostSeeds);

function thinned(pairing: Pairing): Pairing['pairs'] {
  const step = stride(pairing);
  return [...pairing.pairs]
    .sort((a, b) => a.arm / a.reference - b.arm / b.reference)
    .filter((_, index) => index % step === 0);
}

function spec(study: Study, shown: readonly Pairing[], size: Size) {
  const columns = Math.min(shown.length, size.name === 'wide' ? 4 : shown.length > 2 ? 2 : 1);
  const gutter = 46;
  const width = Math.min(
    shown.length === 1 ? 520 : 400,
    Math.floor((size.width - gutter - 20 - (columns - 1) * gutter) / columns),
  );
  const [low, high] = around(shown.flatMap(({ pairs }) => pairs.flatMap(pair => [pair.arm, pair.reference])));
  const y = {
    type: 'quantitative' as const,
    scale: { domain: [Math.max(0, low), high], zero: false, nice: false },
    axis: { title: null, tickCount: 5, minExtent: gutter - 10, maxExtent: gutter - 10 },
  };
  const panel = (pairing: Pairing) => {
    const { arm, pairs } = pairing;
    // Where panels are narrow the title above names the arm, or its label would be cut.
    const ends =
      shown.length > 2 || size.name === 'narrow' ? ['ref.', 'arm'] : [study.reference.label, arm.label];
    const x = {
      field: 'end',
      type: 'ordinal' as const,
      sort: ends,
      scale: { type: 'point' as const, padding: 0.22 },
      axis: {
        title: null,
        labelAngle: 0,
        labelFontWeight: 'bold' as const,
        labelLimit: width / 2 - 4,
        domain: false,
        ticks: false,
        grid: true,
        labelOverlap: false,
        labelFlush: false,
      },
    };
    const rows = thinned(pairing).flatMap(pair => {
      const better = isBetter(study, pair);
      const look = { colour: better ? arm.colour : colour('bad'), dash: better ? [1, 0] : [2, 3] };
      const tip = `seed ${pair.seed}: ${number(pair.reference)} → ${number(pair.arm)}`;
      return [
        { seed: pair.seed, end: ends[0], value: pair.reference, ...look, tip },
        { seed: pair.seed, end: ends[1], value: pair.arm, ...look, tip },
      ];
    });
    const mean = (key: 'arm' | 'reference'): number =>
      pairs.reduce((sum, pair) => sum + pair[key], 0) / pairs.length;
    const means = [
      { end: ends[0], value: mean('reference') },
      { end: ends[1], value: mean('arm') },
    ];
    return {
      ...(shown.length > 1
        ? { title: { text: wrapped(arm.label, width, { size: size.name === 'wide' ? 13 : 12, bold: true }) } }
        : {}),
      width,
      height: size.name === 'wide' ? 260 : 220,
      layer: [
        {
          data: { values: rows },
          mark: { type: 'line' as const, strokeWidth: 1.6, opacity: 0.75, point: false },
          encoding: {
            x,
            y: { ...y, field: 'value' },
            detail: { field: 'seed' },
            color: { field: 'colour', type: 'nominal' as const, scale: null },
            strokeDash: { field: 'dash', type: 'nominal' as const, scale: null },
          },
        },
        {
          data: { values: rows },
          mark: { type: 'point' as const, filled: true, size: 26, opacity: 0.9, fill: arm.colour },
          encoding: { x, y: { ...y, field: 'value' }, tooltip: { field: 'tip' } },
        },
        {
          data: { values: means },
          mark: { type: 'line' as const, strokeWidth: 3.5, stroke: colour('ink') },
          encoding: { x, y: { ...y, field: 'value' } },
        },
      ],
    };
  };
  return {
    title: {
      text: withUnit(study.primary),
      fontWeight: 'normal' as const,
      color: colour('ink-2'),
    },
    columns,
    bounds: 'flush' as const,
    spacing: { column: gutter, row: 64 },
    concat: shown.map(panel),
  };
}
