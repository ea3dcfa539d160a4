import type { Cancel, Clock, Millis } from '../../clock.ts';
import { Heap } from '../../heap.ts';

/** Work under way. */
export interface Job {
  /** Called when it is done; undefined once it is, or was taken back. */
  done: (() => void) | undefined;
}

/** Busy containers that share a host's cores equally, each at most one paper core (processor sharing). */
export interface Sharing {
  /** Starts `work` units; `done` is called when they are done. */
  begin(work: number, done: () => void): Job;
  /** Takes work back that is under way; harmless when it is done. */
  takeBack(job: Job): void;
  /** Units done so far by every container that has been busy all the time; grows only while work goes on. */
  progress(): number;
}

/**
 * All busy containers progress at one common speed, so one number, the progress made since the beginning, tells when
 * each is done: a job that begins at progress p with w units ends at progress p + w (the virtual time of fair queueing,
 * Parekh and Gallager 1993). `cores` in paper cores; `unitsPerMs` is the speed of one paper core in wall time.
 */
export function sharing(clock: Clock, { cores, unitsPerMs }: { cores: number; unitsPerMs: number }): Sharing {
  /** By the progress at which they end. */
  const jobs = new Heap<Job>();
  let busy = 0;
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
    while (jobs.size > 0 && jobs.peek()!.done === undefined) jobs.pop();
    const { due } = jobs;
    speed = busy <= cores ? unitsPerMs : (unitsPerMs * cores) / busy;
    if (timer && due === timerDue && speed === timerSpeed) return;
    timer?.();
    timer = undefined;
    timerDue = due;
    timerSpeed = speed;
    if (jobs.size > 0) timer = clock.after((due - progressed) / speed, ring);
  };

  const ring = (): void => {
    timer = undefined;
    advance();
    progressed = Math.max(progressed, jobs.due);
    const first = jobs.pop()!; // not taken back, or the timer would have been as well
    const { done } = first;
    first.done = undefined;
    busy--;
    reschedule();
    done?.();
  };

  return {
    begin: (work, done) => {
      advance();
      const job: Job = { done };
      jobs.push(progressed + work, job);
      busy++;
      reschedule();
      return job;
    },
    takeBack: job => {
      if (!job.done) return;
      advance();
      job.done = undefined;
      busy--;
      reschedule();
    },
    progress: () => {
      advance();
      return progressed;
    },
  };
}
