import type { Chart, Drawing, Size } from '../chart.ts';
import { armColour, armDash, extent } from '../encoding.ts';
import { count, exact, list } from '../format.ts';
import { metricLabel } from '../metric-label.ts';
import { colour } from '../palette.ts';
import { evenly, sampled } from '../sampling.ts';
import { type Study, type StudyArm, trialIn } from '../study.ts';
import {
  arrivalStrip,
  brushed,
  countAxis,
  extentRows,
  faultRules,
  panelWidth,
  wholeTime,
} from '../time-axis.ts';
import { rowsOf, type TrialTables } from '../trial-tables.ts';

const mostArms = 6;
const grid = 120;

type Rows = Record<string, unknown>[];

/** Containers ready and needed over time, and what waits: one block on one time axis, before the band of all trials. */
export const chart: Chart = {
  name: 'allocation',
  section: 'allocation',
  place: 1,
  drawings: study => {
    const running = study.arms.filter(arm => arm.trials.length > 0);
    const arms = chosen(running);
    const trial = arms.map(arm => trialIn(arm, study.middle)).find(one => one !== undefined);
    if (!trial) return [];
    const trials = Math.max(...arms.map(arm => arm.trials.length));
    const data = dataOf(study, arms);
    return [
      {
        title: `Containers, demand and backlog over time, seed ${trial.row.seed}`,
        caption:
          `Lines: the block in the middle by ${metricLabel(study.primary.name)} (seed ${trial.row.seed}), the same requests for all arms. ` +
          `Band: from least to most of n = ${count(trials, 'trial')} an arm while they run${arms.length > 3 ? ' (containers only)' : ''}. ` +
          `Needed: containers that would do all that arrived within the declared target of ${exact(study.declared.target / 1000)} s, at most ${study.declared.kMax}.` +
          (running.length > arms.length
            ? ` Of ${running.length} arms, ${arms.length} are drawn: the reference, then those that decide something.`
            : ''),
        finding: list(
          arms.map(arm => {
            const one = trialIn(arm, study.middle);
            const [, most] = extent(one?.supply.value ?? [0]);
            const [, waiting] = extent(one?.backlog.value ?? [0]);
            return `${arm.label} has at most ${most} containers ready and ${waiting} requests waiting`;
          }),
        ),
        legend: arms,
        marks: [
          { mark: 'needed', means: 'needed' },
          { mark: 'under', means: 'too few (under-provisioned)' },
          { mark: 'over', means: 'more than needed (over-provisioned)' },
        ],
        spec: size => spec(study, arms, { size, data }),
        follows: { kind: 'block', shown: String(study.middle) },
      },
    ];
  },
};

/** The reference, then arms that decide something, then the others; as declared. */
function chosen(arms: readonly StudyArm[]): StudyArm[] {
  const rank = (arm: StudyArm): number => (arm.reference ? 0 : arm.passive ? 2 : 1);
  const kept = new Set([...arms].sort((a, b) => rank(a) - rank(b)).slice(0, mostArms));
  return arms.filter(arm => kept.has(arm));
}

type Data = {
  extent: Rows;
  arrivals: Rows;
  containers: Rows;
  backlog: Rows;
  faults: Rows;
  bands: Rows;
};

function dataOf(study: Study, arms: readonly StudyArm[]): Data {
  const tables = (pick: (tables: TrialTables) => Parameters<typeof rowsOf>[0], some = arms): Rows =>
    some.flatMap(arm => {
      const trial = trialIn(arm, study.middle);
      const shown = trial && study.shown.get(trial.row.trial);
      return shown ? rowsOf(pick(shown), { arm: arm.label }) : [];
    });
  const first = arms.filter(arm => trialIn(arm, study.middle)).slice(0, 1);
  const [, end] = extent(arms.flatMap(arm => arm.trials.map(trial => trial.span)));
  return {
    extent: extentRows(end),
    arrivals: tables(one => one.arrivals, first),
    containers: tables(one => one.containers),
    backlog: tables(one => one.backlog),
    faults: tables(one => one.faults, first),
    bands: bands(arms),
  };
}

