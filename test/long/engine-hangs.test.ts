import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pause } from '../../harness/clock.ts';
import { disturbed } from '../docker/engine-lost.ts';
import { noDaemon } from '../docker/private-daemon.ts';

test('an engine hangs for 45 s: no call waits for it for ever, and the study goes on when it is back', {
  skip: noDaemon,
}, async () => {
  const journal = await disturbed(async daemon => {
    daemon.signal('SIGSTOP');
    await pause(45_000);
    daemon.signal('SIGCONT');
  });
  assert.match(journal, /did not answer within 30 s/);
});
