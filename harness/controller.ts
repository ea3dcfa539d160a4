import type { Millis } from './clock.ts';

export type ContainerState = 'starting' | 'ready' | 'busy' | 'stopping' | 'gone';

/** A container as a controller sees it; those that are stopping or gone are not shown. */
export interface SeenContainer {
  readonly id: string;
  readonly state: 'starting' | 'ready' | 'busy';
  /** Since it was asked for. */
  readonly age: Millis;
  /** Requests it is serving. */
  readonly running: number;
  /** Share of its quota used since the last decision, 0 to 1; absent where the engine has no counter. */
  readonly cpu?: number;
}

/** One paper second: time-weighted means of what was waiting and running; `arrived` is a count. */
export interface Bucket {
  readonly queued: number;
  readonly running: number;
  /** Quotas in use, summed over containers (2.5 = two and a half containers' worth). */
  readonly cpu: number;
  readonly arrived: number;
}

/** What a controller is told. All times are PAPER milliseconds, so that no controller knows the time scale. */
export interface Observation {
  readonly at: Millis;
  /** Requests that arrived and are not yet dispatched. */
  readonly queued: number;
  /** Requests in service. */
  readonly running: number;
  readonly containers: readonly SeenContainer[];
  /** Counts and samples since the last decision. */
  readonly arrived: number;
  readonly finished: number;
  readonly waits: readonly Millis[];
  readonly responses: readonly Millis[];
  /** The whole paper seconds that ended since the last decision. */
  readonly buckets: readonly Bucket[];
}

export interface Decision {
  /** How many containers should exist; the trial clamps it to kMin (or 1) … kMax and records both. */
  readonly containers: number;
  /** Why, in words a person can follow; shown beside the decision in the report. */
  readonly reason: string;
}

/** Keeps what state it likes; reads no clock, no file and no chance. */
export interface Controller {
  decide(seen: Observation): Decision | Promise<Decision>;
  /** Lets go of what it holds (an external program); called once, when the trial is over. */
  close?(): void | Promise<void>;
}

export type DispatchMode = 'each-slot' | 'when-free';

/** What a controller may know of its trial; times in paper milliseconds. */
export interface ControllerSetting {
  readonly kMin: number;
  readonly kMax: number;
  /** Time between two decisions. */
  readonly slot: Millis;
  readonly dispatch: DispatchMode;
  /** From asking for a container to its being ready, as measured or given by the engine's profile. */
  readonly startDelay: Millis;
}

export interface ControllerFactory {
  readonly name: string;
  /** Paper time between decisions, where the rule has a rhythm of its own; otherwise once a slot. */
  readonly period?: Millis;
  /** It may be given kMin 0, and answer 0. */
  readonly scalesToZero?: boolean;
  /** It decides nothing (a static size, a timetable), so an experiment's `controllerCost` is not charged to it. */
  readonly passive?: boolean;
  create(setting: ControllerSetting): Controller;
}

/**
 * What a reader must know before believing a comparison with this controller; sentences without a closing stop, from
 * which the README's table is made. Each file in controllers/ exports `docs` of this shape and, as `controller`, its
 * factory with every option at its default: by these two names the table, the contract test and the benchmark find it.
 */
export interface ControllerDocs {
  /** What it tries to keep, and at whose cost. */
  readonly optimises: string;
  /** Where it is known to go wrong. */
  readonly flaws: string;
  /** Where the rule comes from: a file, paper or page that a reader can look up. */
  readonly source: string;
}

/**
 * Values to try for a controller's options; `npm run tune` tries every combination, on seeds that no experiment uses. A
 * file in controllers/ may export one as `grid`; without it there is nothing to tune.
 */
export type Grid<Options> = { readonly [Name in keyof Options]?: readonly Options[Name][] };
