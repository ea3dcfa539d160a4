import { basename } from 'node:path';
import { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { ControllerFactory } from '../controller.ts';
import { controllerCatalogue } from '../controller-catalogue.ts';
import { readTrace } from '../results/read.ts';
import { type ShadowRow, shadow } from '../shadow.ts';
import { run } from './run.ts';

interface Options {
  reasons?: string;
  csv?: boolean;
}

/*
 * npm run shadow -- <trial.jsonl> [--reasons <controller>] [--csv]
 * Exit code 0: told; 1: the trace cannot be read; 2: the command line is wrong.
 */
await run(
  new Command('npm run shadow --')
    .description('Asks every controller what it would have done at each slot of a recorded trial.')
    .argument('<trial>', 'a trace, as reports/<experiment>/<study>/trials/0001-….jsonl')
    .option('--reasons <controller>', 'the reasons of this one, slot by slot')
    .option('--csv', 'as CSV, with all reasons')
    .action(async (file: string, { reasons, csv }: Options, command: Command) => {
      const trace = readTrace(file, basename(file, '.jsonl'));
      // One that holds a size or plays a timetable looks at nothing.
      const shadows = (await controllerCatalogue())
        .flatMap(({ controller }) => (controller ? [controller()] : []))
        .filter(({ passive }) => !passive);
      const names = shadows.map(({ name }) => name);
      if (reasons !== undefined && !names.includes(reasons))
        command.error(`error: --reasons: expected one of ${names.join(', ')}, found "${reasons}"`);
      const rows = await shadow(trace, shadows);
      if (csv) process.stdout.write(asCsv(rows, names));
      else if (reasons !== undefined) tellReasons(rows, names.indexOf(reasons));
      else {
        const { header } = trace;
        console.log(`${header.arm} on ${header.workload}, seed ${header.seed}, trial ${header.trial}`);
        tellTable(rows, shadows);
      }
    }),
);

/** Columns are numbered, since names are long. */
function tellTable(rows: readonly ShadowRow[], shadows: readonly ControllerFactory[]): void {
  const cell = (value: string | number | undefined, width = 4): string =>
    String(value ?? '·').padStart(width);
  console.log('Containers that each would have wanted; the trial’s own controller in column "wanted".');
  for (const [i, { name }] of shadows.entries()) {
    const asked = rows.filter(row => row.recorded && row.wishes[i]);
    const same = asked.filter(row => row.recorded!.wanted === row.wishes[i]!.containers).length;
    console.log(`  ${i + 1} ${name}: as the trial’s own at ${same} of ${asked.length} slots`);
  }
  console.log(
    `${cell('t (s)', 8)}${cell('queued', 8)}${cell('running', 8)}${cell('there', 7)}${cell('wanted', 8)} |${shadows.map((_, i) => cell(i + 1)).join('')}`,
  );
  for (const { at, queued, running, containers, recorded, wishes } of rows) {
    console.log(
      `${cell(at.toFixed(1), 8)}${cell(queued, 8)}${cell(running, 8)}${cell(containers, 7)}${cell(recorded?.wanted, 8)} |${wishes.map(wish => cell(wish?.containers)).join('')}`,
    );
  }
}

function tellReasons(rows: readonly ShadowRow[], index: number): void {
  for (const { at, wishes } of rows) {
    const wish = wishes[index];
    if (wish) console.log(`${at.toFixed(1).padStart(8)} s  ${wish.containers}: ${wish.reason}`);
  }
}

function asCsv(rows: readonly ShadowRow[], names: readonly string[]): string {
  return stringify([
    [
      'at_s',
      'queued',
      'running',
      'containers',
      'recorded_wanted',
      'recorded_applied',
      'controller',
      'wanted',
      'reason',
    ],
    ...rows.flatMap(({ at, queued, running, containers, recorded, wishes }) =>
      names.map((name, i) => [
        at,
        queued,
        running,
        containers,
        recorded?.wanted ?? '',
        recorded?.applied ?? '',
        name,
        wishes[i]?.containers ?? '',
        wishes[i]?.reason ?? '',
      ]),
    ),
  ]);
}
