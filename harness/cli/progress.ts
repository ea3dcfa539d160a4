import { clearLine, cursorTo } from 'node:readline';
import { stopwatch } from '../clock.ts';
import type { PlannedTrial } from '../plan.ts';
import type { TrialRow } from '../summary.ts';
import type { TraceEvent } from '../trace.ts';
import { minutes } from './plan-text.ts';

/** One line a trial: rewritten on a terminal while it runs, written once where there is none. */
export class Progress {
  #total: number;
  readonly #scale: number;
  readonly #elapsed = stopwatch();
  readonly #live = process.stdout.isTTY === true;
  #ended: number;
  /** Those that an earlier run of the study has ended. */
  readonly #before: number;
  #now: PlannedTrial | undefined;

  constructor(total: number, timeScale: number, before = 0) {
    this.#total = total;
    this.#ended = before;
    this.#before = before;
    this.#scale = timeScale;
  }

  get total(): number {
    return this.#total;
  }

  /** So many trials there will be, as far as is known now. */
  expect(total: number): void {
    this.#total = total;
  }

  begin(planned: PlannedTrial): void {
    this.#now = planned;
    this.#show('starting');
  }

  /** Shows a running trial, at most once a slot. */
  watch(): (event: TraceEvent) => void {
    let containers = 0;
    return event => {
      if (event.type === 'container.starting') containers++;
      else if (event.type === 'container.gone') containers--;
      else if (event.type === 'slot')
        this.#show(`${containers} containers, ${event.running} running, ${event.queued} queued`);
    };
  }

  end(row: TrialRow): void {
    this.#ended++;
    const wait = row.metrics['wait.mean'];
    const told =
      row.state === 'failed' || row.state === 'invalid'
        ? `${row.state}: ${row.why}`
        : `mean wait ${wait === null || wait === undefined ? 'n/a' : wait.toFixed(1)} s${row.state === 'cut' ? ' (cut)' : ''}`;
    if (this.#total > 200 && this.#ended % 50 !== 0 && row.state === 'valid' && this.#ended < this.#total)
      return;
    this.#write(`${this.#place(this.#ended)}  ${row.arm}, seed ${row.seed}: ${told}${this.#eta()}`);
    if (this.#live) process.stdout.write('\n');
  }

  /** Says something on a line of its own. */
  say(what: string): void {
    this.#write(what);
    if (this.#live) process.stdout.write('\n');
  }

  done(): void {
    console.log(
      `${this.#ended} of ${this.#total} trials${this.#before > 0 ? `, ${this.#ended - this.#before} of them` : ''} in ${minutes(this.#elapsed() / 1000)}, times in paper seconds (wall time / ${this.#scale}).`,
    );
  }

  #show(what: string): void {
    if (!this.#live || !this.#now) return;
    const { block, arm, seed } = this.#now;
    this.#write(
      `${this.#place(this.#ended + 1)}  block ${block}, ${arm}, seed ${seed}: ${what}${this.#eta()}`,
    );
  }

  #place(n: number): string {
    return `[${String(n).padStart(String(this.#total).length)}/${this.#total}]`;
  }

  #eta(): string {
    const run = this.#ended - this.#before;
    if (run === 0 || this.#ended === this.#total) return '';
    const left = (this.#elapsed() / run) * (this.#total - this.#ended);
    return `  (about ${minutes(left / 1000)} left)`;
  }

  #write(line: string): void {
    if (!this.#live) {
      console.log(line);
      return;
    }
    clearLine(process.stdout, 0);
    cursorTo(process.stdout, 0);
    process.stdout.write(line.slice(0, (process.stdout.columns ?? 100) - 1));
  }
}
