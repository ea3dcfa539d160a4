import { type Millis, seconds } from './clock.ts';
import type { ControllerFactory, DispatchMode } from './controller.ts';
import type { EngineSettings } from './engine.ts';
import type { Metric } from './metric.ts';
import type { Workload } from './workload.ts';

/** What is compared: a controller and the number of containers it starts with. */
export interface Arm {
  readonly controller: ControllerFactory;
  readonly kMin: number;
  /** Shown everywhere; by default "francis-dockerawm from 2", "fixed at 5". */
  readonly label?: string;
  /** It is there to compare with: it gets numbers and intervals, no verdict word, and is in no family. */
  readonly baseline?: boolean;
  /** Where it plays another controller on each seed, as the oracle does. */
  readonly perSeed?: (workload: string, seed: number) => { controller: ControllerFactory; kMin: number };
}

/** When a study ends that goes on, seed after seed, until it knows enough; at least one of them. */
export interface StoppingRule {
  /** Half-width of every headline's interval: 0.05 is × or ÷ 1.05. */
  readonly until?: number;
  /** Wall milliseconds; in virtual time those that the trials would take. */
  readonly budget?: Millis;
}

/** How a free container is recognised: the dispatcher knows, or its CPU is below 3 % as in the paper. */
export type Checker = 'idle' | 'cpu-below-3%';

/** The control loop; paper milliseconds. */
export interface Loop {
  /** One pass of the loop, the sampling time sT. */
  readonly slot: Millis;
  /** Length of the first slot, where it differs: in the paper the first dispatch comes 3.5 s after the first arrival. */
  readonly firstSlot?: Millis;
  /** Time a controller that is not passive takes in each slot, where an experiment models it. */
  readonly controllerCost: Millis;
  /** How much the lengths of slots vary, as standard deviation over mean, where an experiment models an uneven loop. */
  readonly slotJitter?: number;
  readonly dispatch: DispatchMode;
  readonly checker: Checker;
  /** How old the first containers are when the load begins, at least. */
  readonly initialAge: Millis;
  /** A trial that is not done by then is cut. */
  readonly limit: Millis;
  /** A request that a container does not answer within this is tried on another, and the container removed. */
  readonly deadline?: Millis;
  /** How often a request is tried again on another container when its container dies. */
  readonly retries: number;
}

/** Something bad that is done to the cluster on purpose; times in paper milliseconds. */
export type Fault =
  | { readonly at: Millis; readonly kind: 'kill-container'; readonly share: number }
  | {
      readonly at: Millis;
      readonly kind: 'pause-container';
      readonly share: number;
      readonly lasting: Millis;
    }
  | { readonly at: Millis; readonly kind: 'fail-start'; readonly count: number }
  | { readonly at: Millis; readonly kind: 'slow-engine'; readonly delay: Millis; readonly lasting: Millis };

/** Stale or missing measurements, as a factor of an experiment. */
export interface Observe {
  /** Controllers see the world as it was this long ago; paper milliseconds. */
  readonly delay: Millis;
  /** Share of observations that never reach the controller, 0 to 1; the last decision then stands. */
  readonly drop: number;
}

/** An experiment with every default filled in. Durations are paper milliseconds. */
export interface Experiment {
  readonly name: string;
  readonly question: string;
  readonly arms: readonly Arm[];
  readonly workloads: readonly Workload[];
  readonly seeds: readonly number[];
  /** Workloads that get only the first so many seeds. */
  readonly seedsFor: Readonly<Record<string, number>>;
  /** Seeds of a study with --quick: how many, or which. */
  readonly quickSeeds: number | readonly number[];
  readonly repetitions: number;
  readonly kMax: number;
  readonly loop: Loop;
  readonly timeScale: number;
  /** Default engine; --engine chooses another. */
  readonly engine: string;
  readonly settings: EngineSettings;
  readonly faults: readonly Fault[];
  readonly observe: Observe;
  /** The metric that decides, and the arm others are compared with. */
  readonly primary: Metric;
  readonly reference: string;
  /** The smallest ratio worth talking about: 0.05 is 5 %. */
  readonly delta: number;
  /** The response time that demand and violations refer to. */
  readonly target: Millis;
  /** Of a container-second, in seconds of waiting. */
  readonly price: number;
  /** An engine in virtual time on which every trial is run as well, to see how far the two worlds agree. */
  readonly twin?: string;
  /** So many seeds beyond those of the study, in virtual time, confirm which kMin of a controller are among its best. */
  readonly freshSeeds?: number;
  /** Expected spread of the log ratio between seeds, for the smallest detectable difference told beforehand. */
  readonly spread: number;
  /** Looked at after every seed from the ninth on; seeds beyond the list follow its largest. */
  readonly stopping?: StoppingRule;
}

type Filled = 'loop' | 'settings' | 'observe' | 'seeds' | 'workloads';

/** What a file in experiments/ gives: only what differs from the defaults. */
export type Definition = Partial<Omit<Experiment, Filled | 'name'>> &
  Pick<Experiment, 'question' | 'arms' | 'primary' | 'reference'> & {
    workload?: Workload;
    workloads?: readonly Workload[];
    /** Ten means 1 … 10. */
    seeds: number | readonly number[];
    loop?: Partial<Loop>;
    settings?: Partial<EngineSettings>;
    observe?: Partial<Observe>;
  };

/** Every controller with every kMin. */
export const sweep = (over: { controller: readonly ControllerFactory[]; kMin: readonly number[] }): Arm[] =>
  over.controller.flatMap(controller => over.kMin.map(kMin => ({ controller, kMin })));

/** The name of an arm, on every page and in every file. */
export const armLabel = (arm: Arm): string =>
  arm.label ?? `${arm.controller.name} ${arm.controller.passive ? 'at' : 'from'} ${arm.kMin}`;

/** Marks a definition as one, so that editors check it; defaults are filled in by `complete`. */
export const experiment = (definition: Definition): Definition => definition;

/** What is said to be undefined is not said: it must not take a default's place. */
const given = <T extends object>(said: T): T =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as T;

/** Fills in the defaults. Rules are checked by `harness/validation.ts`. */
export function complete(name: string, definition: Definition): Experiment {
  const { workload, workloads, seeds, loop, settings, observe, ...rest } = definition;
  return {
    seedsFor: {},
    quickSeeds: 3,
    repetitions: 1,
    kMax: 16,
    timeScale: 1,
    engine: 'docker',
    faults: [],
    delta: 0.05,
    target: seconds(60),
    price: 1,
    spread: 0.25,
    ...given(rest),
    name,
    workloads: workloads ?? (workload ? [workload] : []),
    seeds: typeof seeds === 'number' ? Array.from({ length: Math.max(0, seeds) }, (_, i) => i + 1) : seeds,
    observe: { delay: 0, drop: 0, ...given(observe ?? {}) },
    loop: {
      slot: seconds(10),
      controllerCost: 0,
      dispatch: 'when-free',
      checker: 'idle',
      initialAge: 0,
      limit: seconds(3600),
      retries: 2,
      ...given(loop ?? {}),
    },
    settings: { paperCores: 4, memoryMiB: 128, startsAtOnce: 2, retire: 'idlest', ...given(settings ?? {}) },
  };
}
