import type { Clock, Millis } from './clock.ts';
import type { ContainerState } from './controller.ts';
import type { ContainerDriver, Fate } from './driver.ts';
import {
  type Cluster,
  type ClusterEvents,
  type Container,
  EngineLost,
  EngineUnfit,
  type Retire,
  type Served,
} from './engine.ts';
import { chooseRetired } from './retirement.ts';

/** Tries to start a container before the trial is given up, and the pause before the second, doubled each time. */
const START_TRIES = 3;
const BACKOFF: Millis = 500;

interface Member<H> extends Container {
  state: ContainerState;
  idleSince: Millis;
  handle: H | undefined;
  /** Told when the request it serves is done. */
  job: ((served: Served) => void) | undefined;
  /** Hears the driver's answer; one function for all its requests. */
  readonly answered: (served: Served) => void;
}

/**
 * The containers of a trial on any engine: starts at most `startsAtOnce` at a time, retires by the experiment's rule,
 * lets a busy one finish its request first, replaces failed starts, and on `close` waits for starts under way.
 */
export function pool<H>(options: {
  clock: Clock;
  driver: ContainerDriver<H>;
  events: ClusterEvents;
  startsAtOnce: number;
  retire: Retire;
}): Cluster {
  const { clock, driver, events, startsAtOnce, retire } = options;
  const members = new Set<Member<H>>();
  const waiting: Member<H>[] = [];
  let starts = 0;
  let discards = 0;
  let failStarts = 0;
  let startDelay: Millis = 0;
  let count = 0;
  let closed: (() => void) | undefined;

  const living = (): Member<H>[] => [...members].filter(m => m.state !== 'stopping');

  const leave = (member: Member<H>, exit: string, expected: boolean): void => {
    if (!members.delete(member)) return;
    member.state = 'gone';
    const job = member.job;
    member.job = undefined;
    events.gone(member, exit, expected);
    if (!closed) job?.({ ok: false, reason: exit });
    settle();
  };

  const settle = (): void => {
    if (!closed || members.size + starts + discards > 0) return;
    const tell = closed;
    closed = undefined;
    driver.close(tell);
  };

  const stop = (member: Member<H>): void => {
    if (member.handle === undefined) return; // still starting: `begin` stops it when it is there
    driver.stop(member.handle, exit => leave(member, exit, true));
  };

  const doom = (member: Member<H>): void => {
    if (member.state === 'stopping' || member.state === 'gone') return;
    member.state = 'stopping';
    events.stopping(member);
    const queued = waiting.indexOf(member);
    if (queued >= 0) {
      waiting.splice(queued, 1);
      leave(member, 'never started', true);
    } else if (!member.job || closed) stop(member);
  };

  const begin = (member: Member<H>, attempt: number): void => {
    starts++;
    if (startDelay > 0) clock.after(startDelay, () => launch(member, attempt));
    else launch(member, attempt);
  };

  const launch = (member: Member<H>, attempt: number): void => {
    const thwarted = failStarts > 0;
    if (thwarted) failStarts--;
    const start = thwarted ? failing : driver.start;
    start(member.id, member.index, {
      ready: handle => {
        starts--;
        member.handle = handle;
        if (member.state === 'stopping') stop(member);
        else {
          member.state = 'ready';
          member.idleSince = clock.now();
          events.ready(member);
        }
        pump();
      },
      failed: error => {
        starts--;
        if (member.state === 'stopping') leave(member, 'failed to start', true);
        else if (attempt < START_TRIES && !(error instanceof EngineLost || error instanceof EngineUnfit))
          clock.after(BACKOFF * 2 ** (attempt - 1), () => retryStart(member, attempt + 1));
        else {
          leave(member, 'failed to start', false);
          events.failed(error);
        }
        pump();
        settle();
      },
      died: exit => {
        if (member.handle !== undefined) leave(member, exit, false);
      },
    });
  };

  const failing = (_id: string, _index: number, fate: Fate<H>): void => {
    clock.after(0, () => fate.failed(new Error('A start failed, as the experiment asks; see its faults.')));
  };

  const retryStart = (member: Member<H>, attempt: number): void => {
    if (member.state === 'starting') begin(member, attempt);
    else leave(member, 'never started', true);
  };

  const answered = (member: Member<H>, served: Served): void => {
    const { job } = member;
    if (!job) return; // died meanwhile, and its request was given back
    member.job = undefined;
    if (member.state === 'stopping') stop(member);
    else {
      member.state = 'ready';
      member.idleSince = clock.now();
    }
    if (!closed) job(served);
  };

  const pump = (): void => {
    while (starts < startsAtOnce && waiting.length > 0) begin(waiting.shift()!, 1);
  };

  return {
    scale: wanted => {
      if (closed) return;
      const alive = living();
      for (const member of chooseRetired(alive, Math.max(0, alive.length - wanted), retire)) doom(member);
      for (let missing = wanted - alive.length; missing > 0; missing--) {
        const index = ++count;
        const now = clock.now();
        const member: Member<H> = {
          id: `c${index}`,
          index,
          state: 'starting',
          askedAt: now,
          idleSince: now,
          handle: undefined,
          job: undefined,
          answered: served => answered(member, served),
        };
        members.add(member);
        waiting.push(member);
        events.starting(member);
      }
      pump();
    },
    containers: () => [...members],
    serve: (container, work, done) => {
      const member = container as Member<H>;
      if (member.state !== 'ready' || member.handle === undefined) {
        throw new Error(
          `Container ${member.id}: expected it to be ready for a request, found it ${member.state}.`,
        );
      }
      member.state = 'busy';
      member.job = done;
      driver.serve(member.handle, work, member.answered);
    },
    cpu: container => {
      const handle = (container as Member<H>).handle;
      return handle === undefined ? undefined : driver.cpu(handle);
    },
    close: tell => {
      closed = tell;
      for (const member of [...members]) {
        if (member.state === 'stopping' && member.job) stop(member);
        doom(member);
      }
      settle();
    },
    harm: (container, harm) => {
      const handle = (container as Member<H>).handle;
      if (handle !== undefined) driver.harm(handle, harm);
    },
    hinder: hindrance => {
      if ('failStarts' in hindrance) failStarts = hindrance.failStarts;
      else startDelay = hindrance.delay;
    },
    discard: (container, why) => {
      const member = container as Member<H>;
      if (member.handle === undefined || member.state === 'gone') return;
      const handle = member.handle;
      discards++;
      leave(member, why, false);
      driver.stop(handle, () => {
        discards--;
        settle();
      });
    },
  };
}
