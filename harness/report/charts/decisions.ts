import type { Chart, Drawing, Size } from '../chart.ts';
import { extent } from '../encoding.ts';
import { count } from '../format.ts';
import { colour } from '../palette.ts';
import { type Study, type StudyArm, trialIn } from '../study.ts';
import {
  arrivalStrip,
  brushed,
  countAxis,
  extentRows,
  faultMarks,
  faultRules,
  gutter,
  panelWidth,
  wholeTime,
} from '../time-axis.ts';
import { rowsOf, type TrialTables } from '../trial-tables.ts';

const mostArms = 3;
const states = ['starting', 'ready', 'busy', 'stopping'];

/** One trial slot by slot: what the controller saw, wanted and got, and each container's life. */
export const chart: Chart = {
  name: 'decisions',
  section: 'decisions',
  place: 1,
  drawings: study => {
    const elastic = study.arms.filter(arm => !arm.passive && trialIn(arm, study.middle));
    const shown = (elastic.length > 0 ? elastic : study.arms.filter(arm => trialIn(arm, study.middle))).slice(
      0,
      mostArms,
    );
    return shown.map((arm, index) => drawing(study, arm, index));
  },
};

function drawing(study: Study, arm: StudyArm, index: number): Drawing {
  const trial = trialIn(arm, study.middle)!;
  const tables = study.shown.get(trial.row.trial)!;
  const reversals = Number(trial.row.metrics['scaling.reversals'] ?? Number.NaN);
  const [, most] = extent(tables.decisions.applied as readonly number[]);
  return {
    key: String(index + 1),
    title: `${arm.label}, seed ${trial.row.seed}: what it saw, wanted and got`,
    caption:
      `One trial, ${trial.row.trial}: n = ${count(tables.decisions.t!.length, 'decision')}. Wanted: the controller’s answer; ` +
      `asked for: after the bounds ${arm.passive ? '' : 'of 1 (or kMin) '}and kMax ${study.declared.kMax}; ready: able to serve. ` +
      `Below, one lane for each container that exists; a lane is used again when its container is gone.`,
    finding:
      `${arm.label} asked for at most ${most} containers` +
      (Number.isFinite(reversals) ? `, with ${reversals.toFixed(2)} reversals a paper minute.` : '.'),
    legend: [arm],
    marks: [
      ...states.map(state => ({ mark: state, means: state === 'ready' ? 'ready, idle' : state })),
      ...faultMarks(rowsOf(tables.faults)),
    ],
    spec: size => spec(arm, tables, size),
    follows: { kind: 'trial', shown: trial.row.trial },
  };
}

function spec(arm: StudyArm, tables: TrialTables, size: Size): ReturnType<Drawing['spec']> {
  const width = panelWidth(size);
  const step = 'step-after' as const;
  const x = brushed(false);
  const y = { type: 'quantitative' as const, axis: countAxis() };
  const line = (field: string, mark: Record<string, unknown>, data = 'decisions') => ({
    data: { name: data },
    mark: { type: 'line' as const, interpolate: step, clip: true, ...mark },
    encoding: { x: { ...x, field: 't' }, y: { ...y, field } },
  });
  const lanes = Math.max(1, ...(tables.spans.lane as readonly number[]));
  return {
    params: [{ name: 'armColour', value: arm.colour }],
    datasets: {
      extent: extentRows(Number(tables.containers.t!.at(-1))),
      arrivals: rowsOf(tables.arrivals),
      decisions: rowsOf(tables.decisions),
      containers: rowsOf(tables.containers),
      spans: rowsOf(tables.spans),
      faults: rowsOf(tables.faults),
    },
    spacing: 12,
    vconcat: [
      arrivalStrip(size),
      {
        title: { text: 'Saw: requests waiting (area) and running (line)', fontWeight: 'normal' },
        width,
        height: 70,
        layer: [
          {
            data: { name: 'decisions' },
            mark: { type: 'area', interpolate: step, fill: colour('over'), opacity: 0.5, clip: true },
            encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'queued' } },
          },
          line('running', { stroke: colour('ink-2'), strokeWidth: 1.5 }),
          answers(x),
          faultRules(x),
          wholeTime(x),
        ],
      },
      {
        title: {
          text: 'Containers: wanted (dots), asked for (line), ready (thin)',
          fontWeight: 'normal',
        },
        width,
        height: 120,
        layer: [
          headroom(x, y),
          line('applied', { stroke: { expr: 'armColour' }, strokeWidth: 2.4 }),
          line('ready', { stroke: colour('ink'), strokeWidth: 1.1 }, 'containers'),
          {
            data: { name: 'decisions' },
            mark: {
              type: 'point',
              filled: true,
              size: 26,
              fill: { expr: 'armColour' },
              opacity: 1,
              clip: true,
            },
            encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'wanted' } },
          },
          answers(x),
          faultRules(x),
          wholeTime(x),
        ],
      },
      {
        title: { text: 'Containers, each in a lane while it exists', fontWeight: 'normal' },
        width,
        height: { step: lanes > 24 ? 8 : 13 },
        data: { name: 'spans' },
        layer: [
          ...states.map(state => gantt(state, brushed(true))),
          faultRules(brushed(true)),
          wholeTime(brushed(true)),
        ],
      },
    ],
  };
}

/** Wherever the pointer is, the decision that holds there says why. */
const answers = (x: ReturnType<typeof brushed>) => ({
  data: { name: 'decisions' },
  mark: { type: 'rect' as const, opacity: 0, clip: true },
  encoding: {
    x: { ...x, field: 't' },
    x2: { field: 't2' },
    tooltip: [
      { field: 't', title: 'at (s)' },
      { field: 'queued', title: 'saw waiting' },
      { field: 'running', title: 'saw running' },
      { field: 'existing', title: 'saw containers' },
      { field: 'ready', title: 'of them ready' },
      { field: 'wanted', title: 'wanted' },
      { field: 'applied', title: 'asked for' },
      { field: 'reason', title: 'reason' },
    ],
  },
});

/** Nothing to see: it keeps the topmost dots from being cut in half, whatever trial is picked. */
const headroom = (x: ReturnType<typeof brushed>, y: { type: 'quantitative'; axis: object }) => ({
  data: { name: 'decisions' },
  transform: [{ calculate: 'datum.wanted * 1.06 + 0.5', as: 'top' }],
  mark: { type: 'point' as const, opacity: 0 },
  encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'top' } },
});

/** States differ in thickness and fill, not by colour alone. */
const looks: Record<string, Record<string, unknown>> = {
  starting: { fill: 'url(#dots)', stroke: colour('ink-3'), strokeWidth: 0.75, height: { band: 0.7 } },
  ready: { fill: colour('ink-3'), height: { band: 0.18 } },
  busy: { fill: { expr: 'armColour' }, height: { band: 0.75 } },
  stopping: { fill: colour('bad'), height: { band: 0.35 } },
};

const gantt = (state: string, x: ReturnType<typeof brushed>) => ({
  transform: [{ filter: `datum.state === '${state}'` }],
  mark: { type: 'bar' as const, clip: true, ...looks[state] },
  encoding: {
    x: { ...x, field: 't' },
    x2: { field: 't2' },
    y: {
      field: 'lane',
      type: 'ordinal' as const,
      axis: { title: null, minExtent: gutter, maxExtent: gutter, labelOverlap: true, grid: false },
    },
    tooltip: [
      { field: 'id', title: 'container' },
      { field: 'state', title: 'state' },
      { field: 't', title: 'from (s)' },
      { field: 't2', title: 'to (s)' },
    ],
  },
});
