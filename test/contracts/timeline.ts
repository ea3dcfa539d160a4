import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Timeline } from '../../harness/clock.ts';

/** What every kind of time promises. */
export function timelineContract(name: string, timeline: Timeline): void {
  const waiting = (): string => 'the end of the test';

  test(`${name}: things happen in the order of their times, and ties in the order of asking`, async () => {
    const log: string[] = [];
    await timeline.run<void>((clock, end) => {
      clock.after(20, () => log.push('later'));
      clock.after(5, () => log.push('first of a tie'));
      clock.after(5, () => log.push('second of a tie'));
      clock.after(40, () => end());
    }, waiting);
    assert.deepEqual(log, ['first of a tie', 'second of a tie', 'later']);
  });

  test(`${name}: what was taken back does not happen`, async () => {
    let happened = false;
    await timeline.run<void>((clock, end) => {
      const cancel = clock.after(5, () => {
        happened = true;
      });
      cancel();
      clock.after(15, () => end());
    }, waiting);
    assert.equal(happened, false);
  });

  test(`${name}: a clock belongs to one trial, so the next one begins at 0 again`, async () => {
    const begin = (): Promise<number> =>
      timeline.run<number>((clock, end) => {
        const first = clock.now();
        clock.after(30, () => end(first));
      }, waiting);
    assert.ok((await begin()) < 5);
    assert.ok((await begin()) < 5);
  });

  test(`${name}: what throws ends the run with that error`, async () => {
    await assert.rejects(
      timeline.run<void>(clock => {
        clock.after(1, () => {
          throw new Error('broken handler');
        });
      }, waiting),
      /broken handler/,
    );
  });
}