/** Least and most over the trials that still run, at moments of one grid. */
function bands(arms: readonly StudyArm[]): Rows {
  const [, end] = extent(arms.flatMap(arm => arm.trials.map(trial => trial.span)));
  const moments = evenly(0, end, grid);
  return arms.flatMap(arm => {
    const supplies = arm.trials.map(trial => sampled(trial.supply, moments));
    const backlogs = arm.trials.map(trial => sampled(trial.backlog, moments));
    return moments.map((t, i) => {
      const running = arm.trials.flatMap((trial, which) => (trial.span >= t ? which : []));
      const row = { arm: arm.label, t: Math.round(t * 10) / 10 };
      if (running.length === 0) return { ...row, low: null, high: null, least: null, most: null };
      const [low, high] = extent(running.map(which => supplies[which]![i]!));
      const [least, most] = extent(running.map(which => backlogs[which]![i]!));
      return { ...row, low, high, least, most };
    });
  });
}

function spec(
  study: Study,
  arms: readonly StudyArm[],
  { size, data }: { size: Size; data: Data },
): ReturnType<Drawing['spec']> {
  const width = panelWidth(size);
  const [, mostReady] = extent([1, ...data.bands.map(row => Number(row.high))]);
  const [, mostNeeded] = extent([1, ...data.containers.map(row => Number(row.needed))]);
  // A little room above, or half of the topmost line would be cut.
  const containers = { domain: [0, Math.max(mostReady, mostNeeded) * 1.04], nice: false };
  const step = 'step-after' as const;
  const panel = (arm: StudyArm) => {
    const x = brushed(false);
    const y = { type: 'quantitative' as const, scale: containers, axis: countAxis() };
    const only = { filter: `datum.arm === ${JSON.stringify(arm.label)}` };
    return {
      title: { text: `Containers, ${arm.label}`, fontWeight: 'normal' as const },
      width,
      height: 84,
      data: { name: 'containers' },
      transform: [
        only,
        { calculate: 'min(datum.ready, datum.needed)', as: 'both' },
        { calculate: 'max(datum.ready, datum.needed)', as: 'either' },
      ],
      layer: [
        {
          data: { name: 'bands' },
          transform: [only],
          // The stroke shows the band where least and most are the same.
          mark: {
            type: 'area' as const,
            fill: arm.colour,
            stroke: arm.colour,
            strokeWidth: 1,
            opacity: 0.16,
            interpolate: step,
            clip: true,
          },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'low' }, y2: { field: 'high' } },
        },
        {
          mark: { type: 'area' as const, fill: colour('over'), opacity: 0.45, interpolate: step, clip: true },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'both' }, y2: { field: 'ready' } },
        },
        {
          mark: { type: 'area' as const, fill: 'url(#hatch)', interpolate: step, clip: true },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'ready' }, y2: { field: 'either' } },
        },
        {
          mark: {
            type: 'line' as const,
            stroke: colour('ink'),
            strokeWidth: 1.2,
            strokeDash: [2, 2],
            interpolate: step,
            clip: true,
          },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'needed' } },
        },
        {
          mark: {
            type: 'line' as const,
            stroke: arm.colour,
            strokeWidth: 2.4,
            strokeDash: [...arm.dash],
            interpolate: step,
            clip: true,
          },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'ready' } },
        },
        {
          mark: { type: 'point' as const, opacity: 0, size: 90, clip: true },
          encoding: {
            x: { ...x, field: 't' },
            y: { ...y, field: 'ready' },
            tooltip: [
              { field: 't', title: 'from (s)' },
              { field: 'ready', title: 'containers ready' },
              { field: 'needed', title: 'needed' },
            ],
          },
        },
        faultRules(x),
        wholeTime(x),
      ],
    };
  };
  const x = brushed(true);
  const y = { type: 'quantitative' as const, axis: countAxis() };
  const backlog = {
    title: { text: 'Requests waiting for a container', fontWeight: 'normal' as const },
    width,
    height: 100,
    data: { name: 'backlog' },
    transform: [{ filter: { field: 'arm', oneOf: arms.map(arm => arm.label) } }],
    layer: [
      // More bands than three only hide one another.
      ...(arms.length > 3
        ? []
        : [
            {
              data: { name: 'bands' },
              mark: { type: 'area' as const, opacity: 0.13, interpolate: step, clip: true },
              encoding: {
                x: { ...x, field: 't' },
                y: { ...y, field: 'least' },
                y2: { field: 'most' },
                color: armColour(study.arms),
              },
            },
          ]),
      {
        mark: { type: 'line' as const, strokeWidth: 2, interpolate: step, clip: true },
        encoding: {
          x: { ...x, field: 't' },
          y: { ...y, field: 'queued' },
          color: armColour(study.arms),
          strokeDash: armDash(study.arms),
        },
      },
      faultRules(x),
      wholeTime(x),
    ],
  };
  return {
    datasets: { ...data },
    spacing: 12,
    vconcat: [arrivalStrip(size), ...arms.map(panel), backlog],
  };
}
