import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { comparability, type Factor, factors } from '../comparability.ts';
import { gate, type Limit, limitOf } from '../gate.ts';
import { type Results, readResults } from '../results.ts';
import { type Gated, junit, markdown } from './gate-files.ts';
import { run } from './run.ts';

interface Options {
  baseline: string;
  max?: Limit[];
  factor: Factor;
  out?: string;
}

const limit = (text: string, before: Limit[] = []): Limit[] => {
  try {
    return [...before, limitOf(text)];
  } catch (error) {
    throw new CommanderError(2, 'usage', error instanceof Error ? error.message : String(error));
  }
};

/*
 * npm run gate -- <folder> --baseline <folder> [--max 'response.p95 +5%'] …
 * Exit code 0: no regression; 1: a regression, or a folder cannot be read; 2: they may not be compared, or the command
 * line is wrong. Writes gate.xml (JUnit) and gate.md into the study's folder.
 */
await run(
  new Command('npm run gate --')
    .description('Holds a study against a baseline: fails where it is worse by more than is allowed.')
    .argument('<folder>', 'the results folder of the study')
    .requiredOption('--baseline <folder>', 'the results folder to hold it against')
    .option(
      '--max <limit>',
      'how much worse a metric may be, "response.p95 +5%"; may be repeated; by default the primary metric, by delta',
      limit,
    )
    .addOption(
      new Option('--factor <name>', 'the one thing that may differ').choices([...factors]).default('commit'),
    )
    .option('--out <folder>', 'where gate.xml and gate.md go; by default the folder of the study')
    .action((folder: string, options: Options) => {
      const [study, baseline] = [readResults(resolve(folder)), readResults(resolve(options.baseline))];
      const found = judged(study, baseline, options);
      const out = resolve(options.out ?? folder);
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'gate.xml'), junit(found));
      writeFileSync(join(out, 'gate.md'), markdown(found));
      tell(found);
    }),
);

function judged(study: Results, baseline: Results, { max, factor }: Options): Gated {
  const name = ({ manifest }: Results): string => `${manifest.declared.experiment}/${manifest.study}`;
  const names = { study: name(study), baseline: name(baseline) };
  const { ok, why } = comparability([baseline, study], factor);
  if (!ok) return { ...names, checks: [], refused: why };
  const { primary, delta } = baseline.manifest.declared;
  const checks = gate(study, baseline, max ?? [{ metric: primary, change: delta }]);
  const compared = checks.some(({ ratio }) => ratio);
  const refused = compared ? [] : ['arms: no arm of that name has a seed in common with the baseline'];
  return { ...names, checks: compared ? checks : [], refused };
}

function tell({ study, baseline, checks, refused }: Gated): void {
  if (refused.length > 0) {
    console.log(`${study} may not be compared with ${baseline}: more than the code differs.`);
    for (const words of refused) console.log(`  ${words}`);
    process.exitCode = 2;
    return;
  }
  for (const { ok, sentence } of checks) console.log(`${ok ? 'passed' : 'FAILED'}  ${sentence}`);
  const failed = checks.filter(({ ok }) => !ok).length;
  console.log(failed === 0 ? 'No regression.' : `${failed} of ${checks.length} checks failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}
