import { type AllocationData, allocationSpec, type Rows } from '../allocation-spec.ts';
import type { Chart } from '../chart.ts';
import { extent } from '../encoding.ts';
import { count, exact, list } from '../format.ts';
import { metricLabel } from '../metric-label.ts';
import { evenly, sampled } from '../sampling.ts';
import { type Study, type StudyArm, trialIn } from '../study.ts';
import { extentRows, faultMarks } from '../time-axis.ts';
import { rowsOf, type TrialTables } from '../trial-tables.ts';

const mostArms = 6;
const grid = 120;

/** Containers ready and needed over time, and what waits: one block on one time axis, before the band of all trials. */
export const chart: Chart = {
  name: 'allocation',
  section: 'over-time',
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
          ...faultMarks(data.faults),
        ],
        spec: size => allocationSpec(study, arms, { size, data }),
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

function dataOf(study: Study, arms: readonly StudyArm[]): AllocationData {
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
    faults: tables(one => one.faults),
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
