import { EngineLost } from '../engine.ts';
import { type HostWatch, watchHost } from '../host-watch.ts';
import type { PlannedTrial } from '../plan.ts';
import { keepFailed, runPlanned } from '../study.ts';
import type { TrialRow } from '../summary.ts';
import type { TraceEvent } from '../trace.ts';
import type { Running } from './run-trials.ts';

/** A trial that the engine has left that often is given up: the fault may lie with it. */
const MOST_TRIES = 3;

/** One trial after the other, as containers on one host must be. Ends early, without a word, when told to stop. */
export async function runInTurn(running: Running): Promise<void> {
  const { trials, progress, live, signal, store, ended, engine, study } = running;
  const hostWatch = watchHost(engine, study);
  for (const planned of trials) {
    if (signal.aborted) return;
    progress.begin(planned);
    live?.began(planned);
    try {
      const row = await runUndisturbed(running, planned, hostWatch);
      progress.end(row);
      ended(row);
      await live?.ended(row);
    } catch (error) {
      if (!signal.aborted) throw error;
      store.note('trial.cut-off', {
        trial: planned.trial,
        note: `Trial ${planned.trial} was cut off: the study was told to stop.`,
      });
      return;
    }
  }
}

/** Repeats a trial during which the engine went away, once it is back: what came of it is no measurement. */
async function runUndisturbed(
  running: Running,
  planned: PlannedTrial,
  hostWatch: HostWatch,
): Promise<TrialRow> {
  const { loaded, engine, facts, study, store, metrics, signal, progress } = running;
  const { trial } = planned;
  for (let tries = 1; ; tries++) {
    try {
      const watch = watchers(running);
      const { experiment } = loaded;
      return await runPlanned(
        { experiment, engine, facts, study, store, metrics, signal, watch, hostWatch },
        planned,
      );
    } catch (error) {
      if (!(error instanceof EngineLost) || !engine.recover || signal.aborted) throw error;
      store.note('engine.lost', { trial, note: `During trial ${trial}: ${error.message}` });
      progress.say(`${error.message} Waiting for it.`);
      await engine.recover(study, signal);
      store.note('engine.back', { trial });
      if (tries === MOST_TRIES)
        return keepFailed(
          store,
          planned,
          `${error.message} It did so ${tries} times, so the trial was given up.`,
        );
      store.note('trial.repeated', {
        trial,
        note: `Trial ${trial} was run again whole: the engine had gone away.`,
      });
    }
  }
}

/** All who follow a running trial. */
function watchers({ progress, live }: Running): (event: TraceEvent) => void {
  const shown = progress.watch();
  const watched = live?.watch();
  if (!watched) return shown;
  return event => {
    shown(event);
    watched(event);
  };
}
