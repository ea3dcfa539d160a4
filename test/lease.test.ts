import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fateOf, leaseIn, leaseLabels, ownLease } from '../harness/lease.ts';

test('the holder of a lease is alive as long as its process is, by number and by when it started', async () => {
  const own = ownLease();
  assert.equal(fateOf(own), 'alive');
  const other = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
  await once(other, 'spawn');
  assert.equal(
    fateOf({ ...own, pid: other.pid! }),
    'dead',
    'the same number at another time is another process',
  );
  other.kill('SIGKILL');
  await once(other, 'exit');
  assert.equal(fateOf({ ...own, pid: other.pid! }), 'dead');
});

test('a holder of an earlier boot is dead; one on another host or behind another wall is not judged', () => {
  const own = ownLease();
  assert.equal(fateOf({ ...own, boot: 'earlier' }), 'dead');
  assert.equal(fateOf({ ...own, space: 'pid:[1]' }), 'unknown');
  assert.equal(fateOf({ ...own, host: 'elsewhere', boot: 'other' }), 'unknown');
});

test('a lease goes into labels and comes out of them; labels without one hold none', () => {
  const own = ownLease();
  assert.deepEqual(leaseIn(leaseLabels(own)), own);
  assert.equal(leaseIn({ 'dockerawm.study': 'x' }), undefined);
  assert.equal(leaseIn({ ...leaseLabels(own), 'dockerawm.owner.pid': '-1' }), undefined);
});
