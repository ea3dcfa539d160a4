import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, BenchRow } from '../benchmark.ts';
import { realTime, today } from '../clock.ts';
import { declare, detectableBefore, hashOf } from '../declaration.ts';
import type { EngineFacts } from '../engine.ts';
import { simulated } from '../engines/simulated.ts';
import { type Loaded, loadExperiment } from '../experiment-file.ts';
import { historyOf } from '../history.ts';
import { codeFacts, hostFacts } from '../host.ts';
import type { Manifest } from '../manifest.ts';
import { plan, resolve } from '../plan.ts';
import { ideal } from '../profile.ts';
import { type Live, openLive } from '../report/live/open.ts';
import { quantile } from '../stats/quantile.ts';
import { openStore } from '../store.ts';
import type { Trace } from '../trace.ts';
import { runTrial } from '../trial.ts';

/** Wall time per paper time: a slot lasts 123 ms, so that telling of it comes often. */
const timeScale = 0.01;
const pairs = 3;

/** How late slots begin and requests are sent in real time, with a page that is watched and without. */
export const benchmark: Benchmark = {
  title: 'A study that is watched as it runs',
  run: async () => {
    const loaded = await loadExperiment('francis-vs-static', { seeds: pairs, timeScale });
    const { experiment } = loaded;
    // Real time without containers: what is late here is the harness alone.
    const engine = { ...simulated({ profile: ideal(2, 300) }), time: realTime };
    const facts = await engine.prepare(experiment.settings, timeScale);
    const trials = plan(experiment).filter(({ arm }) => arm !== experiment.reference);
    const folder = mkdtempSync(join(tmpdir(), 'live-'));
    openStore(folder).manifest(await manifestOf(loaded, facts));
    const live = await openLive(folder, timeScale);
    const reader = new AbortController();
    try {
      await live.begin([]);
      const events = await fetch(`${live.url}events`, { signal: reader.signal });
      const reading = drain(events).catch(() => {});
      const traces = { watched: [] as Trace[], alone: [] as Trace[] };
      for (const planned of trials) {
        const run = async (watching: Live | undefined): Promise<Trace> => {
          watching?.began(planned);
          const { arm, workload } = resolve(experiment, planned);
          const setting = { experiment, planned, arm, workload, engine, facts, study: 'bench' };
          return runTrial({ ...setting, ...(watching ? { watch: watching.watch() } : {}) });
        };
        // In turn, so that what disturbs the machine disturbs both.
        traces.alone.push(await run(undefined));
        traces.watched.push(await run(live));
      }
      reader.abort();
      await reading;
      return [row('slots begun', traces, slotsOf), row('requests sent', traces, sendsOf)];
    } finally {
      live.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What a page needs of a study; nobody will repeat this one. */
async function manifestOf({ experiment, file, sha256, text }: Loaded, facts: EngineFacts): Promise<Manifest> {
  const declared = declare(experiment);
  return {
    format: 1,
    study: 'bench',
    startedAt: today().toISOString(),
    command: 'npm run bench',
    declared,
    declaredHash: hashOf(declared),
    source: { file, sha256, text },
    code: await codeFacts(),
    engine: { name: 'simulated', facts },
    host: hostFacts(),
    plan: plan(experiment),
    detectable: detectableBefore(experiment),
    quick: true,
    overrides: {},
    resumed: [],
  };
}

const slotsOf = (trace: Trace): number[] => historyOf(trace).slots.map(slot => slot.at - slot.due);
const sendsOf = (trace: Trace): number[] =>
  historyOf(trace).requests.flatMap(life => (life ? life.arrived - life.intended : []));

function row(
  what: string,
  { watched, alone }: { watched: readonly Trace[]; alone: readonly Trace[] },
  late: (trace: Trace) => number[],
): BenchRow {
  const p99 = (traces: readonly Trace[]): number =>
    quantile(
      traces.flatMap(late).sort((a, b) => a - b),
      0.99,
    );
  return {
    what: `${what} late, 99 % at most, watched`,
    value: p99(watched),
    unit: 'ms',
    samples: watched.flatMap(late).length,
    limit: { what: 'not watched', value: p99(alone) },
  };
}

async function drain(response: Response): Promise<void> {
  for await (const _ of response.body!);
}
