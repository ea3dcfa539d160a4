import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { execa } from 'execa';
import { commandLine, json, studyIn, temporary } from '../harness-process.ts';
import { leftovers } from './engine-here.ts';
import { type PrivateDaemon, privateDaemon } from './private-daemon.ts';

/**
 * Runs a study of four trials on an engine of its own, and does something to that engine as soon as the first trial has
 * ended. The study must complete, with the disturbed trial repeated and noted, and nothing left.
 */
export async function disturbed(disturb: (daemon: PrivateDaemon) => Promise<void>): Promise<string> {
  const daemon = await privateDaemon();
  try {
    const out = temporary();
    const study = execa('node', commandLine(out, '--seeds', '2', '--no-page'), {
      reject: false,
      env: { DOCKER_HOST: daemon.host },
    });
    let told = '';
    let disturbing: Promise<void> | undefined;
    study.stdout.on('data', chunk => {
      told += chunk;
      if (told.includes('[1/4]')) disturbing ??= disturb(daemon);
    });
    const { exitCode, stderr } = await study;
    await disturbing;
    assert.equal(exitCode, 0, `${told}\n${stderr}`);
    const folder = studyIn(out);
    const { plan } = json(folder, 'manifest.json');
    const { trials } = json(folder, 'summary.json');
    assert.deepEqual(
      trials.map(({ trial, state }: Record<string, string>) => `${trial} ${state}`),
      plan.map(({ trial }: Record<string, string>) => `${trial} valid`),
    );
    const journal = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
    assert.match(journal, /"engine\.lost","trial":"000[1-4]/);
    assert.match(journal, /was run again whole: the engine had gone away/);
    const options = { socketPath: daemon.host.replace('unix://', ''), host: undefined };
    assert.deepEqual(await leftovers(new Docker(options)), []);
    return journal;
  } finally {
    await daemon.end();
  }
}
