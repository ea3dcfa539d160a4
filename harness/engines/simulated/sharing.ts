import type { Cancel, Clock, Millis } from '../../clock.ts';
import { type Due, Heap } from '../../heap.ts';

interface Job extends Due {
  done: (() => void) | undefined;
}

/** Busy containers that share a host's cores equally, each at most one paper core (processor sharing). */
export interface Sharing {
  /** Starts `work` units; `done` is called when they are done. Taken back by the answer. */
  begin(work: number, done: () => void): Cancel;
  /** Units done so far by every container that has been busy all the time; grows only while work goes on. */
  progress(): number;
}

/**
 * All busy containers progress at one common speed, so one number, the progress made since the beginning, tells when
 * each is done: a job that begins at progress p with w units ends at progress p + w (the virtual time of fair queueing,
 * Parekh and Gallager 1993). `cores` in paper cores; `unitsPerMs` is the speed of one paper core in wall time.
 */
export function sharing(clock: Clock, { cores, unitsPerMs }: { cores: number; unitsPerMs: number }): Sharing {
  const jobs = new Heap<Job>();
  let busy = 0;
  let order = 0;
  let progressed = 0;
  let since: Millis = 0;
  let speed = unitsPerMs;
  let timer: Cancel | undefined;
  let timerDue = Number.POSITIVE_INFINITY;
  let timerSpeed = 0;

  const advance = (): void => {
    const now = clock.now();
    if (busy > 0) progressed += (now - since) * speed;
    since = now;
    if (busy === 0 && jobs.size === 0) progressed = 0; // keeps the sum small, so that nothing is lost to rounding
  };

  const reschedule = (): void => {
    let next = jobs.peek();
    while (next && next.done === undefined) {
      jobs.pop();
      next = jobs.peek();
    }
    speed = busy <= cores ? unitsPerMs : (unitsPerMs * cores) / busy;
    const due = next ? next.due : Number.POSITIVE_INFINITY;
    if (timer && due === timerDue && speed === timerSpeed) return;
    timer?.();
    timer = undefined;
    timerDue = due;
    timerSpeed = speed;
    if (next) timer = clock.after((due - progressed) / speed, ring);
  };

  const ring = (): void => {
    timer = undefined;
    advance();
    const first = jobs.pop();
    if (!first) return;
    progressed = Math.max(progressed, first.due);
    const finished = first.done;
    if (finished) busy--;
    reschedule();
    finished?.();
  };

  return {
    begin: (work, done) => {
      advance();
      const job: Job = { due: progressed + work, order: order++, done };
      jobs.push(job);
      busy++;
      reschedule();
      return () => {
        if (!job.done) return;
        advance();
        job.done = undefined;
        busy--;
        reschedule();
      };
    },
    progress: () => {
      advance();
      return progressed;
    },
  };
}
