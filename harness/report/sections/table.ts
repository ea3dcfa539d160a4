import type { ArmLook } from '../arm-look.ts';
import { brackets, count, interval, number, ratio } from '../format.ts';
import { armSwatch } from '../legend.ts';
import { type MetricInfo, withUnit } from '../metric-label.ts';
import type { PageInput } from '../page-input.ts';
import type { Section } from '../section.ts';
import { against, isDifference, type Study, type StudyArm } from '../study.ts';
import { csvOf, markdownOf } from '../table-text.ts';
import { type Html, html } from '../template.ts';

/** Shown at once, where an experiment has them; the others on demand, and always on paper. */
const principal = [
  'wait.mean',
  'wait.p95',
  'response.mean',
  'response.p50',
  'response.p95',
  'response.p99',
  'slo.violations',
  'requests.failed',
  'makespan',
  'containerSeconds',
  'containers.peak',
  'objective',
];

/** Up to so many arms stand side by side; more stand below one another, with the principal metrics only. */
const mostColumns = 4;

export interface Head {
  readonly text: string;
  readonly swatch: Html;
  readonly note: string;
}

export interface Cell {
  readonly text: string;
  readonly range: string;
  /** Against the reference. */
  readonly ratio: string;
  readonly best: boolean;
  /** What sorting goes by; empty sorts last. */
  readonly sort: string;
}

export interface Row {
  readonly head: Head;
  readonly principal: boolean;
  readonly cells: readonly Cell[];
}

export interface OneTable {
  readonly id: string;
  /** For those who hear the page. */
  readonly label: string;
  readonly caption: string;
  readonly corner: string;
  readonly heads: readonly Head[];
  readonly rows: readonly Row[];
  /** Rows that are folded away at first; empty where none are. */
  readonly folded: string;
  readonly csv: string;
  readonly markdown: string;
}

export interface TableContext {
  readonly tables: readonly OneTable[];
}

export const section: Section = {
  id: 'table',
  title: 'All figures',
  place: 20,
  template: 'table',
  context: page => {
    const context = tableSection(page);
    return context.tables.length > 0 ? context : undefined;
  },
};

const tableSection = ({ studies }: PageInput): TableContext => ({
  tables: studies
    .map((study, index) => tableOf(study, index))
    .filter(table => table.rows.some(row => row.cells.some(cell => cell.text !== ''))),
});

function tableOf(study: Study, index: number): OneTable {
  const known = study.metrics.filter(metric =>
    study.arms.some(arm => Number.isFinite(arm.summary?.metrics[metric.name]?.point ?? Number.NaN)),
  );
  const isPrincipal = ({ name }: MetricInfo): boolean =>
    principal.includes(name) || name === study.primary.name;
  const across = study.arms.length <= mostColumns;
  const metrics = across ? known : known.filter(isPrincipal);
  const cells = metrics.map(metric => cellsOf(study, metric));
  const arms = study.arms.map(armHead);
  const names = metrics.map(metric => metricHead(study, metric));
  const rows = across
    ? metrics.map((metric, i) => ({ head: names[i]!, principal: isPrincipal(metric), cells: cells[i]! }))
    : study.arms.map((_, arm) => ({
        head: arms[arm]!,
        principal: true,
        cells: cells.map(row => row[arm]!.byValue),
      }));
  const folded = rows.filter(row => !row.principal).length;
  const seeds = Math.max(0, ...study.arms.map(arm => arm.summary?.seeds ?? 0));
  const shown = {
    corner: across ? 'metric' : 'arm',
    heads: across ? arms : names,
    rows: rows.map(row => ({
      ...row,
      cells: row.cells.map(cell => ('byRatio' in cell ? cell.byRatio : cell)),
    })),
  };
  return {
    id: `table-${index + 1}`,
    label: `Figures of all arms${study.several ? ` on ${study.workload}` : ''}`,
    caption:
      `${study.several ? `${study.workload}: mean` : 'Mean'} over n = ${count(seeds, 'seed')} with its 95 % t interval; ` +
      `below it the ratio to ${study.reference.label}, paired by seed, with its 95 % interval. ★ is the best mean of its ${across ? 'row' : 'column'}. ` +
      `T runs from the first arrival to the last completion, so warm-up does not count; container seconds count containers that start and stop, supply in theta and tau those that are ready.${speedups(study)}`,
    ...shown,
    folded: folded > 0 ? `Show ${count(folded, 'more metric')}` : '',
    csv: csvOf(study, across ? known : metrics),
    markdown: markdownOf(shown),
  };
}

/** Epsilon of each elastic arm; it is of pairs of trials, and so no row of the table. */
function speedups({ arms, reference }: Study): string {
  const said = arms.flatMap(({ label, summary }) => {
    const found = summary?.elasticSpeedup;
    if (found === undefined) return [];
    return `${label} ${found === null ? 'n/a (one of its four ratios has a 0)' : `${number(found.point)} ${brackets(found, number)}`}`;
  });
  return said.length === 0
    ? ''
    : ` Elastic speedup over ${reference.label} (above 1 the scaler gains): ${said.join('; ')}.`;
}

const armHead = (arm: StudyArm & ArmLook): Head => ({
  text: arm.label,
  swatch: armSwatch(arm),
  note: arm.reference ? 'reference' : '',
});

const metricHead = ({ primary }: Study, metric: MetricInfo): Head => ({
  text: withUnit(metric),
  swatch: html(''),
  note: [metric.name === primary.name ? 'decides' : '', metric.better === 'higher' ? 'higher is better' : '']
    .filter(Boolean)
    .join(', '),
});

/** A metric's cells, one an arm. Down a column of metrics only ratios can be compared, down one of arms the values. */
function cellsOf(study: Study, { name, better }: MetricInfo): { byRatio: Cell; byValue: Cell }[] {
  const values = study.arms.map(arm => arm.summary?.metrics[name]?.point ?? Number.NaN);
  const finite = values.filter(Number.isFinite);
  const best = better === 'lower' ? Math.min(...finite) : Math.max(...finite);
  const differ = finite.some(value => value !== best);
  return study.arms.map((arm, index) => {
    const estimate = arm.summary?.metrics[name];
    const paired = against(arm, name)?.ratio;
    const value = values[index]!;
    const difference = paired !== undefined && isDifference(paired);
    const cell = {
      text: number(value),
      range: estimate ? brackets(estimate) : '',
      ratio: !paired
        ? ''
        : difference && paired.low === 0 && paired.high === 0
          ? 'the same'
          : difference
            ? `${paired.point < 0 ? '' : '+'}${interval(paired)}`
            : `×\u2009${interval(paired, ratio)}`,
      best: differ && value === best,
    };
    return {
      byRatio: { ...cell, sort: paired && !difference ? String(paired.point) : '' },
      byValue: { ...cell, sort: Number.isFinite(value) ? String(value) : '' },
    };
  });
}
