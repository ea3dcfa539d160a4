import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { execa } from 'execa';
import { deadline, pause, stopwatch } from '../../harness/clock.ts';
import { rng } from '../../harness/rng.ts';
import { commandLine, run, studyIn, temporary } from '../harness-process.ts';

/*
 * SIGKILL at 200 moments of a study in virtual time: whenever it strikes, what is resumed equals the undisturbed study
 * to the byte. Moments are drawn evenly over the time that the whole process takes here, two at a time.
 */
const moments = 200;
const cache = temporary();
const env = { NODE_COMPILE_CACHE: cache };
const wish = ['--engine', 'simulated', '--workers', '1', '--no-page'];
let undisturbed = '';
let takes = 0;

const summaryIn = (out: string): string => readFileSync(join(studyIn(out), 'summary.json'), 'utf8');

before(async () => {
  await run(temporary(), wish, env); // fills the cache
  const out = temporary();
  const took = stopwatch();
  const { exitCode, stderr } = await run(out, wish, env);
  takes = took();
  assert.equal(exitCode, 0, stderr);
  undisturbed = summaryIn(out);
});

async function killedAt(ms: number): Promise<'before' | 'amid' | 'after'> {
  const out = temporary();
  const study = execa('node', commandLine(out, ...wish), { reject: false, env });
  await Promise.race([pause(ms), study]);
  study.kill('SIGKILL');
  await study;
  const begun = existsSync(join(out, 'short')) && existsSync(join(studyIn(out), 'manifest.json'));
  const ended = begun && existsSync(join(studyIn(out), 'summary.json'));
  const again = await run(out, begun ? ['--resume', '--no-page', '--workers', '1'] : wish, env);
  assert.equal(again.exitCode, 0, `killed after ${ms} ms: ${again.stderr}`);
  assert.equal(summaryIn(out), undisturbed, `killed after ${ms} ms`);
  return ended ? 'after' : begun ? 'amid' : 'before';
}

test(`killed at ${moments} moments and resumed, a study in virtual time equals an undisturbed one to the byte`, async t => {
  const chance = rng('killed/virtual');
  const struck = { before: 0, amid: 0, after: 0 };
  const hours = deadline(1_000_000);
  const at = Array.from({ length: moments }, () => chance.float());
  const work = async (): Promise<void> => {
    for (let share = at.pop(); share !== undefined && !hours.aborted; share = at.pop())
      struck[await killedAt(share * takes * 1.6)]++;
  };
  await Promise.all([work(), work()]);
  t.diagnostic(
    `${struck.before} before the manifest, ${struck.amid} amid the trials, ${struck.after} after the summary`,
  );
  assert.equal(struck.before + struck.amid + struck.after, moments);
  assert.ok(struck.amid >= 20, 'enough of them struck while trials were run');
});
