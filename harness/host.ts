import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Host, Manifest } from './manifest.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The machine the harness runs on. */
export const hostFacts = (): Host => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  os: `${type()} ${release()}`,
  arch: arch(),
  node: process.version,
});

/** Which code this is: version, commit and whether it was changed since, and the hash of what decides results. */
export async function codeFacts(): Promise<Manifest['code']> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    const { stdout, failed } = await execa('git', ['-C', root, ...args], { reject: false });
    return failed ? undefined : stdout;
  };
  const { version }: { version: string } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const commit = await git('rev-parse', 'HEAD');
  const changes = await git(
    'status',
    '--porcelain',
    '--',
    'harness',
    'experiments',
    'serverapp',
    'package-lock.json',
  );
  const hash = createHash('sha256');
  for (const file of globSync(['harness/**/*.{ts,json}', 'serverapp/*.ts'], { cwd: root }).sort()) {
    if (/^harness.(report|cli|conformance)/.test(file)) continue;
    hash.update(file.replaceAll('\\', '/')).update(readFileSync(root + file));
  }
  return { version, commit: commit ?? 'unknown', dirty: changes !== '', sha256: hash.digest('hex') };
}
