import type { Evidence } from '../../paper/evidence.ts';
import type { Chart, Size } from '../chart.ts';
import { around, logTicks } from '../encoding.ts';
import { list, number } from '../format.ts';
import { colour } from '../palette.ts';

/** Every static size against Francis, cost and wait, in virtual time. */
export const chart: Chart = {
  name: 'paper-static',
  section: 'paper',
  place: 3,
  drawings: ({ paper, workload }) => {
    const one = paper?.evidence.find(evidence => evidence.workload === workload);
    if (!one) return [];
    const cheaper = one.fixed.filter(f => f.wait < one.francis.wait && f.cost < one.francis.cost);
    return [
      {
        title: 'Static sizes against Francis in virtual time',
        caption:
          'Each number is a static allocation of so many containers at its cost and mean wait (log scale), n = 1 without noise; the square is Francis from 2. Lower left is better. The dashed lines cross at Francis: sizes below and left of them wait less for less.',
        finding:
          cheaper.length === 0
            ? 'No static size waits less than Francis for less.'
            : `Static ${list(cheaper.map(f => String(f.containers)))} wait less than Francis (${number(one.francis.wait)} s) and cost less.`,
        legend: [],
        spec: size => spec(one, size),
      },
    ];
  },
};

function spec({ fixed, francis }: Evidence, size: Size) {
  const costs = around(
    [...fixed, francis].map(one => one.cost),
    { margin: 0.08 },
  );
  const waits = around(
    [...fixed, francis].map(one => one.wait),
    { log: true },
  );
  const x = {
    field: 'cost',
    type: 'quantitative' as const,
    scale: { domain: [Math.max(0, costs[0]), costs[1]], nice: false, zero: false },
    axis: {
      title: 'container-seconds',
      grid: true,
      format: '~s',
      tickCount: size.name === 'wide' ? 8 : 4,
    },
  };
  const y = {
    field: 'wait',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [...waits], nice: false },
    axis: { title: null, values: logTicks(waits, 7), format: '~f', grid: true },
  };
  const mine = [{ ...francis, arm: 'Francis' }];
  const rule = { type: 'rule' as const, stroke: colour('arm-1'), strokeDash: [3, 3], opacity: 0.8 };
  return {
    title: {
      text: 'Mean wait (paper s, log scale)',
      fontWeight: 'normal' as const,
      color: colour('ink-2'),
    },
    width: size.width - 20,
    height: size.name === 'wide' ? 260 : 240,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'francis', values: mine },
    layer: [
      { mark: rule, encoding: { x } },
      { mark: rule, encoding: { y } },
      {
        data: { name: 'static', values: fixed.map(one => ({ ...one, arm: `${one.containers} static` })) },
        mark: { type: 'text' as const, fontWeight: 'bold' as const, color: colour('ink-2') },
        encoding: {
          x,
          y,
          text: { field: 'containers' },
          tooltip: [{ field: 'arm' }, { field: 'wait', format: '.1f' }, { field: 'cost', format: '.0f' }],
        },
      },
      {
        mark: {
          type: 'point' as const,
          shape: 'square',
          filled: true,
          size: 150,
          opacity: 1,
          color: colour('arm-1'),
        },
        encoding: {
          x,
          y,
          tooltip: [{ field: 'arm' }, { field: 'wait', format: '.1f' }, { field: 'cost', format: '.0f' }],
        },
      },
    ],
  };
}
