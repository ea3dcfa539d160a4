import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Millis, stopwatch } from '../../clock.ts';
import type { PlannedTrial } from '../../plan.ts';
import type { TrialRow } from '../../summary.ts';
import type { TraceEvent } from '../../trace.ts';
import type { FromServer, ToServer } from './message.ts';
import { moments } from './moment.ts';

/** The page of a study while it runs. None of it throws: a run does not fail because nobody can watch it. */
export interface Live {
  readonly url: string;
  /** Draws the first page, of the trials that had ended before. */
  begin(rows: readonly TrialRow[]): Promise<void>;
  began(planned: PlannedTrial): void;
  /** Follows the trial that has begun. */
  watch(): (event: TraceEvent) => void;
  /** Settles when the next trial may begin: the page is drawn between trials, where it disturbs no measurement. */
  ended(row: TrialRow): Promise<void>;
  /** Shows the final page of the folder; settles when those who watch have it, or after two seconds. */
  finish(): Promise<void>;
  close(): void;
}

/** Drawing may lengthen a study by a twentieth; what is more is left out until later. */
const SHARE = 20;

/** Serves the page of a study on a free port of 127.0.0.1, in a process of its own with the least priority. */
export async function openLive(folder: string, timeScale: number): Promise<Live> {
  const server = fork(fileURLToPath(new URL('./serve.ts', import.meta.url)), {
    stdio: ['ignore', 'ignore', process.env.DOCKERAWM_DEBUG ? 'inherit' : 'ignore', 'ipc'],
  });
  const tell = (message: ToServer): void => {
    if (server.connected) server.send(message, () => {});
  };
  tell({ say: 'open', folder });
  const listening = await heard(server, 'listening');
  if (!listening)
    throw new Error('--live: the process that serves the page ended before it could be reached.');
  let cost: Millis = 0;
  let since = stopwatch();
  const draw = async (): Promise<void> => {
    const taken = stopwatch();
    tell({ say: 'draw' });
    await heard(server, 'drawn');
    cost = taken();
    since = stopwatch();
  };
  return {
    url: `http://127.0.0.1:${listening.port}/`,
    begin: rows => {
      tell({ say: 'kept', rows });
      return draw();
    },
    began: planned => tell({ say: 'began', planned }),
    watch: () => moments(timeScale, moment => tell({ say: 'moment', moment })),
    ended: async row => {
      tell({ say: 'ended', row });
      if (since() >= cost * SHARE) await draw();
    },
    finish: async () => {
      tell({ say: 'finish' });
      await heard(server, 'finished');
    },
    close: () => {
      if (server.connected) server.disconnect();
    },
  };
}

type Heard<S extends FromServer['say']> = Extract<FromServer, { say: S }>;

/** The next message of a kind; undefined when the process has gone. */
function heard<S extends FromServer['say']>(server: ChildProcess, say: S): Promise<Heard<S> | undefined> {
  return new Promise(resolve => {
    if (!server.connected) return resolve(undefined);
    const settle = (answer?: Heard<S>): void => {
      server.off('message', listen).off('disconnect', gone);
      resolve(answer);
    };
    const listen = (message: FromServer): void => {
      if (message.say === say) settle(message as Heard<S>);
    };
    const gone = (): void => settle();
    server.on('message', listen).on('disconnect', gone);
  });
}
