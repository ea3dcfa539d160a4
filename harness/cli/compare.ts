import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { type Comparability, comparability, type Factor, factors } from '../comparability.ts';
import { type Compared, compareStudies } from '../compare.ts';
import { type Results, readResults } from '../results.ts';
import { run } from './run.ts';

const reports = fileURLToPath(new URL('../../reports', import.meta.url));

/*
 * npm run compare -- <folder> <folder> … [--factor engine|host|commit|day] [--out <file>]
 * Exit code 0: compared; 1: a folder cannot be read; 2: they may not be compared, or the command line is wrong.
 */
await run(
  new Command('npm run compare --')
    .description('Says whether studies may be compared, and if so compares them, by arm and paired by seed.')
    .argument('<folders...>', 'two results folders or more; the others are compared with the first')
    .addOption(
      new Option('--factor <name>', 'the one thing beside the arm that may differ').choices([...factors]),
    )
    .option('--out <file>', 'where the page goes; by default reports/compare-….html')
    .action(async (folders: string[], { factor, out }: { factor?: Factor; out?: string }, command) => {
      if (folders.length < 2) command.error('error: expected two results folders or more, found one');
      const studies = folders.map(folder => readResults(resolve(folder)));
      const verdict = comparability(studies, factor);
      sayWhether(verdict, factor);
      if (!verdict.ok) {
        process.exitCode = 2;
        return;
      }
      const { primary } = studies[0]!.manifest.declared;
      const metrics = studies[0]!.summary.metrics.map(({ name }) => name);
      const compared = compareStudies(studies, metrics);
      for (const one of compared) console.log(lineOf(one, studies, primary));
      const file = out ? resolve(out) : join(reports, `${nameOf(studies)}.html`);
      const { writeComparison } = await import('../report/compare.ts');
      console.log(`Page: ${await writeComparison(file, { studies, verdict, factor, compared })}`);
    }),
);

function sayWhether({ ok, why, differing, advice }: Comparability, factor: Factor | undefined): void {
  if (!ok) {
    console.log('These studies may not be compared: more than the arm differs.');
    for (const words of why) console.log(`  ${words}`);
    if (advice) console.log(`If that is the question, say so: --factor ${advice}.`);
    return;
  }
  console.log(
    factor
      ? `These studies may be compared: only the ${factor} differs, which is the question.`
      : 'These studies may be compared: everything but the arms is equal.',
  );
  for (const words of differing) console.log(`  ${words}`);
}

function lineOf(
  { workload, arm, study, with: partner, ratios }: Compared,
  studies: readonly Results[],
  primary: string,
): string {
  const { ratio, hodgesLehmann } = ratios[primary]!;
  const say = ({ point, low, high, n }: typeof ratio): string =>
    n > 1 && Number.isFinite(high - low)
      ? `${point.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
      : point.toFixed(3);
  const against = `${studies[0]!.manifest.study}${partner === arm ? '' : `, ${partner}`}`;
  return `On ${workload}, ${arm}: ${primary} in ${studies[study]!.manifest.study} over ${against} is ${say(ratio)} (${ratio.method}; Hodges–Lehmann ${say(hodgesLehmann)}; ${ratio.n} seed${ratio.n === 1 ? '' : 's'}).`;
}

function nameOf(studies: readonly Results[]): string {
  return `compare-${studies
    .map(({ folder, manifest }) => `${manifest.declared.experiment}-${basename(folder)}`)
    .join('-and-')
    .slice(0, 180)}`;
}
