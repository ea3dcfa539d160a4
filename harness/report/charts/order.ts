import type { Summary } from '../../summary.ts';
import type { Chart, Size } from '../chart.ts';
import { armColour, armShape, extent } from '../encoding.ts';
import { count, number } from '../format.ts';
import { metricLabel, unitLabel, withUnit } from '../metric-label.ts';
import { colour } from '../palette.ts';
import type { Study } from '../study.ts';

const mostPoints = 400;

type Row = Summary['trials'][number];

/** Every trial in the order in which it was run: a drift, a first trial unlike the rest, an outlier shows here. */
export const chart: Chart = {
  name: 'order',
  section: 'instrument',
  place: 3,
  drawings: study => {
    const { rows, primary } = study;
    const known = rows.filter(row => Number.isFinite(row.metrics[primary.name] ?? Number.NaN));
    if (known.length < 2) return [];
    const lost = rows.length - known.length;
    const step = Math.ceil(known.length / mostPoints);
    const [low, high] = extent(known.map(row => row.metrics[primary.name]!));
    const odd = known.filter(row => row.state !== 'valid');
    return [
      {
        title: `Trials in the order in which they were run: ${metricLabel(primary.name)}`,
        caption:
          `One mark a trial, n = ${count(known.length, 'trial')}. Blocks of the same requests stand next to each other, arms in shuffled order within. ` +
          `A ring marks a trial that is not valid.` +
          (lost > 0 ? ` ${count(lost, 'trial')} gave no figure.` : '') +
          (step > 1 ? ` Every ${step}th is drawn, and each that is not valid.` : ''),
        finding: `${metricLabel(primary.name)} ranges from ${number(low)} to ${number(high)} ${unitLabel(primary.unit)}; ${odd.length} of the trials drawn are not valid.`,
        legend: study.arms,
        spec: size =>
          spec(
            study,
            known.filter((row, index) => index % step === 0 || row.state !== 'valid'),
            size,
          ),
      },
    ];
  },
};

const placeOf = (row: Row): number => Number.parseInt(row.trial, 10);

function spec(study: Study, shown: readonly Row[], size: Size) {
  const { primary, arms } = study;
  const labels = new Map(arms.map(arm => [arm.arm, arm.label]));
  const values = shown.map((row, index) => ({
    arm: labels.get(row.arm) ?? '',
    place: Number.isFinite(placeOf(row)) ? placeOf(row) : index + 1,
    value: row.metrics[primary.name],
    valid: row.state === 'valid',
    tip: `${row.trial}: ${number(row.metrics[primary.name])} ${unitLabel(primary.unit)}, ${row.state}`,
  }));
  const x = {
    field: 'place',
    type: 'quantitative' as const,
    scale: { zero: false, nice: false, padding: 8 },
    axis: { title: 'place in the study', tickMinStep: 1, format: 'd' },
  };
  const y = {
    field: 'value',
    type: 'quantitative' as const,
    axis: { title: null, tickCount: 5 },
  };
  return {
    title: { text: withUnit(primary), fontWeight: 'normal' as const, color: colour('ink-2') },
    width: size.width - 20,
    height: 170,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'order', values },
    layer: [
      {
        transform: [{ filter: '!datum.valid' }],
        mark: {
          type: 'point' as const,
          size: 190,
          stroke: colour('bad'),
          strokeWidth: 1.8,
          shape: 'circle' as const,
        },
        encoding: { x, y },
      },
      {
        mark: { type: 'point' as const, filled: true, size: values.length > 120 ? 26 : 60, opacity: 0.95 },
        encoding: { x, y, color: armColour(arms), shape: armShape(arms), tooltip: { field: 'tip' } },
      },
    ],
  };
}
