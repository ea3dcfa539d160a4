import { type Evidence, type Pair, type Sized, sized } from '../paper/evidence.ts';
import type { Findings } from '../paper/findings.ts';
import type { Measured } from '../paper/measured.ts';
import type { Outcome } from '../paper/simulation.ts';
import { brackets, hasInterval, number, ratio } from './format.ts';

/** A table as text, for the page and for Markdown. */
export interface TextTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const none = '–';
const seconds = (value: number | undefined): string => (value === undefined ? none : `${number(value)} s`);
const both = ({ wait, cost }: Outcome): string => `${number(wait)} s / ${number(cost, { digits: 4 })}`;
const quotient = ({ francis, static5 }: Pair): string => ratio(francis.wait / static5.wait);

/** Table 2 as it was printed. */
export const publishedRows = ({ published }: Findings): TextTable => ({
  heads: ['row of Table 2', 'printed', 'its log', 'requests', 'over', 'day'],
  rows: published.rows.map(({ row, wait, log, conditions }) => [
    row,
    `${wait} s`,
    log,
    String(conditions.requests),
    `${conditions['seconds from first to last arrival']} s`,
    String(conditions['day of the run']),
  ]),
});

/** Both arms on each workload: the logs, virtual time, and a real engine where it was asked. */
export function fairRows({ evidence, measured }: Findings): TextTable {
  const real = measured.length > 0;
  return {
    heads: ['workload', 'arm', 'log', 'virtual time', ...(real ? ['Docker'] : []), 'container-seconds'],
    rows: evidence.flatMap(one =>
      fairOf(one, { real, seen: measured.find(m => m.workload === one.workload) }),
    ),
  };
}

function fairOf(one: Evidence, { real, seen }: { real: boolean; seen: Measured | undefined }): string[][] {
  const static5 = sized(one, 5);
  const name = `${one.workload}: ${one.requests} requests over ${one.lasting} s`;
  const docker = (text: string | undefined): string[] => (real ? [text ?? none] : []);
  const cost = (simulated: number, real: number | undefined): string =>
    real === undefined
      ? number(simulated, { digits: 4 })
      : `${number(simulated, { digits: 4 })}; Docker ${number(real, { digits: 4 })}`;
  return [
    [
      name,
      'Francis from 2',
      seconds(one.logged.francis),
      seconds(one.francis.wait),
      ...docker(seen && estimated(seen.francis.wait, seconds)),
      cost(one.francis.cost, seen?.francis.cost.point),
    ],
    [
      name,
      '5 static',
      seconds(one.logged.static5),
      seconds(static5.wait),
      ...docker(seen && estimated(seen.static5.wait, seconds)),
      cost(static5.cost, seen?.static5.cost.point),
    ],
    [
      name,
      'ratio Francis / 5 static',
      one.logged.static5 === undefined ? none : ratio(one.logged.francis / one.logged.static5),
      ratio(one.francis.wait / static5.wait),
      ...docker(seen?.ratio && estimated(seen.ratio, ratio)),
      ratio(one.francis.cost / static5.cost),
    ],
  ];
}

const estimated = (estimate: Measured['francis']['wait'], say: (value: number) => string = number): string =>
  hasInterval(estimate)
    ? `${say(estimate.point)} ${brackets(estimate, say === ratio ? ratio : number)}, n = ${estimate.n}`
    : `${say(estimate.point)}, n = 1`;

/** What would have been, in virtual time: waits and container-seconds. */
export function counterfactualRows({ evidence }: Findings): TextTable {
  const row = (words: string, of: (one: Evidence) => string): string[] => [words, ...evidence.map(of)];
  const size = (one: Sized | null): string => (one ? `${one.containers} static: ${both(one)}` : 'none does');
  return {
    heads: ['wait / container-seconds', ...evidence.map(one => one.workload)],
    rows: [
      row('Francis from 2, as it was', one => both(one.francis)),
      row('5 static, as it was', one => both(sized(one, 5))),
      row('sequential: 1 container', one => both(sized(one, 1))),
      row('static, cost nearest to Francis’', one => size(one.counterfactuals.equalCost)),
      row('cheapest static that waits less than Francis at lower cost', one =>
        size(one.counterfactuals.better),
      ),
      row('ample cores: Francis', one => both(one.counterfactuals.ampleCores.francis)),
      row('ample cores: 5 static', one => both(one.counterfactuals.ampleCores.static5)),
      row('ample cores: ratio of waits', one => quotient(one.counterfactuals.ampleCores)),
      row('3 s slot: Francis', one => both(one.counterfactuals.shortSlot.francis)),
      row('3 s slot: 5 static', one => both(one.counterfactuals.shortSlot.static5)),
      row('3 s slot: ratio of waits', one => quotient(one.counterfactuals.shortSlot)),
    ],
  };
}

/** Every static size on every workload. */
export const staticRows = ({ evidence }: Findings): TextTable => ({
  heads: ['static containers', ...evidence.map(one => `${one.workload}: wait / container-seconds`)],
  rows: evidence[0]!.fixed.map(({ containers }) => [
    String(containers),
    ...evidence.map(one => both(sized(one, containers))),
  ]),
});

/** The logged moves beside those of the identified law. */
export const decisionRows = ({ decisions }: Findings): TextTable => ({
  heads: ['log', 'call', 'at', 'waiting', 'containers', 'mean age', 'logged move', 'law', 'robust', ''],
  rows: decisions.table.map(row => [
    row.run,
    String(row.slot),
    `${row.at / 1000} s`,
    String(row.waiting),
    String(row.running),
    `${number(row.meanAgeSeconds)} s`,
    move(row.logged),
    move(row.law),
    row.robust ? 'yes' : 'no',
    row.law === row.logged ? '' : 'differs',
  ]),
});

const move = (delta: number): string => (delta > 0 ? `+${delta}` : delta < 0 ? `−${-delta}` : '0');

/** What the range is, and what it is not. */
export const rangeSentence = ({ range, evidence }: Findings): string => {
  const A = evidence.find(one => one.workload === 'A')!;
  const { jitter } = range;
  return (
    `Like for like on A, the ratio Francis / 5 static is ${ratio(A.francis.wait / sized(A, 5).wait)} in virtual time and ${ratio(A.logged.francis / A.logged.static5!)} in the logs. ` +
    `In ${range.runs} runs with slots jittered by ${jitter.slots * 100} %, work by ${jitter.work * 100} % and arrivals by ${jitter.arrivals} s, 95 % of the ratios lie between ${ratio(range.low)} and ${ratio(range.high)}. ` +
    'This range covers measurement noise on this one workload, not other workloads: it does not say what Francis would do elsewhere.'
  );
};
