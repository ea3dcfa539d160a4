import type { PlannedTrial } from '../../plan.ts';
import type { TrialRow } from '../../summary.ts';
import { number } from '../format.ts';
import { metricLabel, unitLabel } from '../metric-label.ts';
import { plain } from '../plain.ts';
import type { Decided, Moment } from './moment.ts';

/** All that a reader of a running study is shown beside its page; bounded, so that it can be sent whole each time. */
export interface LiveState {
  readonly planned: number;
  readonly ended: number;
  /** Counts the drawings of the page. */
  readonly page: number;
  readonly finished: boolean;
  readonly running: { readonly trial: string; readonly text: string } | undefined;
  readonly moments: readonly Omit<Moment, 'decisions'>[];
  readonly decisions: readonly Decided[];
  /** The newest first. */
  readonly results: readonly { readonly trial: string; readonly said: string }[];
}

const mostMoments = 300;
const mostDecisions = 8;
const mostResults = 12;

export const nothingYet = (planned: number): LiveState => ({
  planned,
  ended: 0,
  page: 0,
  finished: false,
  running: undefined,
  moments: [],
  decisions: [],
  results: [],
});

export const began = (state: LiveState, { trial, place, arm, seed }: PlannedTrial): LiveState => ({
  ...state,
  running: { trial, text: `Trial ${place} of ${state.planned}: ${plain(arm)}, seed ${seed}` },
  moments: [],
  decisions: [],
});

/** Of a long trial every second moment is dropped as often as there are too many. */
export function moved(state: LiveState, { decisions, ...moment }: Moment): LiveState {
  const all = [...state.moments, moment];
  return {
    ...state,
    moments: all.length > mostMoments ? all.filter((_, i) => i % 2 === 0 || i === all.length - 1) : all,
    decisions: [...[...decisions].reverse(), ...state.decisions].slice(0, mostDecisions),
  };
}

export function ended(state: LiveState, row: TrialRow, metric: { name: string; unit: string }): LiveState {
  const value = `${metricLabel(metric.name)} ${number(row.metrics[metric.name])} ${unitLabel(metric.unit)}`;
  const valid = row.state === 'valid' ? value : `${row.state}: ${plain(row.why ?? value, { most: 200 })}`;
  const said = `${plain(row.arm)}, seed ${row.seed}: ${valid}`;
  return {
    ...state,
    ended: state.ended + 1,
    running: state.running?.trial === row.trial ? undefined : state.running,
    results: [{ trial: row.trial, said }, ...state.results].slice(0, mostResults),
  };
}
