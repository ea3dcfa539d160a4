import type { Millis } from '../clock.ts';
import type { ControllerDocs, ControllerFactory } from '../controller.ts';

export const docs: ControllerDocs = {
  optimises:
    'nothing itself: it plays a timetable, be it an operator’s, or one computed with the load known in advance',
  flaws: 'blind: load that does not keep to the timetable is not seen, and a change waits for the next slot',
  source: 'cron-like schedules of every cloud; ours',
};

/** From `at` (paper milliseconds since the load began, or since the cycle began) on there are so many containers. */
export interface Entry {
  readonly at: Millis;
  readonly containers: number;
}

export interface Timetable {
  readonly entries?: readonly Entry[];
  /** Begins anew so often, as a day does; absent: once. */
  readonly every?: Millis;
  readonly name?: string;
}

/** Before the first entry it holds kMin, in a later cycle the last entry of the one before. */
export function scheduled({
  entries = [],
  every = Number.POSITIVE_INFINITY,
  name = 'scheduled',
}: Timetable = {}): ControllerFactory {
  const wrong = entries.find(
    ({ at, containers }) => !(at >= 0 && at < every && Number.isInteger(containers) && containers >= 0),
  );
  if (wrong || !(every > 0)) {
    throw new RangeError(
      `${name} expected entries of whole containers at times from 0 to ${every} ms, found ${JSON.stringify(wrong ?? { every })}: correct the timetable.`,
    );
  }
  const table = entries.toSorted((a, b) => a.at - b.at);
  return {
    name,
    passive: true,
    scalesToZero: table.some(({ containers }) => containers === 0),
    create: ({ kMin }) => ({
      decide: ({ at }) => {
        // Half a millisecond forgives the sums of slots, which are inexact.
        const time = at + 0.5;
        const now = Number.isFinite(every) ? time % every : time;
        const entry = table.findLast(entry => entry.at <= now) ?? (time >= every ? table.at(-1) : undefined);
        return entry
          ? {
              containers: entry.containers,
              reason: `the timetable says ${entry.containers} from ${(entry.at / 1000).toFixed(1)} s on`,
            }
          : { containers: kMin, reason: 'the timetable has not begun' };
      },
    }),
  };
}

export const controller = scheduled;
