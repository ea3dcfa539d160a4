import type { Chart, Drawing, Size } from '../chart.ts';
import { extent } from '../encoding.ts';
import { capital, count, number } from '../format.ts';
import { type MetricInfo, metricLabel, withUnit } from '../metric-label.ts';
import { colour } from '../palette.ts';
import type { Study } from '../study.ts';
import { wrapped } from '../text-width.ts';

const steps = [0, 1, 2, 3, 4, 5] as const;

interface Cell {
  controller: string;
  kMin: number;
  value: number;
  step: number;
  figure: string;
  best: boolean;
}

/** A sweep of controllers over kMin: the primary metric and the cost as heat maps. */
export const chart: Chart = {
  name: 'heat',
  section: 'sweep',
  place: 1,
  drawings: study => {
    const sizes = new Set(study.arms.map(arm => arm.kMin));
    const controllers = new Set(study.arms.map(arm => arm.controller));
    if (sizes.size < 3 || study.arms.length < controllers.size * 2) return [];
    const metrics = [study.primary, study.cost].filter(metric => metric !== undefined);
    return metrics.flatMap((metric, index) => {
      const cells = cellsOf(study, metric);
      return cells.length === 0 ? [] : [drawing(study, { metric, cells, key: String(index + 1) })];
    });
  },
};

function cellsOf(study: Study, { name, better }: MetricInfo): Cell[] {
  const known = study.arms.flatMap(arm => {
    const value = arm.summary?.metrics[name]?.point ?? Number.NaN;
    return Number.isFinite(value) ? [{ arm, value }] : [];
  });
  const [low, high] = extent(known.map(one => one.value));
  const best = better === 'lower' ? low : high;
  return known.map(({ arm, value }) => ({
    controller: arm.controller,
    kMin: arm.kMin,
    value,
    // Darker is worse, in six steps of equal width.
    step: Math.min(5, Math.floor(6 * (high === low ? 0 : Math.abs(value - best) / (high - low)))),
    figure: number(value),
    best: value === best,
  }));
}

function drawing(
  study: Study,
  { metric, cells, key }: { metric: MetricInfo; cells: readonly Cell[]; key: string },
): Drawing {
  const best = cells.find(cell => cell.best)!;
  const seeds = Math.max(...study.arms.map(arm => arm.summary?.seeds ?? 0));
  return {
    key,
    title: `Sweep: ${metricLabel(metric.name)} by controller and kMin`,
    caption: `${capital(withUnit(metric))}, mean over n = ${count(seeds, 'seed')}. Six shades of equal width from best to worst; ★ marks the best. A cell without a number was not run.`,
    finding: `The best ${metricLabel(metric.name)} is ${best.figure}, of ${best.controller} with kMin ${best.kMin}.`,
    legend: [],
    spec: size => spec(cells, size),
  };
}

function spec(all: readonly Cell[], size: Size): ReturnType<Drawing['spec']> {
  const labelWidth = size.name === 'wide' ? 220 : 100;
  const cells = all.map(cell => ({ ...cell, controller: wrapped(cell.controller, labelWidth).join('\n') }));
  const x = {
    field: 'kMin',
    type: 'ordinal' as const,
    axis: { title: 'kMin (containers)', labelAngle: 0, domain: false, ticks: false },
  };
  const y = {
    field: 'controller',
    type: 'nominal' as const,
    sort: [...new Set(cells.map(cell => cell.controller))],
    axis: { title: null, domain: false, labelExpr: "split(datum.label, '\\n')", labelLimit: 0 },
  };
  const text = (dark: boolean) => ({
    transform: [{ filter: dark ? 'datum.step >= 4' : 'datum.step < 4' }],
    mark: {
      type: 'text' as const,
      fontSize: size.name === 'wide' ? 12 : 10,
      fill: dark ? colour('heat-text') : colour('ink'),
    },
    encoding: { x, y, text: { field: 'label' } },
  });
  return {
    width: size.width - 20,
    height: y.sort.length * Math.max(30, 16 * Math.max(...y.sort.map(label => label.split('\n').length))),
    autosize: { type: 'fit-x', contains: 'padding' },
    data: {
      name: 'cells',
      values: cells.map(cell => ({ ...cell, label: cell.best ? `★ ${cell.figure}` : cell.figure })),
    },
    layer: [
      {
        mark: { type: 'rect', stroke: colour('page'), strokeWidth: 2 },
        encoding: {
          x,
          y,
          color: {
            field: 'step',
            type: 'ordinal',
            scale: { domain: [...steps], range: steps.map(step => colour(`heat-${step}`)) },
            legend: null,
          },
          tooltip: [
            { field: 'controller', title: 'controller' },
            { field: 'kMin', title: 'kMin' },
            { field: 'figure', title: 'mean' },
          ],
        },
      },
      text(false),
      text(true),
    ],
  };
}
