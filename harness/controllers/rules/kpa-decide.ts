import type { Millis } from '../../clock.ts';
import { indexOf, largestOf, type Recorded, sizeOf, withRecord } from './kpa-max-window.ts';

/*
 * Knative KPA: how many pods the metric asks for, in calm and in panic, and how much more the service could take at once.
 * Source: knative/serving@98e5ef90, pkg/autoscaler/scaling/autoscaler.go, newAutoscaler and Scale.
 */

export interface KpaSpec {
  /** What a pod is meant to have of the metric, and what it may have at most. */
  readonly targetValue: number;
  readonly totalValue: number;
  /** 0: none is asked for; negative: unlimited. */
  readonly targetBurstCapacity: number;
  /** Panic begins when the pods needed now are this many times those that are ready: 2, not 200 %. */
  readonly panicThreshold: number;
  readonly maxScaleUpRate: number;
  readonly maxScaleDownRate: number;
  readonly stableWindow: Millis;
  readonly scaleDownDelay: Millis;
  readonly tick: Millis;
  /** Whether requests are routed to it; if not, nothing holds it up on its way down. */
  readonly reachable: boolean;
  /** Least pods for any demand that is not 0; up to 1 it does nothing. */
  readonly activationScale: number;
}

export interface KpaState {
  /** When the pods needed last passed the threshold; null: calm. */
  readonly panicSince: Millis | null;
  /** The most that was decided in this panic. */
  readonly maxPanicPods: number;
  /** What was decided within the scale-down delay. */
  readonly delayed: readonly Recorded[];
}

/** One that starts among more than one pod starts in panic: without history it must not scale down. */
export const startedKpa = (readyPods: number, at: Millis): KpaState => ({
  panicSince: readyPods > 1 ? at : null,
  maxPanicPods: readyPods,
  delayed: [],
});

/** Means of the whole service over the stable and the panic window. */
export interface KpaSight {
  readonly at: Millis;
  readonly readyPods: number;
  readonly stable: number;
  readonly panic: number;
}

export interface KpaDecision {
  readonly desiredPods: number;
  /** Negative: a burst of the asked-for size would find too little room. */
  readonly excessBurstCapacity: number;
  /** In words. */
  readonly why: string;
  readonly state: KpaState;
}

/** Decides once; the state before is not changed. */
export const decideKpa = (seen: KpaSight, spec: KpaSpec, state: KpaState): KpaDecision => {
  const { at, readyPods, stable, panic } = seen;
  const pods = Math.max(1, readyPods);
  const neededStable = Math.ceil(stable / spec.targetValue);
  const neededPanic = Math.ceil(panic / spec.targetValue);
  const wantedStable = within(neededStable, pods, spec);
  const wantedPanic = within(neededPanic, pods, spec);
  const over = neededPanic / pods >= spec.panicThreshold;
  const { panicSince, maxPanicPods } = panicOf(over, at, spec, state);
  const calm = panicSince === null;
  const wanted = calm ? wantedStable : Math.max(wantedStable, wantedPanic, maxPanicPods);
  const delaying = spec.scaleDownDelay > 0 && spec.reachable;
  const delayed = delaying
    ? withRecord(
        state.delayed,
        { index: indexOf(at, spec.tick), value: wanted },
        sizeOf(spec.scaleDownDelay, spec.tick),
      )
    : state.delayed;
  const desiredPods = delaying ? largestOf(delayed) : wanted;
  return {
    desiredPods,
    excessBurstCapacity: excessOf(seen, spec),
    why: inWords(seen, spec, { neededStable, neededPanic, over, calm, wanted, desiredPods }),
    state: { panicSince, maxPanicPods: calm ? maxPanicPods : wanted, delayed },
  };
};

/** Between what the rates allow from the ready pods; the activation scale comes after them and may pass them. */
const within = (needed: number, pods: number, spec: KpaSpec): number => {
  // Rounded up and down, or a single pod could neither become two at a rate of 1.1 nor go.
  const most = Math.ceil(spec.maxScaleUpRate * pods);
  const least = spec.reachable ? Math.floor(pods / spec.maxScaleDownRate) : 0;
  const wanted = Math.min(Math.max(needed, least), most);
  return spec.activationScale > 1 && needed > 0 ? Math.max(wanted, spec.activationScale) : wanted;
};

/** Passing the threshold begins or prolongs the panic; it ends, and its peak is forgotten, a whole stable window later. */
const panicOf = (over: boolean, at: Millis, { stableWindow }: KpaSpec, state: KpaState) => {
  const { panicSince, maxPanicPods } = state;
  if (over) return { panicSince: at, maxPanicPods };
  const ends = panicSince !== null && panicSince + stableWindow < at;
  return ends ? { panicSince: null, maxPanicPods: 0 } : { panicSince, maxPanicPods };
};

/** From the pods that are really there, 0 included. */
const excessOf = ({ readyPods, panic }: KpaSight, spec: KpaSpec): number => {
  if (spec.targetBurstCapacity === 0) return 0;
  if (spec.targetBurstCapacity < 0) return -1;
  return Math.floor(readyPods * spec.totalValue - spec.targetBurstCapacity - panic);
};

interface Said {
  readonly neededStable: number;
  readonly neededPanic: number;
  readonly over: boolean;
  readonly calm: boolean;
  readonly wanted: number;
  readonly desiredPods: number;
}

const inWords = ({ stable, panic, readyPods }: KpaSight, { targetValue }: KpaSpec, said: Said): string => {
  const seen = `${short(stable)} on average, ${short(panic)} of late, target ${short(targetValue)}`;
  const mode = said.calm
    ? `calm: ${said.neededStable} needed`
    : `panic${said.over ? '' : ' not over'}: ${said.neededPanic} needed of late, never down`;
  const limited =
    said.wanted === (said.calm ? said.neededStable : said.neededPanic) ? '' : ` → ${said.wanted}`;
  const held =
    said.desiredPods === said.wanted ? '' : `; the scale-down delay holds it at ${said.desiredPods}`;
  return `${seen}, ${readyPods} ready; ${mode}${limited}${held}`;
};

const short = (value: number): number => Math.round(value * 100) / 100;
