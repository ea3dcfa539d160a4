import type { Chart, Size } from '../chart.ts';
import { logTicks } from '../encoding.ts';
import { exact, number, whole } from '../format.ts';
import { colour } from '../palette.ts';
import { shareUpTo } from '../sampling.ts';
import type { Study } from '../study.ts';
import { slotOf } from './starts.ts';

const kinds = [
  { kind: 'requests sent', field: 'sends', colour: colour('ink'), dash: [1, 0] },
  { kind: 'slots begun', field: 'slots', colour: colour('link'), dash: [7, 2] },
  {
    kind: 'slots begun while containers start',
    field: 'slotsWhileStarting',
    colour: colour('doubt'),
    dash: [2, 2],
  },
] as const;

const points = 60;
const least = 0.01;

/** How late the harness itself was: it measures nothing sharper than that. */
export const chart: Chart = {
  name: 'lateness',
  section: 'instrument',
  place: 1,
  drawings: study => {
    const known = kinds
      .map(kind => ({ ...kind, late: lateness(study, kind.field) }))
      .filter(one => one.late.length > 0 && one.late.at(-1)! > least);
    if (known.length === 0) return [];
    return [
      {
        title: 'How late the harness was',
        caption:
          `WALL milliseconds, log scale; share of ${known.map(one => `${one.kind} (n = ${whole(one.late.length)})`).join(', ')} that were later than this. ` +
          `Accepted: 5 ms for sending, a tenth of a slot (${exact(slotOf(study) / 10)} ms) for slots, both at 1 %.`,
        finding: known
          .map(
            one => `${one.kind}: 1 % later than ${number(one.late[Math.floor(one.late.length * 0.99)])} ms`,
          )
          .join('; '),
        legend: [],
        marks: known.map(one => ({ mark: `late-${one.field}`, means: one.kind })),
        spec: size => spec(known, { slot: slotOf(study), size }),
      },
    ];
  },
};

const lateness = (study: Study, field: (typeof kinds)[number]['field']): Float64Array =>
  Float64Array.from(study.arms.flatMap(arm => arm.trials.flatMap(trial => [...trial.wall[field]]))).sort();

function spec(
  known: readonly { kind: string; late: Float64Array; colour: string; dash: readonly number[] }[],
  { slot, size }: { slot: number; size: Size },
) {
  const top = Math.max(slot / 10, ...known.map(one => one.late.at(-1)!)) * 1.2;
  const moments = Array.from({ length: points }, (_, i) => 0.1 * (top / 0.1) ** (i / (points - 1)));
  const values = known.flatMap(({ kind, late }) =>
    moments.map(ms => ({ kind, ms: Number(ms.toPrecision(3)), share: round(1 - shareUpTo(late, ms)) })),
  );
  const x = {
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [0.1, top], nice: false },
    axis: {
      title: 'late by (wall ms, log scale)',
      values: logTicks([0.1, top], size.name === 'wide' ? 10 : 5),
      format: '~f',
      grid: true,
    },
  };
  const scale = { domain: known.map(one => one.kind) };
  return {
    title: {
      text: 'share later than this',
      fontWeight: 'normal' as const,
      color: colour('ink-2'),
    },
    width: size.width - 20,
    height: 150,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    layer: [
      {
        data: { values: [{ ms: 5 }, { ms: slot / 10 }] },
        mark: { type: 'rule' as const, stroke: colour('rule'), strokeWidth: 1.5 },
        encoding: { x: { ...x, field: 'ms' } },
      },
      {
        data: { name: 'late', values },
        mark: { type: 'line' as const, strokeWidth: 2 },
        encoding: {
          x: { ...x, field: 'ms' },
          y: {
            field: 'share',
            type: 'quantitative' as const,
            axis: { title: null, format: '.0%', values: [0, 0.25, 0.5, 0.75, 1] },
          },
          color: {
            field: 'kind',
            type: 'nominal' as const,
            scale: { ...scale, range: known.map(one => one.colour) },
          },
          strokeDash: {
            field: 'kind',
            type: 'nominal' as const,
            scale: { ...scale, range: known.map(one => [...one.dash]) },
          },
        },
      },
    ],
  };
}

const round = (share: number): number => Math.round(share * 1000) / 1000;
