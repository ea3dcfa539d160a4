import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { Benchmark, BenchRow } from '../benchmark.ts';
import { findEngine } from '../engines/docker/socket.ts';
import { hostFacts } from '../host.ts';
import { nearest } from '../validation.ts';
import { run } from './run.ts';

const folder = new URL('../benchmarks/', import.meta.url);
const usualFile = fileURLToPath(new URL('../../reports/bench.json', import.meta.url));

interface Group {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly BenchRow[];
  /** Why it was not run. */
  readonly skipped?: string;
}

/*
 * npm run bench [-- names…] [--json FILE]
 * Exit code 0: all were run or skipped by name; 1: one failed; 2: the command line is wrong.
 */
await run(
  new Command('npm run bench --')
    .description('Times our own parts: decisions, recorder, virtual time, and containers on a Docker engine.')
    .argument('[names...]', 'only these, by the names of the files in harness/benchmarks')
    .option('--json <file>', 'where the figures are written for machines', usualFile)
    .action(async (asked: string[], { json }: { json: string }) => {
      const names = readdirSync(folder)
        .filter(file => file.endsWith('.ts'))
        .map(file => file.slice(0, -3))
        .sort();
      const unknown = asked.find(name => !names.includes(name));
      if (unknown !== undefined)
        throw new Error(
          `Benchmark "${unknown}": expected one of ${names.join(', ')}${nearest(unknown, names)}`,
        );
      const groups: Group[] = [];
      for (const name of asked.length > 0 ? asked : names) {
        const group = await measured(name);
        groups.push(group);
        print(group);
      }
      const file = resolve(json);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ format: 1, host: hostFacts(), groups }, null, 1)}\n`);
      console.log(`Figures for machines: ${file}`);
    }),
);

async function measured(name: string): Promise<Group> {
  const { benchmark }: { benchmark: Benchmark } = await import(new URL(`${name}.ts`, folder).href);
  const { title } = benchmark;
  if (benchmark.docker) {
    const absent = await findEngine().then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (absent !== undefined) return { name, title, rows: [], skipped: absent };
  }
  return { name, title, rows: await benchmark.run() };
}

function print({ title, rows, skipped }: Group): void {
  console.log(`\n${title}${skipped === undefined ? '' : `: skipped. ${skipped}`}`);
  const lines = rows.map(({ what, value, unit, samples, limit }) => [
    what,
    `${rounded(value)} ${unit === '1' ? '' : unit}`,
    limit ? `${rounded(limit.value)} ${limit.what}` : '',
    limit ? `× ${rounded(value / limit.value)}` : '',
    `n = ${samples}`,
  ]);
  const widths = [0, 1, 2, 3, 4].map(column => Math.max(0, ...lines.map(line => line[column]!.length)));
  for (const line of lines)
    console.log(
      `  ${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`,
    );
}

/** Three figures, and thousands apart where there are many. */
function rounded(value: number): string {
  if (!Number.isFinite(value)) return 'n/a';
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
