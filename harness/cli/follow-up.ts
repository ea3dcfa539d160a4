import { runAside } from '../aside.ts';
import { bestSizes, confirmed, type Sizes } from '../best-sizes.ts';
import type { Engine } from '../engine.ts';
import { loadEngine } from '../engine-file.ts';
import type { Experiment } from '../experiment.ts';
import { fidelityOf } from '../fidelity.ts';
import { metricCatalogue } from '../metric-catalogue.ts';
import { objective } from '../metrics/objective.ts';
import { plan } from '../plan.ts';
import type { Results } from '../results.ts';
import type { Store } from '../store.ts';
import { summarise } from '../summarise.ts';

/** What an experiment asks for beside its own trials, once they have ended and before the page is drawn. */
export const followUp =
  (experiment: Experiment, engine: Engine) =>
  async (results: Results, store: Store): Promise<void> => {
    if (experiment.twin !== undefined) await compareWithTwin(experiment, engine, { results, store });
    if (experiment.freshSeeds !== undefined)
      await confirmSizes(experiment, engine, { results, store, freshSeeds: experiment.freshSeeds });
  };

interface Kept {
  readonly results: Results;
  readonly store: Store;
}

/** The same arms and seeds on the twin, in virtual time. */
async function compareWithTwin(
  experiment: Experiment,
  engine: Engine,
  { results, store }: Kept,
): Promise<void> {
  const twin = await loadEngine(experiment.twin!);
  if (twin.name === engine.name) {
    console.log(`This study ran on ${twin.name} itself: nothing to hold it against.`);
    return;
  }
  const { manifest, summary } = results;
  const facts = await twin.prepare(experiment.settings, experiment.timeScale);
  const metrics = await metricCatalogue(experiment);
  const rows = await runAside(experiment, manifest.plan, { engine: twin, facts, metrics });
  const virtual = summarise(manifest.declared, manifest.plan.length, rows, metrics, { facts });
  const fidelity = fidelityOf(summary, virtual, {
    engines: { real: engine.name, virtual: twin.name },
    profile: String(facts.details.profile ?? 'unknown'),
  });
  store.beside('fidelity.json', `${JSON.stringify(fidelity, null, 1)}\n`);
  console.log(fidelity.headline);
}

/** The best sizes of each controller, asked again on seeds that had no say in choosing them. */
async function confirmSizes(
  experiment: Experiment,
  engine: Engine,
  { results, store, freshSeeds }: Kept & { freshSeeds: number },
): Promise<void> {
  const { declared } = results.manifest;
  // By what the experiment declared its costs to be: by waiting alone, more containers are always better.
  const about = { ...declared, primary: objective(declared).name, better: 'lower' as const };
  const found = bestSizes(results.summary, about);
  const wanted = new Set(
    found.flatMap(({ sizes }) => sizes.filter(size => !size.worse).map(size => size.arm)),
  );
  const last = Math.max(...experiment.seeds);
  const fresh = { ...experiment, seeds: Array.from({ length: freshSeeds }, (_, i) => last + 1 + i) };
  const metrics = await metricCatalogue(experiment);
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const planned = plan(fresh).filter(one => wanted.has(one.arm));
  const rows = await runAside(fresh, planned, { engine, facts, metrics });
  const sizes: Sizes = {
    format: 1,
    primary: about.primary,
    price: declared.price,
    seeds: experiment.seeds,
    freshSeeds: fresh.seeds,
    found: confirmed(found, rows, about),
  };
  store.beside('best-sizes.json', `${JSON.stringify(sizes, null, 1)}\n`);
  for (const { workload, controller, best, confirmed: held } of sizes.found)
    console.log(
      `${controller} on ${workload}: best from ${best}; not to be told from it on fresh seeds: ${held.join(', ')}.`,
    );
}
