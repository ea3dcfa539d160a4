import { quantile } from '../../stats/quantile.ts';
import type { Chart, Size } from '../chart.ts';
import { count, exact, number, percent } from '../format.ts';
import { colour } from '../palette.ts';
import type { Study } from '../study.ts';

const bins = 32;

/** How long containers took to start, against the length of a slot, which starts do not shrink with. */
export const chart: Chart = {
  name: 'starts',
  section: 'instrument',
  place: 2,
  drawings: study => {
    const delays = delaysOf(study);
    const slot = slotOf(study);
    if (delays.length === 0) return [];
    const median = quantile(delays, 0.5);
    const p95 = quantile(delays, 0.95);
    return [
      {
        title: 'Container starts: from asking to ready',
        caption:
          `WALL seconds, all arms, n = ${count(delays.length, 'start')}, first containers included. ` +
          `A slot lasts ${exact(slot / 1000)} wall s here: the median start takes ${percent(median / slot)} of it, and starts do not shrink with the time scale. ` +
          `Dashed: half a slot, above which elastic arms look slower than at full scale.`,
        finding: `The median start takes ${number(median / 1000)} s, 95 % take at most ${number(p95 / 1000)} s; a slot lasts ${exact(slot / 1000)} s.`,
        legend: [],
        spec: size => spec(delays, { slot, size }),
      },
    ];
  },
};

const delaysOf = (study: Study): Float64Array =>
  Float64Array.from(study.arms.flatMap(arm => arm.trials.flatMap(trial => [...trial.wall.starts]))).sort();

/** Wall milliseconds. */
export const slotOf = ({ declared }: Study): number => declared.loop.slot * declared.timeScale;

function spec(delays: Float64Array, { slot, size }: { slot: number; size: Size }) {
  const top = Math.max(delays.at(-1)!, slot * 0.5) / 1000;
  const width = top / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const delay of delays) counts[Math.min(bins - 1, Math.floor(delay / 1000 / width))]!++;
  const x = {
    type: 'quantitative' as const,
    scale: { domain: [0, top * 1.02], nice: false },
    axis: { title: 'start to ready (wall s)', tickCount: 8 },
  };
  return {
    title: { text: 'starts', fontWeight: 'normal' as const, color: colour('ink-2') },
    width: size.width - 20,
    height: 130,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    layer: [
      {
        data: {
          values: counts.map((starts, i) => ({ from: i * width, to: (i + 1) * width, starts })),
        },
        mark: { type: 'rect' as const, fill: colour('ink-3'), stroke: colour('page'), strokeWidth: 1 },
        encoding: {
          x: { ...x, field: 'from' },
          x2: { field: 'to' },
          y: {
            field: 'starts',
            type: 'quantitative' as const,
            axis: { title: null, tickCount: 4, tickMinStep: 1, format: '~s' },
          },
          y2: { datum: 0 },
          tooltip: [
            { field: 'from', title: 'from (s)', format: '.3~f' },
            { field: 'to', title: 'to (s)', format: '.3~f' },
            { field: 'starts', title: 'starts' },
          ],
        },
      },
      {
        data: { values: [{ half: slot / 2000 }] },
        mark: { type: 'rule' as const, stroke: colour('doubt'), strokeDash: [5, 3], strokeWidth: 1.8 },
        encoding: { x: { ...x, field: 'half' } },
      },
    ],
  };
}
