import { test } from 'node:test';
import { disturbed } from './engine-lost.ts';
import { noDaemon } from './private-daemon.ts';

test('an engine is stopped and started during a trial: the study waits, repeats the trial, notes it and completes', {
  skip: noDaemon,
}, async () => {
  await disturbed(async daemon => {
    await daemon.stop();
    await daemon.start();
  });
});
