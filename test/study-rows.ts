import type { Declared } from '../harness/manifest.ts';
import type { TrialRow } from '../harness/summary.ts';

/** What a study of two arms might declare, changed by what the test is about. */
export const declaredAs = (change: Partial<Declared> = {}): Declared => ({
  experiment: 'made-up',
  question: 'Is the arm faster?',
  arms: [
    { label: 'fixed at 5', controller: 'fixed', kMin: 5, passive: true },
    { label: 'elastic from 2', controller: 'elastic', kMin: 2, passive: false },
  ],
  workloads: ['bursts'],
  seeds: Array.from({ length: 10 }, (_, i) => i + 1),
  repetitions: 1,
  kMax: 16,
  loop: {
    slot: 10_000,
    controllerCost: 0,
    dispatch: 'when-free',
    checker: 'idle',
    initialAge: 0,
    limit: 3_600_000,
    retries: 2,
  },
  timeScale: 0.1,
  settings: { paperCores: 4, memoryMiB: 128, startsAtOnce: 2, retire: 'idlest' },
  faults: [],
  observe: { delay: 0, drop: 0 },
  primary: 'wait.mean',
  reference: 'fixed at 5',
  delta: 0.05,
  target: 60_000,
  price: 1,
  ...change,
});

/** Seeds differ by up to a third, trials of a seed by up to 5 %, in a way that repeats; no seed stands out. */
const difficulty = (seed: number): number => 1 + ((seed * 7) % 10) / 30;
const wobble = (seed: number, arm: number): number =>
  1 + (((seed * (arm === 0 ? 7 : 3) + arm) % 11) - 5) / 100;

/**
 * The rows of a study: every arm on every seed in turn, the first arm waiting about 20 s, the others `ratio` times that.
 * `change` may alter a row, given its place from 0.
 */
export function rowsOf(
  declared: Declared,
  {
    ratio = 0.8,
    change = () => ({}),
  }: { ratio?: number; change?: (row: TrialRow, place: number) => Partial<TrialRow> } = {},
): TrialRow[] {
  const rows: TrialRow[] = [];
  let block = 0;
  for (const seed of declared.seeds)
    for (const workload of declared.workloads) {
      block++;
      for (const [nth, { label }] of declared.arms.entries()) {
        const place = rows.length;
        const row: TrialRow = {
          trial: `${String(place + 1).padStart(4, '0')}-${label.replaceAll(' ', '-')}-seed-${seed}`,
          block,
          workload,
          arm: label,
          seed,
          repetition: 1,
          state: 'valid',
          intended: `${workload}/${seed}`,
          metrics: {
            'wait.mean': 20 * (nth === 0 ? 1 : ratio) * difficulty(seed) * wobble(seed, nth),
            'requests.failed': 0,
            'requests.retries': 0,
            'scaling.started': nth === 0 ? 0 : 4,
            'scaling.stopped': nth === 0 ? 0 : 3,
            'lateness.sends.p99': 1.2,
            'lateness.slots.p99': 8,
          },
        };
        rows.push({ ...row, ...change(row, place) });
      }
    }
  return rows;
}
