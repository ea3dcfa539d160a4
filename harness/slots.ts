import type { Clock, Millis } from './clock.ts';
import type { Cluster } from './engine.ts';
import type { Experiment } from './experiment.ts';
import type { Recorder } from './recorder.ts';
import type { Rng } from './rng.ts';
import type { Service } from './service.ts';

/** Wall milliseconds from slot to slot; a controller that thinks takes its time in each, where that is modelled. */
export const slotLength = ({ loop, timeScale }: Experiment, passive: boolean): Millis =>
  (loop.slot + (passive ? 0 : loop.controllerCost)) * timeScale;

/**
 * Begins the slots of a trial, of which the first is due now. A slot begins with the controller's response; then its
 * time passes (in the paper the checker takes it, polling every container), and at its end the dispatcher hands out, so
 * that a decision sees the queue just after that.
 */
export function beginSlots(options: {
  experiment: Experiment;
  passive: boolean;
  clock: Clock;
  later: (ms: Millis, then: () => void) => void;
  cluster: Cluster;
  service: Service;
  recorder: Recorder;
  chance: Rng;
  /** Asks the controller; absent where it has a rhythm of its own. */
  decide: (() => void) | undefined;
}): void {
  const { experiment, passive, clock, later, cluster, service, recorder, chance, decide } = options;
  const length = slotLength(experiment, passive);
  const { firstSlot, slotJitter = 0 } = experiment.loop;
  const firstLength = firstSlot === undefined ? length : firstSlot * experiment.timeScale;
  const lengthOf = (slot: number): Millis =>
    (slot === 0 ? firstLength : length) *
    (slotJitter === 0 ? 1 : Math.max(0.1, chance.normal(1, slotJitter)));

  const begin = (slot: number, due: Millis): void =>
    later(due - clock.now(), () => {
      const now = clock.now();
      const starting = cluster.containers().filter(c => c.state === 'starting').length;
      if (slot > 0) service.dispatchInSlot();
      const { queued, running } = service;
      recorder.rare({ type: 'slot', at: now, slot, due, queued, running, starting });
      service.note();
      // A slot that was missed altogether is skipped, not made up for by a burst of slots.
      begin(slot + 1, Math.max(due + lengthOf(slot), now));
      decide?.();
    });
  begin(0, clock.now());
}

/** Begins the moments of a controller that has a rhythm of its own: the first is now, the others `period` apart. */
export function beginRhythm(
  period: Millis,
  { later, decide }: { later: (ms: Millis, then: () => void) => void; decide: () => void },
): void {
  const moment = (): void => {
    later(period, moment);
    decide();
  };
  later(0, moment);
}
