import type { Chart, Drawing, Size } from '../chart.ts';
import { armColour, armShape, around, logTicks } from '../encoding.ts';
import { brackets, change, count, hasInterval, interval, list, number, percent, ratio } from '../format.ts';
import { metricLabel, unitLabel } from '../metric-label.ts';
import { colour } from '../palette.ts';
import { against, isDifference, type Study, type StudyArm } from '../study.ts';

const most = 24;
const step = 54;

interface Row {
  arm: StudyArm;
  point: number;
  low: number;
  high: number;
  figure: string;
  seeds: number[];
}

/** Each arm's ratio to the reference on the primary metric, with its interval, against 1. */
export const chart: Chart = {
  name: 'forest',
  section: 'verdict',
  place: 1,
  drawings: study => {
    const rows = rowsOf(study).slice(0, most);
    return rows.length === 0 ? [] : [drawing(study, rows)];
  },
};

function rowsOf(study: Study): Row[] {
  return study.arms.flatMap(arm => {
    const paired = against(arm, study.primary.name);
    if (!paired) return [];
    const { ratio: estimate, pairs } = paired;
    const difference = isDifference(estimate);
    const say = difference ? number : ratio;
    const known = hasInterval(estimate);
    return {
      arm,
      point: estimate.point,
      low: known ? estimate.low : estimate.point,
      high: known ? estimate.high : estimate.point,
      figure: interval(estimate, say),
      seeds: pairs.map(pair => (difference ? pair.arm - pair.reference : pair.arm / pair.reference)),
    };
  });
}

function drawing(study: Study, rows: readonly Row[]): Drawing {
  const { primary, reference, declared } = study;
  const paired = against(rows[0]!.arm, primary.name)!;
  const difference = isDifference(paired.ratio);
  const metric = metricLabel(primary.name);
  const left = rowsOf(study).length - rows.length;
  return {
    title: difference
      ? `Difference to ${reference.label} in ${metric} (${unitLabel(primary.unit)})`
      : `Ratio of ${metric} to ${reference.label}`,
    caption:
      `Large mark: ${paired.ratio.method}, n = ${count(paired.ratio.n, 'seed')}; ` +
      (hasInterval(paired.ratio) ? `bar: ${percent(paired.ratio.confidence)} interval; ` : '') +
      `small ticks: one seed each. ` +
      (difference ? '' : `Shaded: less than ${percent(declared.delta)} apart, too little to matter here. `) +
      `${primary.better === 'lower' ? 'Left' : 'Right'} is better.${left > 0 ? ` ${left} further arms are in the table.` : ''}`,
    finding: list(
      rows.map(row =>
        difference
          ? `${row.arm.label}: ${number(row.point)} ${brackets(paired.ratio)}`
          : `${row.arm.label} has ${change(row.point)} ${metric} than ${reference.label} (ratio ${row.figure})`,
      ),
    ),
    legend: [],
    spec: size => spec(study, rows, { size, difference }),
  };
}

function spec(
  study: Study,
  rows: readonly Row[],
  { size, difference }: { size: Size; difference: boolean },
): ReturnType<Drawing['spec']> {
  const { delta } = study.declared;
  const none = difference ? 0 : 1;
  const values = rows.flatMap(row => [row.low, row.high, ...row.seeds]);
  const domain = around(difference ? [...values, 0] : [...values, 1 / (1 + delta), 1 + delta], {
    log: !difference,
  });
  const x = {
    type: 'quantitative' as const,
    scale: { type: difference ? ('linear' as const) : ('log' as const), domain: [...domain], nice: false },
    axis: {
      title: difference
        ? `difference (${unitLabel(study.primary.unit)}); 0 is the same`
        : 'ratio, log scale; 1 is the same',
      ...(difference ? {} : { values: logTicks(domain, size.name === 'wide' ? 12 : 6) }),
      format: '~f',
      grid: true,
    },
  };
  const arms = rows.map(row => row.arm);
  const y = { field: 'arm', type: 'nominal' as const, sort: arms.map(arm => arm.label), axis: null };
  const shown = rows.map(({ arm, point, low, high, figure }) => ({
    arm: arm.label,
    point,
    low,
    high,
    figure,
  }));
  const seeds = rows.flatMap(({ arm, seeds }) =>
    seeds.slice(0, 100).map(value => ({ arm: arm.label, value })),
  );
  return {
    width: size.width - 16,
    height: { step },
    data: { name: 'shown', values: shown },
    layer: [
      ...(difference
        ? []
        : [
            {
              mark: { type: 'bar' as const, fill: colour('grid'), height: 36, yOffset: 9 },
              encoding: {
                x: { ...x, datum: 1 / (1 + delta) },
                x2: { datum: 1 + delta },
                y,
              },
            },
          ]),
      {
        mark: { type: 'tick', color: colour('ink-2'), thickness: 1.5, height: 36, yOffset: 9 },
        encoding: { x: { ...x, datum: none }, y },
      },
      {
        data: { name: 'seeds', values: seeds },
        mark: { type: 'tick', thickness: 1.5, height: 9, opacity: 0.55, yOffset: 21 },
        encoding: { x: { ...x, field: 'value' }, y, color: armColour(study.arms) },
      },
      {
        mark: { type: 'rule', strokeWidth: 4, strokeCap: 'round', yOffset: 7 },
        encoding: {
          x: { ...x, field: 'low' },
          x2: { field: 'high' },
          y,
          color: armColour(study.arms),
        },
      },
      {
        mark: { type: 'point', filled: true, size: 170, opacity: 1, yOffset: 7 },
        encoding: {
          x: { ...x, field: 'point' },
          y,
          color: armColour(study.arms),
          shape: armShape(study.arms),
          tooltip: [
            { field: 'arm', title: 'arm' },
            { field: 'figure', title: difference ? 'difference' : 'ratio' },
          ],
        },
      },
      {
        mark: { type: 'text', align: 'left', x: 0, yOffset: -13, fontWeight: 'bold' },
        encoding: { y, text: { field: 'arm' } },
      },
      {
        mark: { type: 'text', align: 'right', x: 'width', yOffset: -13 },
        encoding: { y, text: { field: 'figure' } },
      },
    ],
  };
}
