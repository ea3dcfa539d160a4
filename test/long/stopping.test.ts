import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Docker from 'dockerode';
import { execa } from 'execa';
import { pause, stopwatch } from '../../harness/clock.ts';
import { leftovers, skip } from '../docker/engine-here.ts';
import { noDaemon, privateDaemon } from '../docker/private-daemon.ts';
import { commandLine, isSentence, json, run, studyIn, temporary } from '../harness-process.ts';

/** A study whose trials are being run on Docker, and what it has told on its terminal. */
async function underWay(out: string, env: Record<string, string> = {}) {
  const study = execa('node', commandLine(out, '--seeds', '2', '--no-page'), {
    reject: false,
    forceKillAfterDelay: false, // it is to end by itself
    env,
  });
  const told = await new Promise<string>((resolve, reject) => {
    let so = '';
    study.stdout.on('data', chunk => {
      so += chunk;
      if (so.includes('The host gives')) resolve(so);
    });
    study.then(({ stderr }) => reject(new Error(`It ended before its trials: ${so}${stderr}`)));
  });
  await pause(700); // its first containers are on their way up
  return { study, told };
}

test('a second Ctrl-C ends at once; the next run removes what was left and completes the study', {
  skip,
}, async () => {
  const out = temporary();
  const { study } = await underWay(out);
  study.kill('SIGINT');
  await pause(50);
  const taken = stopwatch();
  study.kill('SIGINT');
  const { exitCode, stderr } = await study;
  const took = taken();
  assert.equal(exitCode, 130);
  assert.ok(took < 500, `took ${took} ms`);
  assert.match(stderr, /Containers may be left; the next study removes them/);
  const again = await run(out, ['--resume', '--no-page']);
  assert.equal(again.exitCode, 0, again.stderr);
  assert.equal(json(studyIn(out), 'summary.json').trials.length, 4);
  assert.deepEqual(await leftovers(), []);
});

test('told to stop while the engine is frozen, it ends all the same within 5 s and half a second for each start', {
  skip: noDaemon,
}, async () => {
  const daemon = await privateDaemon();
  try {
    const out = temporary();
    const env = { DOCKER_HOST: daemon.host };
    const { study } = await underWay(out, env);
    daemon.signal('SIGSTOP');
    const taken = stopwatch();
    study.kill('SIGTERM');
    const { exitCode, stderr } = await study;
    const took = taken();
    daemon.signal('SIGCONT');
    assert.equal(exitCode, 130);
    // Half a second for each of the two starts that may be under way, and half for the process to end.
    assert.ok(took < 6500, `took ${took} ms`);
    assert.ok(isSentence(stderr), stderr);
    assert.ok(existsSync(join(studyIn(out), 'manifest.json')));
    const again = await run(out, ['--resume', '--no-page'], env);
    assert.equal(again.exitCode, 0, again.stderr);
    assert.equal(json(studyIn(out), 'summary.json').trials.length, 4);
    const options = { socketPath: daemon.host.replace('unix://', ''), host: undefined };
    assert.deepEqual(await leftovers(new Docker(options)), []);
  } finally {
    await daemon.end();
  }
});
