import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { watchdog } from '../../clock.ts';
import { metricCatalogue } from '../../metric-catalogue.ts';
import { readManifest, readResults } from '../../results.ts';
import { summarise } from '../../summarise.ts';
import type { TrialRow } from '../../summary.ts';
import { buildReport } from '../build.ts';
import type { FromServer, ToServer } from './message.ts';
import { servePages } from './pages.ts';
import { began, ended, moved, nothingYet } from './state.ts';

/* The process that serves the page of a running study: it reads the study's folder and what the run tells it. */

const patience = 2000;

setPriority(constants.priority.PRIORITY_LOW);
// Ctrl-C reaches every process of a terminal: the run decides when its page ends.
process.on('SIGINT', () => {});

const answer = (message: FromServer): void => {
  if (process.connected) process.send!(message, () => {});
};

process.once('message', (message: ToServer) => {
  if (message.say === 'open') void open(message);
});

async function open({ folder }: Extract<ToServer, { say: 'open' }>): Promise<void> {
  const { declared, plan, engine } = readManifest(folder);
  const metrics = await metricCatalogue(declared);
  const primary = metrics.find(metric => metric.name === declared.primary)!;
  const rows = new Map<string, TrialRow>();
  let state = nothingYet(plan.length);
  let page = 'The page could not be drawn yet; load it again when a trial has ended.\n';
  const file = (name: string): Buffer | undefined => {
    try {
      return readFileSync(join(folder, name));
    } catch {
      return undefined;
    }
  };
  const draw = async (): Promise<void> => {
    // By place: a study without a fixed end has trials that its plan did not foresee.
    const inOrder = [...rows.values()].sort(
      (a, b) => Number.parseInt(a.trial, 10) - Number.parseInt(b.trial, 10),
    );
    const found = summarise(declared, Math.max(plan.length, rows.size), inOrder, metrics, {
      facts: engine.facts,
    });
    // What is missing is still to come.
    const summary = { ...found, warnings: found.warnings.filter(({ id }) => id !== 'interrupted') };
    page = await buildReport(readResults(folder, summary), { live: { page: state.page + 1 } });
    state = { ...state, page: state.page + 1 };
  };
  const pages = await servePages({ page: () => page, state: () => state, file });
  process.on('disconnect', pages.close);

  const take = (row: TrialRow): void => {
    rows.set(row.trial, row);
    state = ended(state, row, primary);
  };
  const finish = (): void => {
    page = file('index.html')?.toString() ?? page;
    state = { ...state, finished: true, running: undefined };
    const wanted = pages.given() + pages.readers();
    pages.tell();
    let left = patience;
    const look = (): void => {
      left -= 50;
      if (pages.given() >= wanted || left <= 0) answer({ say: 'finished' });
      else watchdog(50, look);
    };
    look();
  };
  const hear = async (message: ToServer): Promise<void> => {
    if (message.say === 'began') state = began(state, message.planned);
    else if (message.say === 'moment') state = moved(state, message.moment);
    else if (message.say === 'kept') {
      message.rows.forEach(take);
    } else if (message.say === 'ended') take(message.row);
    else if (message.say === 'finish') return finish();
    else if (message.say === 'draw') {
      // What cannot be drawn now may be drawn later; the one before stays until then.
      await draw().catch(() => {});
      answer({ say: 'drawn' });
    }
    pages.tell();
  };
  process.on('message', (message: ToServer) => void hear(message));
  answer({ say: 'listening', port: pages.port });
}
