import type { BaselinePoint, WorkloadBaselines } from '../../summary.ts';
import type { ArmLook } from '../arm-look.ts';
import type { Chart, Drawing, Size } from '../chart.ts';
import { armColour, armShape, around } from '../encoding.ts';
import { capital, count, list, number } from '../format.ts';
import { type MetricInfo, metricLabel, unitLabel, withUnit } from '../metric-label.ts';
import { colour } from '../palette.ts';
import type { Study } from '../study.ts';

interface Mark {
  readonly kind: BaselinePoint['kind'];
  readonly label: string;
  readonly cost: number;
  readonly value: number;
  /** No other point is better on both. */
  readonly front: boolean;
}

/** What the arms could have had for their money: every static size and the best schedule found, without noise. */
export const chart: Chart = {
  name: 'equal-cost',
  section: 'cost',
  place: 2,
  drawings: study => {
    const { baselines, cost } = study;
    if (!baselines || !cost) return [];
    const metrics = [...new Set([study.primary.name, 'wait.mean', 'response.p95'])].flatMap(name =>
      study.metrics.filter(metric => metric.name === name && name !== cost.name),
    );
    return metrics.flatMap(metric => {
      const marks = marksOf(baselines, metric, study);
      return marks.length < 2 ? [] : [drawing(study, baselines, metric, marks)];
    });
  },
};

function marksOf({ points }: WorkloadBaselines, metric: MetricInfo, { cost, arms }: Study): Mark[] {
  const sense = metric.better === 'lower' ? 1 : -1;
  const known = points.flatMap(({ kind, label, size, metrics }) => {
    const [x, y] = [metrics[cost!.name]?.point, metrics[metric.name]?.point];
    if (x === undefined || y === undefined) return [];
    const look = arms.find(({ arm }) => kind === 'arm' && arm === label);
    if (kind === 'arm' && !look) return [];
    return { kind, label: look?.label ?? (size === undefined ? label : String(size)), cost: x, value: y };
  });
  const beats = (a: (typeof known)[number], b: (typeof known)[number]): boolean =>
    a.cost <= b.cost && sense * a.value <= sense * b.value && (a.cost < b.cost || a.value !== b.value);
  return known.map(one => ({ ...one, front: !known.some(other => beats(other, one)) }));
}

function drawing(
  study: Study,
  { seeds, oracle, brackets }: WorkloadBaselines,
  metric: MetricInfo,
  marks: readonly Mark[],
): Drawing {
  const equal = brackets.map(({ arm, below, above, peak }) => {
    const label = study.arms.find(one => one.arm === arm)?.label ?? arm;
    const sizes = [below, above].filter(size => size !== null);
    return `${label} costs as much as ${sizes.length === 2 && sizes[0] === sizes[1] ? sizes[0] : sizes.join(' to ')} static containers, at most it had ${peak}`;
  });
  return {
    key: metric.name,
    title: `At equal cost: ${metricLabel(metric.name)}, without noise`,
    caption:
      `All in virtual time without noise, mean over n = ${count(seeds, 'seed')}. Numbers: static sizes, joined in order. ` +
      `Oracle: the best schedule found for the declared objective in ${oracle.evaluations} rehearsals (the search ended by itself on ${oracle.converged} of ${count(seeds, 'seed')}); ` +
      `it knew the requests beforehand, and may be beaten on ${metricLabel(metric.name)} alone. Lower left is better; dashed: what none beats on both.`,
    finding: `${equal.length > 0 ? `${capital(list(equal))}. ` : ''}On the front: ${list(marks.filter(({ front }) => front).map(nameOf))}.`,
    legend: study.arms.filter(({ label }) => marks.some(mark => mark.kind === 'arm' && mark.label === label)),
    spec: size => spec(study, metric, marks, size),
  };
}

const nameOf = ({ kind, label }: Mark): string => (kind === 'static' ? `static at ${label}` : label);

function spec(study: Study, metric: MetricInfo, marks: readonly Mark[], size: Size) {
  const [left, right] = around(
    marks.map(({ cost }) => cost),
    { margin: 0.08 },
  );
  const [bottom, top] = around(
    marks.map(({ value }) => value),
    { log: true, margin: 0.06 },
  );
  const x = {
    field: 'cost',
    type: 'quantitative' as const,
    scale: { domain: [Math.max(0, left), right], zero: false, nice: true },
    axis: { title: withUnit(study.cost!), grid: true, format: '~s', tickCount: size.name === 'wide' ? 8 : 4 },
  };
  const y = {
    field: 'value',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [bottom, top], nice: false },
    axis: { title: null, tickCount: 5, format: '~s' },
  };
  const looks: readonly ArmLook[] = study.arms;
  const values = marks.map(mark => ({
    ...mark,
    arm: mark.label,
    ...(mark.kind === 'static' ? { size: Number(mark.label) } : {}),
    name: nameOf(mark),
    shown: `${number(mark.value)} ${unitLabel(metric.unit)}`,
    price: number(mark.cost),
  }));
  const only = (kind: Mark['kind']) => [{ filter: `datum.kind === '${kind}'` }];
  const tooltip = [
    { field: 'name', title: 'what' },
    { field: 'shown', title: metricLabel(metric.name) },
    { field: 'price', title: metricLabel(study.cost!.name) },
  ];
  return {
    title: {
      text: `${withUnit(metric)}, log scale`,
      fontWeight: 'normal' as const,
      color: colour('ink-2'),
    },
    width: size.width - 20,
    height: size.name === 'wide' ? 300 : 260,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'points', values },
    layer: [
      {
        transform: only('static'),
        mark: { type: 'line' as const, stroke: colour('ink-3'), strokeWidth: 1, opacity: 0.5 },
        encoding: { x, y, order: { field: 'size', type: 'quantitative' as const } },
      },
      {
        transform: [{ filter: 'datum.front' }],
        mark: {
          type: 'line' as const,
          interpolate: metric.better === 'lower' ? ('step-after' as const) : ('step-before' as const),
          stroke: colour('ink-2'),
          strokeDash: [2, 3],
          strokeWidth: 1.5,
        },
        encoding: { x, y, order: { field: 'cost', type: 'quantitative' as const } },
      },
      {
        transform: only('static'),
        mark: { type: 'text' as const, fontSize: 11, fontWeight: 'bold' as const },
        encoding: { x, y, text: { field: 'label' }, tooltip },
      },
      {
        transform: only('arm'),
        mark: { type: 'point' as const, filled: true, size: 130, opacity: 1 },
        encoding: { x, y, color: armColour(looks), shape: armShape(looks), tooltip },
      },
      {
        transform: only('oracle'),
        mark: {
          type: 'point' as const,
          shape: 'cross' as const,
          angle: 45,
          filled: true,
          size: 150,
          color: colour('ink-2'),
          opacity: 1,
        },
        encoding: { x, y, tooltip },
      },
      {
        transform: only('oracle'),
        mark: { type: 'text' as const, dx: -4, dy: 16, align: 'right' as const },
        encoding: { x, y, text: { field: 'label' } },
      },
    ],
  };
}
