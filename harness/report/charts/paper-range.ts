import { sized } from '../../paper/evidence.ts';
import type { Findings } from '../../paper/findings.ts';
import type { Chart, Size } from '../chart.ts';
import { around } from '../encoding.ts';
import { hasInterval, interval, ratio } from '../format.ts';
import { colour } from '../palette.ts';
import { sources } from '../paper-look.ts';

/** A wide interval of two pairs must not squeeze the rest into a corner. */
const widest = 2;

interface Row {
  readonly what: string;
  readonly point: number;
  readonly low: number;
  readonly high: number;
  readonly shown: string;
  readonly colour: string;
}

/** The ratio on A: as published, in the logs, in virtual time with the range of its noise, on a real engine. */
export const chart: Chart = {
  name: 'paper-range',
  section: 'paper',
  place: 2,
  drawings: ({ paper, workload }) => {
    if (!paper || workload !== 'A') return [];
    const rows = rowsOf(paper);
    return [
      {
        title: 'Ratio of mean waits, Francis to 5 static containers',
        caption:
          `Ticks: n = ${paper.range.runs} runs in virtual time with measurement noise; bar: their middle 95 %, which covers noise on this workload, not other workloads. ` +
          'Docker: geometric mean of paired ratios, bar: 95 % t interval. As published: two different workloads, so no ratio at all. 1 is the same; left is better for Francis.' +
          (rows.some(row => row.high > widest)
            ? ` A bar that reaches the edge goes on beyond ${widest}.`
            : ''),
        finding: rows.map(({ what, shown }) => `${what}: ${shown}`).join('; '),
        legend: [],
        spec: size => spec(paper, rows, size),
      },
    ];
  },
};

function rowsOf({ published, evidence, range, measured }: Findings): Row[] {
  const A = evidence.find(one => one.workload === 'A')!;
  const point = (what: string, value: number, of: string): Row => ({
    what,
    point: value,
    low: value,
    high: value,
    shown: ratio(value),
    colour: of,
  });
  const seen = measured.find(one => one.workload === 'A')?.ratio;
  const simulated = A.francis.wait / sized(A, 5).wait;
  return [
    point('as published', published.ratio, colour('bad')),
    point('logs on A', A.logged.francis / A.logged.static5!, sources.log.colour),
    {
      ...point('virtual time', simulated, sources.simulated.colour),
      low: range.low,
      high: range.high,
      shown: `${ratio(simulated)} (95 % of runs: ${ratio(range.low)} to ${ratio(range.high)})`,
    },
    ...(seen
      ? [
          {
            ...point('Docker', seen.point, sources.docker.colour),
            ...(hasInterval(seen) ? { low: seen.low, high: seen.high } : {}),
            shown: interval(seen, ratio),
          },
        ]
      : []),
  ];
}

function spec({ range }: Findings, rows: readonly Row[], size: Size) {
  const [left, right] = around([...rows.flatMap(row => [row.low, row.high]), ...range.ratios, 1]);
  const domain = [Math.max(0, left), Math.min(widest, right)];
  const x = {
    type: 'quantitative' as const,
    scale: { domain, nice: false, clamp: true },
    axis: { title: 'ratio; 1 is the same', grid: true, tickCount: size.name === 'wide' ? 10 : 5 },
  };
  const y = {
    field: 'what',
    type: 'nominal' as const,
    sort: rows.map(row => row.what),
    axis: { title: null, domain: false, ticks: false },
  };
  const own = { field: 'colour', type: 'nominal' as const, scale: null };
  return {
    width: size.width - 20,
    height: rows.length * 44,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'ratios', values: [...rows] },
    layer: [
      {
        data: { name: 'none', values: [{ x: 1 }] },
        mark: { type: 'rule' as const, stroke: colour('ink-2'), strokeWidth: 1.5 },
        encoding: { x: { ...x, field: 'x' } },
      },
      {
        data: { name: 'runs', values: range.ratios.map(value => ({ value, what: 'virtual time' })) },
        mark: {
          type: 'tick' as const,
          thickness: 1,
          height: 26,
          color: sources.simulated.colour,
          opacity: 0.35,
        },
        encoding: { x: { ...x, field: 'value' }, y },
      },
      {
        mark: { type: 'rule' as const, strokeWidth: 3 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color: own },
      },
      {
        mark: { type: 'point' as const, filled: true, size: 130, opacity: 1 },
        encoding: {
          x: { ...x, field: 'point' },
          y,
          color: own,
          tooltip: [
            { field: 'what', title: 'source' },
            { field: 'shown', title: 'ratio' },
          ],
        },
      },
    ],
  };
}
