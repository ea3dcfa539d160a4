import type { Evidence } from '../../paper/evidence.ts';
import type { Measured } from '../../paper/measured.ts';
import type { Chart, Size } from '../chart.ts';
import { armColour, armDash, extent } from '../encoding.ts';
import { count } from '../format.ts';
import { colour } from '../palette.ts';
import { sources } from '../paper-look.ts';

/** Containers of Francis over time: the log's own curve, virtual time and, where it ran, a real engine. */
export const chart: Chart = {
  name: 'paper-allocation',
  section: 'paper',
  place: 1,
  drawings: ({ paper, workload }) => {
    const one = paper?.evidence.find(evidence => evidence.workload === workload);
    if (!paper || !one) return [];
    const seen = paper.measured.find(measured => measured.workload === workload);
    const most = (values: readonly number[]): number => extent(values)[1];
    const trials = seen?.peaks.length ?? 0;
    return [
      {
        title: 'Containers of Francis, the log’s own curve beside ours',
        caption:
          `At the ${one.allocation.length} logged decisions, in paper seconds. Dotted: the author’s log, n = 1; dashed: virtual time at full scale, without noise` +
          (seen
            ? `; line: Docker, median of n = ${count(trials, 'trial')}${trials > 1 ? ', band from least to most' : ''}.`
            : '.'),
        finding:
          `The log peaks at ${most(one.allocation.map(row => row[1]))} containers, virtual time at ${most(one.allocation.map(row => row[2]))}` +
          (seen ? `, Docker at ${most(seen.peaks)}.` : '.'),
        legend: seen ? [sources.log, sources.simulated, sources.docker] : [sources.log, sources.simulated],
        spec: size => spec(one, seen, size),
      },
    ];
  },
};

function spec(one: Evidence, seen: Measured | undefined, size: Size) {
  const shown = Object.values(sources);
  const values = [
    ...one.allocation.flatMap(([t, logged, simulated]) => [
      { t, containers: logged, arm: sources.log.label },
      { t, containers: simulated, arm: sources.simulated.label },
    ]),
    ...(seen?.allocation ?? []).map(([t, , , median]) => ({
      t,
      containers: median,
      arm: sources.docker.label,
    })),
  ];
  const band = (seen?.allocation ?? []).map(([t, , least, , most]) => ({ t, least, most }));
  const x = {
    field: 't',
    type: 'quantitative' as const,
    scale: { nice: false },
    axis: { title: 'paper seconds since the first arrival', grid: true, tickCount: 8, format: '~f' },
  };
  const y = {
    type: 'quantitative' as const,
    scale: { zero: true, nice: true },
    axis: { title: null, tickMinStep: 1, tickCount: 5 },
  };
  const step = 'step-after' as const;
  return {
    title: { text: 'Containers', fontWeight: 'normal' as const },
    width: size.width - 20,
    height: size.name === 'wide' ? 220 : 180,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'curves', values },
    layer: [
      {
        data: { name: 'band', values: band },
        mark: { type: 'area' as const, fill: colour('arm-1'), opacity: 0.18, interpolate: step },
        encoding: { x, y: { ...y, field: 'least' }, y2: { field: 'most' } },
      },
      {
        mark: { type: 'line' as const, strokeWidth: 2, interpolate: step },
        encoding: {
          x,
          y: { ...y, field: 'containers' },
          color: armColour(shown),
          strokeDash: armDash(shown),
        },
      },
    ],
  };
}
