import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {
  ControllerFactory,
  ControllerSetting,
  Observation,
  SeenContainer,
} from '../../harness/controller.ts';
import { type Decided, Decider } from '../../harness/decider.ts';
import { rng } from '../../harness/rng.ts';

const count = fc.oneof({ weight: 9, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.nat(1_000_000) });
const millis = fc.oneof(
  { weight: 9, arbitrary: fc.nat(120_000) },
  { weight: 1, arbitrary: fc.nat(100_000_000) },
);
/** 0 to 1 in thousandths: cheaper than any double, and with both ends. */
const share = fc.integer({ min: 0, max: 1000 }).map(thousandths => thousandths / 1000);

const container = fc
  .tuple(fc.constantFrom('starting', 'ready', 'busy'), millis, fc.option(share, { nil: undefined }))
  .map(([state, age, cpu]): Omit<SeenContainer, 'id'> => {
    const seen = { state, age, running: state === 'busy' ? 1 : 0 } as const;
    return cpu === undefined ? seen : { ...seen, cpu };
  });
const bucket = fc.tuple(count, share, fc.nat(20), fc.nat(5)).map(([queued, part, running, arrived]) => ({
  queued: queued * part,
  running: running * part,
  cpu: running * part,
  arrived,
}));

/** Some `step` after the one before. Nothing in it need fit the rest: lost containers, empty buckets, sudden crowds. */
const observation = fc
  .tuple(
    millis,
    fc.tuple(count, count, count, count),
    fc.array(container, { maxLength: 20 }),
    fc.tuple(fc.array(millis, { maxLength: 4 }), fc.array(millis, { maxLength: 4 })),
    fc.array(bucket, { maxLength: 8 }),
  )
  .map(([step, [queued, running, arrived, finished], containers, [waits, responses], buckets]) => ({
    step,
    seen: {
      queued,
      running,
      arrived,
      finished,
      waits,
      responses,
      buckets,
      containers: containers.map((container, i) => ({ id: `c${i + 1}`, ...container })),
    },
  }));

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

/** What a trial shows a controller, from its beginning on. Frozen: a controller that writes into it throws. */
const trial = (longest: number): fc.Arbitrary<Observation[]> =>
  fc.array(observation, { minLength: 1, maxLength: longest, size: 'max' }).map(steps => {
    let at = -(steps[0]?.step ?? 0);
    return steps.map(({ step, seen }) => {
      at += step;
      return frozen({ at, ...seen });
    });
  });

const settings = (zero: boolean): fc.Arbitrary<ControllerSetting> =>
  fc
    .tuple(
      fc.integer({ min: zero ? 0 : 1, max: 8 }),
      fc.nat(20),
      fc.integer({ min: 500, max: 30_000 }),
      fc.constantFrom('each-slot' as const, 'when-free' as const),
      fc.nat(60_000),
    )
    .map(([kMin, more, slot, dispatch, startDelay]) => ({
      kMin,
      kMax: Math.max(1, kMin + more),
      slot,
      dispatch,
      startDelay,
    }));

/** Asks as a trial does; a contract is kept by controllers that answer at once. */
function asked(factory: ControllerFactory, setting: ControllerSetting): (seen: Observation) => Decided {
  const decider = new Decider({
    controller: factory.create(setting),
    name: factory.name,
    least: factory.scalesToZero ? 0 : 1,
    most: setting.kMax,
    first: setting.kMin,
    observe: { delay: 0, drop: 0 },
    chance: rng(0),
  });
  return seen => {
    const decided = decider.decide(seen);
    if (decided instanceof Promise) throw new Error(`${factory.name} answered with a promise`);
    return decided;
  };
}

function sound(decided: Decided, factory: ControllerFactory, { kMax }: ControllerSetting): void {
  const { applied, wanted, reason } = decided;
  const least = factory.scalesToZero ? 0 : 1;
  assert.ok(Number.isInteger(wanted) && applied >= least && applied <= kMax, `${wanted} became ${applied}`);
  assert.ok(reason.trim().length > 2 && !/NaN|undefined|\[object/.test(reason), `the reason is “${reason}”`);
}

/**
 * What every controller promises: whatever it is shown, a whole number and a reason; nothing remembered from or told to
 * another trial; the same answers to the same observations, which it does not change. Gives how many it was shown.
 */
export function keepsTheContract(
  controller: () => ControllerFactory,
  { trials = 300, longest = 100 }: { trials?: number; longest?: number } = {},
): number {
  const factory = controller();
  const beside = controller();
  let before: Observation[] = [];
  let shown = 0;
  fc.assert(
    fc.property(settings(factory.scalesToZero ?? false), trial(longest), (setting, observations) => {
      const ask = asked(factory, setting);
      const first = observations.map(seen => ask(seen));
      for (const decided of first) sound(decided, factory, setting);
      // The same again, with another trial of the same factory, and one of another, going on in between.
      const [again, other, third] = [
        asked(factory, setting),
        asked(factory, setting),
        asked(beside, setting),
      ];
      for (const [i, seen] of observations.entries()) {
        if (before[i]) {
          other(before[i]);
          if (i % 8 === 0) third(before[i]);
        }
        const { wanted, reason } = again(seen);
        assert.ok(
          wanted === first[i]!.wanted && reason === first[i]!.reason,
          `first ${first[i]!.wanted} (${first[i]!.reason}), again ${wanted} (${reason})`,
        );
      }
      before = observations;
      shown += observations.length;
    }),
    { numRuns: trials, seed: 2026 },
  );
  return shown;
}
