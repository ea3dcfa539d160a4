import { z } from 'zod';
import { armLabel, type Definition, type Experiment } from './experiment.ts';
import { count, fault, loop, millis, observe, settings, stopping } from './experiment-schema.ts';
import { explained } from './validation.ts';

const named = z.looseObject({ name: z.string().min(1).max(200) });
const factory = named.extend({
  create: z.custom<unknown>(value => typeof value === 'function', 'expected a function'),
});
const workload = named.extend({
  arrivals: z.custom<unknown>(value => typeof value === 'function', 'expected a function'),
});
const metric = named.extend({
  of: z.custom<unknown>(value => typeof value === 'function', 'expected a function'),
});
const schema = z.strictObject({
  question: z.string().min(1),
  arms: z
    .array(z.strictObject({ controller: factory, kMin: count, label: z.string().min(1).optional() }))
    .min(1),
  workload: workload.optional(),
  workloads: z.array(workload).min(1).optional(),
  seeds: z.union([z.int().min(1).max(100_000), z.array(z.int()).min(1)]),
  seedsFor: z.record(z.string(), z.int().min(1)).optional(),
  quickSeeds: z.union([z.int().min(1), z.array(z.int()).min(1)]).optional(),
  repetitions: z.int().min(1).max(10_000).optional(),
  kMax: z.int().min(1).max(10_000).optional(),
  loop: loop.partial().optional(),
  timeScale: z.number().positive().max(100).optional(),
  engine: z.string().min(1).optional(),
  settings: settings.partial().optional(),
  faults: z.array(fault).optional(),
  observe: observe.partial().optional(),
  primary: metric,
  reference: z.string().min(1),
  delta: z.number().positive().max(1).optional(),
  target: millis.positive().optional(),
  price: z.number().min(0).optional(),
  spread: z.number().positive().optional(),
  stopping: stopping.partial().optional(),
  twin: z.string().min(1).optional(),
  freshSeeds: z.int().min(9).max(100_000).optional(),
});

/** A module's default export, checked to be a definition; the error names file, field, expected and found. */
export function checkDefinition(file: string, value: unknown): Definition {
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return value as Definition; // checked above; zod's own type has no functions' signatures
  throw new Error(`Experiment ${file}: ${explained(read.error, schema, 'mend the definition')}`);
}

const wrong = (file: string, expected: string, found: string, remedy: string): Error =>
  new Error(`Experiment ${file}: expected ${expected}, found ${found}; ${remedy}.`);

/** The rules that go across fields. */
export function checkExperiment(file: string, experiment: Experiment): void {
  const { arms, workloads, kMax, seeds, reference, settings } = experiment;
  if (workloads.length === 0) throw wrong(file, 'a workload', 'none', 'give "workload" or "workloads"');
  const labels = arms.map(armLabel);
  if (experiment.stopping?.until !== undefined && arms.length < 2)
    throw wrong(
      file,
      'two arms where it goes on until an interval is narrow',
      'one',
      'give it a budget instead',
    );
  for (const { controller, kMin } of arms) {
    const arm = `arm "${armLabel({ controller, kMin })}"`;
    if (kMin === 0 && !controller.scalesToZero) {
      throw wrong(
        file,
        `kMin of at least 1 in ${arm}`,
        '0',
        `${controller.name} does not scale to zero, so begin with 1`,
      );
    }
    if (kMin > kMax)
      throw wrong(file, `kMin of at most kMax ${kMax} in ${arm}`, String(kMin), 'lower kMin or raise kMax');
  }
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice)
    throw wrong(file, 'arms with labels of their own', `"${twice}" twice`, 'give one of them a label');
  if (!labels.includes(reference)) {
    throw wrong(
      file,
      `"reference" to be one of ${labels.map(l => `"${l}"`).join(', ')}`,
      `"${reference}"`,
      'name an arm',
    );
  }
  const sameWorkload = workloads.map(w => w.name).find((name, i, all) => all.indexOf(name) !== i);
  if (sameWorkload)
    throw wrong(file, 'workloads with names of their own', `"${sameWorkload}" twice`, 'name one anew');
  if (new Set(seeds).size !== seeds.length)
    throw wrong(file, 'different seeds', 'a seed twice', 'use "repetitions" to repeat');
  if (settings.firstPort && settings.firstPort + kMax > 65_535) {
    throw wrong(file, 'ports up to 65535', `firstPort ${settings.firstPort}`, 'choose a lower one');
  }
}
