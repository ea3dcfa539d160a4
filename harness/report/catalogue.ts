import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type Results, readResults } from '../results.ts';
import { answerOf, primaryOf } from './answer.ts';
import { integrity } from './bundle.ts';
import { drawSpec } from './draw.ts';
import { capital, change, count, duration, notAvailable } from './format.ts';
import { leadingArm } from './leader.ts';
import { styleSheet } from './look.ts';
import { metricLabel } from './metric-label.ts';
import { shortened } from './plain.ts';
import { sparkSpec } from './spark.ts';
import { type Html, html, templates } from './template.ts';

interface Entry {
  readonly href: string;
  readonly experiment: string;
  readonly verdict: string;
  readonly trials: string;
  readonly warnings: string;
  readonly date: string;
  readonly host: string;
  readonly duration: string;
  readonly spark: Html;
  readonly finding: string;
}

/** Lists every study below a folder of reports in `index.html`, newest first; gives the list's path. */
export async function writeCatalogue(reports: string): Promise<string> {
  const file = join(reports, 'index.html');
  await writeFileAtomic(file, await buildCatalogue(reports));
  return file;
}

/** A study that cannot be read is listed with the reason. */
export async function buildCatalogue(reports: string): Promise<string> {
  const found: { entry: Entry; at: string }[] = [];
  for (const path of studiesIn(reports)) {
    try {
      const results = readResults(join(reports, path));
      found.push({ entry: await entryOf(results, path), at: results.manifest.startedAt });
    } catch (error) {
      found.push({ entry: unreadable(path, error), at: '' });
    }
  }
  found.sort((a, b) => (a.at === b.at ? (a.entry.href < b.entry.href ? -1 : 1) : a.at < b.at ? 1 : -1));
  const css = styleSheet();
  return templates()('catalogue', {
    policy: `default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src ${integrity(css)}`,
    css: html(css),
    count: count(found.length, 'study', 'studies'),
    entries: found.map(({ entry }) => entry),
  });
}

/** `<experiment>/<study>` of every folder that holds a manifest. */
function studiesIn(reports: string): string[] {
  const folders = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort();
  return folders(reports)
    .flatMap(experiment => folders(join(reports, experiment)).map(study => `${experiment}/${study}`))
    .filter(path => existsSync(join(reports, path, 'manifest.json')));
}

const link = (path: string): string => `${path.split('/').map(encodeURIComponent).join('/')}/index.html`;

async function entryOf({ manifest, summary }: Results, path: string): Promise<Entry> {
  const { declared, engine, host, startedAt } = manifest;
  const spec = sparkSpec(summary);
  const leader = summary.workloads.map(({ arms }) => leadingArm(arms, primaryOf(summary))).find(Boolean);
  const ratio = leader?.against?.[summary.primary]?.ratio.point;
  // Trials follow one another, and what lies between them is not recorded.
  const load = summary.trials.reduce((sum, row) => sum + (row.metrics.makespan ?? Number.NaN), 0);
  const wall = duration(load * 1000 * declared.timeScale);
  return {
    href: link(path),
    experiment: shortened(declared.experiment, 60),
    verdict: shortened(answerOf(summary), 200),
    trials: `${summary.trials.length} of ${summary.planned}`,
    warnings: String(summary.warnings.length),
    date: `${startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    host: `${engine.name}, ${count(host.cores, 'core')}, ${host.os}`,
    duration: wall === notAvailable ? wall : `${wall}${engine.name === 'simulated' ? ' virtual' : ''}`,
    spark: html(spec ? await drawSpec(spec, `spark-${path.replace(/[^a-zA-Z0-9]+/g, '-')}`) : ''),
    finding:
      ratio === undefined || !spec
        ? ''
        : `${capital(change(ratio))} ${metricLabel(summary.primary)} than the reference`,
  };
}

const unreadable = (path: string, error: unknown): Entry => ({
  href: link(path),
  experiment: path,
  verdict: `It cannot be read: ${error instanceof Error ? error.message.replace(/^.*[\\/](?=[^\\/]*$)/, '') : error}`,
  trials: notAvailable,
  warnings: notAvailable,
  date: notAvailable,
  host: notAvailable,
  duration: notAvailable,
  spark: html(''),
  finding: '',
});
