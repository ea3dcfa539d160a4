import { stringify } from 'csv-stringify/sync';
import type { MetricInfo } from './metric-label.ts';
import { shortened } from './plain.ts';
import { against, isDifference, type Study } from './study.ts';

/** Names of 10,000 characters would be most of the page. */
const mostName = 200;

/** Every number of the table in full, a line for each arm and metric; empty where it is not known or beyond all. */
export const csvOf = (study: Study, metrics: readonly MetricInfo[]): string =>
  stringify(rowsOf(study, metrics), {
    cast: { number: value => (Number.isFinite(value) ? String(value) : '') },
  });

const rowsOf = (study: Study, metrics: readonly MetricInfo[]): (string | number)[][] => [
  [
    'workload',
    'arm',
    'metric',
    'unit',
    'mean',
    'low',
    'high',
    'seeds',
    'against',
    'ratio',
    'ratio_low',
    'ratio_high',
  ],
  ...metrics.flatMap(({ name, unit }) =>
    study.arms.flatMap(arm => {
      const mean = arm.summary?.metrics[name];
      if (!mean) return [];
      const found = against(arm, name)?.ratio;
      const paired = found && !isDifference(found) ? found : undefined;
      return [
        [
          shortened(study.workload, mostName),
          shortened(arm.arm, mostName),
          name,
          unit,
          mean.point,
          mean.low,
          mean.high,
          mean.n,
          paired ? shortened(study.reference.arm, mostName) : '',
          paired?.point ?? '',
          paired?.low ?? '',
          paired?.high ?? '',
        ],
      ];
    }),
  ),
];

interface Shown {
  readonly corner: string;
  readonly heads: readonly { text: string }[];
  readonly rows: readonly {
    head: { text: string };
    cells: readonly { text: string; range: string; ratio: string; best: boolean }[];
  }[];
}

/** The table as it is shown, for an issue or a paper's draft. */
export function markdownOf({ corner, heads, rows }: Shown): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [
    line([corner, ...heads.map(head => head.text)]),
    `|${' --- |'.repeat(heads.length + 1)}`,
    ...rows.map(row =>
      line([
        row.head.text,
        ...row.cells.map(({ text, range, ratio, best }) =>
          [best ? `**${text}**` : text, range, ratio].filter(Boolean).join(' '),
        ),
      ]),
    ),
  ].join('\n');
}

const escaped = (text: string): string => text.replace(/\s+/g, ' ').replace(/([|\\<`])/g, '\\$1');
