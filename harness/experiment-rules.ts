import { z } from 'zod';
import { armLabel, type Definition, type Experiment } from './experiment.ts';
import { profileSchema } from './profile.ts';
import { explain, nearest } from './validation.ts';

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
const millis = z.number().min(0).finite();
const count = z.int().min(0).max(100_000);

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ at: millis, kind: z.literal('kill-container'), share: z.number().min(0).max(1) }),
  z.strictObject({
    at: millis,
    kind: z.literal('pause-container'),
    share: z.number().min(0).max(1),
    lasting: millis,
  }),
  z.strictObject({ at: millis, kind: z.literal('fail-start'), count }),
  z.strictObject({ at: millis, kind: z.literal('slow-engine'), delay: millis, lasting: millis }),
]);

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
  loop: z
    .strictObject({
      slot: millis.positive(),
      firstSlot: millis,
      controllerCost: millis,
      slotJitter: z.number().min(0).max(0.2),
      dispatch: z.enum(['each-slot', 'when-free']),
      checker: z.enum(['idle', 'cpu-below-3%']),
      initialAge: millis,
      limit: millis.positive(),
      deadline: millis.positive(),
      retries: count,
    })
    .partial()
    .optional(),
  timeScale: z.number().positive().max(100).optional(),
  engine: z.string().min(1).optional(),
  settings: z
    .strictObject({
      paperCores: z.number().positive(),
      image: z.string().min(1),
      memoryMiB: z.int().min(16),
      startsAtOnce: z.int().min(1),
      retire: z.enum(['oldest', 'oldest-idle', 'idlest']),
      firstPort: z.int().min(1024).max(65_000),
      profile: profileSchema,
    })
    .partial()
    .optional(),
  faults: z.array(fault).optional(),
  observe: z
    .strictObject({ delay: millis, drop: z.number().min(0).max(1) })
    .partial()
    .optional(),
  primary: metric,
  reference: z.string().min(1),
  delta: z.number().positive().max(1).optional(),
  target: millis.positive().optional(),
  price: z.number().min(0).optional(),
  spread: z.number().positive().optional(),
  stopping: z
    .strictObject({ until: z.number().positive().max(10), budget: millis.positive() })
    .partial()
    .optional(),
  twin: z.string().min(1).optional(),
  freshSeeds: z.int().min(9).max(100_000).optional(),
});

const keys = Object.keys(schema.shape);

/** A module's default export, checked to be a definition; the error names file, field, expected and found. */
export function checkDefinition(file: string, value: unknown): Definition {
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return value as Definition; // checked above; zod's own type has no functions' signatures
  const unknown = read.error.issues[0];
  const meant =
    unknown?.code === 'unrecognized_keys' && unknown.path.length === 0
      ? nearest(unknown.keys[0] ?? '', keys)
      : '';
  throw new Error(`Experiment ${file}: ${explain(read.error)}${meant || '; mend the definition.'}`);
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
