import type { Seen, TraceEvent } from '../../trace.ts';

/** A decision as it is shown while its trial runs. */
export interface Decided {
  /** Paper seconds. */
  readonly at: number;
  readonly seen: Seen;
  readonly wanted: number;
  readonly applied: number;
  readonly reason: string;
}

/** How a running trial stands, once a slot. */
export interface Moment {
  /** Paper seconds since the load began. */
  readonly at: number;
  /** Containers, by state; busy ones are among the ready. */
  readonly starting: number;
  readonly ready: number;
  readonly busy: number;
  readonly stopping: number;
  readonly queued: number;
  /** Those since the last moment. */
  readonly decisions: readonly Decided[];
}

const mostReason = 400;

/**
 * Follows a trial by its events and tells how it stands, at most once for each time that the trial gives way: what a
 * slot does is told together, after it is done, so that telling takes nothing from it.
 */
export function moments(timeScale: number, tell: (moment: Moment) => void): (event: TraceEvent) => void {
  const paper = (wall: number): number => Math.round(wall / timeScale) / 1000;
  const states = new Map<string, 'starting' | 'ready' | 'stopping'>();
  let [at, queued, busy] = [0, 0, 0];
  let decisions: Decided[] = [];
  let asked = false;
  const count = (state: string): number => [...states.values()].filter(one => one === state).length;
  const say = (): void => {
    asked = false;
    const told = decisions;
    decisions = [];
    tell({
      at,
      starting: count('starting'),
      ready: count('ready'),
      busy,
      stopping: count('stopping'),
      queued,
      decisions: told,
    });
  };
  return event => {
    switch (event.type) {
      case 'container.starting':
      case 'container.ready':
      case 'container.stopping':
        states.set(event.container, event.type.slice('container.'.length) as 'starting');
        return;
      case 'container.gone':
        states.delete(event.container);
        return;
      case 'slot':
        [at, queued, busy] = [paper(event.at), event.queued, event.running];
        break;
      case 'decision': {
        const { seen, wanted, applied, reason } = event;
        decisions.push({ at: paper(event.at), seen, wanted, applied, reason: reason.slice(0, mostReason) });
        break;
      }
      default:
        return;
    }
    if (asked) return;
    asked = true;
    queueMicrotask(say);
  };
}
