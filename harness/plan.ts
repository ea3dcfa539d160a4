import { type Arm, armLabel, type Experiment } from './experiment.ts';
import { type Rng, rng } from './rng.ts';
import type { Workload } from './workload.ts';

/** One line of a study's plan. */
export interface PlannedTrial {
  /** "0007-fixed-at-5-seed-3": place, arm and seed; the name of its trace file. */
  readonly trial: string;
  readonly place: number;
  readonly block: number;
  readonly workload: string;
  readonly arm: string;
  readonly seed: number;
  readonly repetition: number;
}

/** A word of a file name made of any label: letters, digits and hyphens, at most 40. */
export const slug = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40) || 'unnamed';

function shuffled<T>(items: readonly T[], chance: Rng): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = chance.int(0, i);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/**
 * The trials in the order in which they are run: blocks of equal workload, seed and repetition, every arm once in each,
 * in a fresh order that the experiment's name and the block decide (randomised multiple interleaved trials, Abedi and
 * Brecht, ICPE 2017). Two studies of one experiment have the same plan.
 */
export function plan(experiment: Experiment): PlannedTrial[] {
  if (experiment.stopping) return rounds(experiment).take(experiment.seeds.length).toArray().flat();
  const trials: PlannedTrial[] = [];
  for (let repetition = 1; repetition <= experiment.repetitions; repetition++)
    for (const [nth, seed] of experiment.seeds.entries())
      trials.push(...seedOnce(experiment, { nth, seed, repetition }, trials.at(-1)));
  return trials;
}

/**
 * The trials of a study that goes on until it knows enough, in rounds of one seed with all its repetitions: first the
 * seeds that the experiment lists, then those after the largest of them, without end.
 */
export function* rounds(experiment: Experiment): Generator<PlannedTrial[], never> {
  const { seeds, repetitions } = experiment;
  const largest = Math.max(...seeds);
  let last: PlannedTrial | undefined;
  for (let nth = 0; ; nth++) {
    const seed = seeds[nth] ?? largest + 1 + nth - seeds.length;
    const round: PlannedTrial[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition++)
      round.push(...seedOnce(experiment, { nth, seed, repetition }, round.at(-1) ?? last));
    last = round.at(-1) ?? last;
    yield round;
  }
}

/** One repetition of the `nth` seed: a block for each workload, after the trials up to `last`. */
function seedOnce(
  experiment: Experiment,
  { nth, seed, repetition }: { nth: number; seed: number; repetition: number },
  last: PlannedTrial | undefined,
): PlannedTrial[] {
  const trials: PlannedTrial[] = [];
  const several = experiment.workloads.length > 1;
  let block = last?.block ?? 0;
  let place = last?.place ?? 0;
  for (const workload of experiment.workloads) {
    if (nth >= (experiment.seedsFor[workload.name] ?? Number.POSITIVE_INFINITY)) continue;
    block++;
    const chance = rng(`plan/${experiment.name}/${workload.name}/${seed}/${repetition}`);
    for (const arm of shuffled(experiment.arms, chance)) {
      place++;
      const label = armLabel(arm);
      const trial = `${String(place).padStart(4, '0')}-${several ? `${slug(workload.name)}-` : ''}${slug(label)}-seed-${seed}${repetition > 1 ? `-rep-${repetition}` : ''}`;
      trials.push({ trial, place, block, workload: workload.name, arm: label, seed, repetition });
    }
  }
  return trials;
}

/** The arm and workload that a line of the plan names. */
export function resolve(experiment: Experiment, planned: PlannedTrial): { arm: Arm; workload: Workload } {
  const named = experiment.arms.find(arm => armLabel(arm) === planned.arm);
  const arm = named?.perSeed ? { ...named, ...named.perSeed(planned.workload, planned.seed) } : named;
  const workload = experiment.workloads.find(workload => workload.name === planned.workload);
  if (!arm || !workload)
    throw new Error(`Trial ${planned.trial}: its arm or workload is not in experiment ${experiment.name}.`);
  return { arm, workload };
}
