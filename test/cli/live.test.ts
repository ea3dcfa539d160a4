import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { after, describe, it } from 'node:test';

const out = mkdtempSync(join(tmpdir(), 'live-'));
after(() => rmSync(out, { recursive: true, force: true }));

type Command = ChildProcessByStdio<null, Readable, Readable>;

const experiment = (...options: string[]): Command =>
  spawn(
    process.execPath,
    [
      'harness/cli/experiment.ts',
      'francis-vs-static',
      '--engine',
      'simulated',
      '--live',
      '--out',
      out,
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );

/** The address that a run prints, then all that it prints, and its exit code. */
async function follow(
  command: Command,
): Promise<{ url: string; end: Promise<{ text: string; code: number | null }> }> {
  let text = '';
  command.stdout.setEncoding('utf8');
  const found = new Promise<string>((resolve, reject) => {
    command.stdout.on('data', (piece: string) => {
      text += piece;
      const url = /^Live: (\S+)$/m.exec(text)?.[1];
      if (url) resolve(url);
    });
    command.once('exit', code => reject(new Error(`It ended with ${code} and no address: ${text}`)));
  });
  const end = new Promise<{ text: string; code: number | null }>(resolve => {
    command.once('close', code => resolve({ text, code }));
  });
  return { url: await found, end };
}

describe('npm run experiment -- <name> --live', () => {
  it('prints where the page is, and ends by itself where no terminal waits for Ctrl-C', async () => {
    const { url, end } = await follow(experiment('--seeds', '3'));
    const { text, code } = await end;
    assert.equal(code, 0);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.match(text, /6 of 6 trials/);
    await assert.rejects(fetch(url), 'nothing is left that serves');
  });

  it('serves from the first moment, and closes when it is interrupted', async () => {
    const command = experiment('--seeds', '400', '--workers', '1');
    const { url, end } = await follow(command);
    const page = await (await fetch(url)).text();
    assert.match(page, /Running now|could not be drawn yet/);
    command.kill('SIGINT');
    const { code } = await end;
    assert.equal(code, 130);
    await assert.rejects(fetch(url));
  });
});
