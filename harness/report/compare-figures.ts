import type { TopLevelSpec } from 'vega-lite';
import type { Compared } from '../compare.ts';
import type { Results } from '../results.ts';
import type { Estimate } from '../stats/estimate.ts';
import { type ArmLook, armLooks } from './arm-look.ts';
import type { Drawing, Size } from './chart.ts';
import { armColour, armShape, around, logTicks } from './encoding.ts';
import { hasInterval, interval, list, ratio } from './format.ts';
import { metricLabel } from './metric-label.ts';
import { colour } from './palette.ts';
import { plain } from './plain.ts';
import { isDifference } from './study.ts';

/** A ratio with its interval, of an arm (its line) in a study (its look). */
interface Row {
  readonly line: string;
  readonly study: string;
  readonly point: number;
  readonly low: number;
  readonly high: number;
  readonly figure: string;
}

export interface Compare {
  readonly studies: readonly Results[];
  readonly compared: readonly Compared[];
  readonly primary: string;
}

/** How studies look: the first, with which the others are compared, like a reference. */
export const studyLooks = (studies: readonly Results[]): ArmLook[] => {
  const names = studies.map(({ manifest }) => `${manifest.study} (${manifest.engine.name})`);
  // Called "reference" in a legend, it would be taken for an arm.
  return armLooks(names, names[0]!).map(look => ({ ...look, reference: false }));
};

/** What one workload's pictures are: what each study found, and how each arm of a study differs from the first study's. */
export function compareDrawings(compare: Compare, workload: string, several: boolean): Drawing[] {
  const { studies, compared, primary } = compare;
  const looks = studyLooks(studies);
  const metric = metricLabel(primary);
  const on = several ? `${plain(workload, { most: 40 })}: ` : '';
  const rowOf = (line: string, look: ArmLook, estimate: Estimate | undefined): Row[] => {
    if (!estimate || isDifference(estimate) || !(estimate.point > 0)) return [];
    const known = hasInterval(estimate) && estimate.low > 0;
    const [low, high] = known ? [estimate.low, estimate.high] : [estimate.point, estimate.point];
    return [
      {
        line: plain(line, { most: 32 }),
        study: look.label,
        point: estimate.point,
        low,
        high,
        figure: `${interval(estimate, ratio)}, n = ${estimate.n}`,
      },
    ];
  };
  const findings = studies.flatMap(({ summary }, index) =>
    (summary.workloads.find(one => one.workload === workload)?.arms ?? []).flatMap(arm =>
      rowOf(arm.arm, looks[index]!, arm.against?.[primary]?.ratio),
    ),
  );
  const moves = compared
    .filter(one => one.workload === workload)
    .flatMap(one =>
      rowOf(
        one.with === one.arm ? one.arm : `${one.arm} / ${one.with}`,
        looks[one.study]!,
        one.ratios[primary]?.ratio,
      ),
    );
  const drawing = (key: string, title: string, about: string, rows: readonly Row[]): Drawing[] =>
    rows.length === 0
      ? []
      : [
          {
            key,
            title: on + title,
            caption: `${about} Mark: geometric mean of paired ratios; bar: 95 % t interval on the log scale; n: seeds. 1 is the same.`,
            finding: list(rows.map(({ line, study, figure }) => `${line} in ${study}: ${figure}`)),
            legend: looks.filter(look => rows.some(row => row.study === look.label)),
            spec: size => spec(rows, looks, size),
          },
        ];
  return [
    ...drawing(
      'findings',
      `What each study found: ratio of ${metric} to its reference`,
      `Arms against the reference of their own study (${list([...new Set(studies.map(({ manifest }) => plain(manifest.declared.reference)))])}), paired by seed.`,
      findings,
    ),
    ...drawing(
      'moves',
      `Each arm against the first study: ratio of ${metric}`,
      `The same arm on the same requests, in another study over ${looks[0]!.label}, paired by seed.`,
      moves,
    ),
  ];
}

/** Nearly equal studies span less than a log axis has ticks for. */
function ticks([low, high]: readonly [number, number], most: number): number[] {
  if (high / low > 1.6) return logTicks([low, high], most);
  const step = [0.005, 0.01, 0.02, 0.05, 0.1].find(one => (high - low) / one <= most) ?? 0.2;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(4)),
  );
}

function spec(rows: readonly Row[], looks: readonly ArmLook[], size: Size): TopLevelSpec {
  const lines = [...new Set(rows.map(row => row.line))];
  const domain = around([...rows.flatMap(row => [row.low, row.high]), 1], { log: true });
  const x = {
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [...domain], nice: false },
    axis: {
      title: 'ratio, log scale; 1 is the same',
      values: ticks(domain, size.name === 'wide' ? 10 : 5),
      format: '~f',
      grid: true,
    },
  };
  const y = {
    field: 'line',
    type: 'nominal' as const,
    sort: lines,
    axis: { title: null, labelLimit: size.name === 'wide' ? 320 : 130 },
  };
  const yOffset = {
    field: 'arm',
    type: 'nominal' as const,
    sort: looks.map(look => look.label),
    scale: { paddingOuter: 0.5 },
  };
  return {
    width: size.width - 20,
    height: lines.length * Math.max(44, looks.length * 22),
    autosize: { type: 'fit-x', contains: 'padding' },
    data: { name: 'ratios', values: rows.map(({ study, ...row }) => ({ ...row, arm: study })) },
    layer: [
      {
        data: { name: 'none', values: [{ x: 1 }] },
        mark: { type: 'rule', stroke: colour('ink-2'), strokeWidth: 1.5 },
        encoding: { x: { ...x, field: 'x' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2.5 },
        encoding: {
          x: { ...x, field: 'low' },
          x2: { field: 'high' },
          y,
          yOffset,
          color: armColour(looks),
        },
      },
      {
        mark: { type: 'point', filled: true, size: 100, opacity: 1 },
        encoding: {
          x: { ...x, field: 'point' },
          y,
          yOffset,
          color: armColour(looks),
          shape: armShape(looks),
        },
      },
    ],
  };
}
