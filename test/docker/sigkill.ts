import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { pause } from '../../harness/clock.ts';
import { rng } from '../../harness/rng.ts';
import { commandLine, identities, json, run, studyIn, temporary } from '../harness-process.ts';
import { leftovers } from './engine-here.ts';

/**
 * Runs a study and kills its harness with SIGKILL at so many random moments, each time resuming it where it was; then
 * lets it end. All planned trials must be there, once, and no container.
 */
export async function killedOften(kills: number, { seeds, longest }: { seeds: number; longest: number }) {
  const chance = rng(`sigkill/${kills}`);
  const out = temporary();
  const begun = (): boolean =>
    existsSync(join(out, 'short')) && existsSync(join(studyIn(out), 'manifest.json'));
  const moments: number[] = [];
  while (moments.length < kills) {
    const more = begun() ? ['--resume', '--no-page'] : ['--seeds', String(seeds), '--no-page'];
    const study = execa('node', commandLine(out, ...more), { reject: false });
    // The first measures the host before its manifest, which takes longer than all that follows.
    let told = '';
    study.stdout.on('data', chunk => {
      told += chunk;
    });
    while (!/The host gives|missing/.test(told) && study.exitCode === null && study.pid) {
      if (begun() && chance.float() < 0.02) break;
      await pause(50);
    }
    const moment = chance.float() * longest;
    await Promise.race([pause(moment), study]);
    study.kill('SIGKILL');
    await study;
    moments.push(Math.round(moment));
  }
  const { exitCode, stdout, stderr } = await run(out, ['--resume', '--no-page']);
  assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
  const folder = studyIn(out);
  const { plan } = json(folder, 'manifest.json');
  const { trials } = json(folder, 'summary.json');
  assert.equal(plan.length, 2 * seeds);
  const named = (rows: Record<string, unknown>[]) =>
    rows.map(({ trial, arm, seed, repetition }) => JSON.stringify([trial, arm, seed, repetition]));
  assert.deepEqual(named(trials), named(plan), 'all planned trials, once each, in the order of the plan');
  assert.deepEqual(await leftovers(), []);
  // Number and identity are those of a study that nobody disturbed; in virtual time that is quickly had.
  const other = temporary();
  await run(other, ['--engine', 'simulated', '--seeds', String(seeds), '--no-page']);
  assert.deepEqual(identities(folder), identities(studyIn(other)));
  return { moments, resumed: json(folder, 'manifest.json').resumed.length };
}
