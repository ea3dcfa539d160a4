import { relative } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Comparability, Factor } from '../comparability.ts';
import type { Compared } from '../compare.ts';
import type { Results } from '../results.ts';
import { integrity } from './bundle.ts';
import { compareDrawings, studyLooks } from './compare-figures.ts';
import { draw } from './draw.ts';
import type { Figure } from './figure.ts';
import { capital, count, hasInterval, interval, number, ratio } from './format.ts';
import { legendOf, patterns } from './legend.ts';
import { styleSheet } from './look.ts';
import { metricLabel, withUnit } from './metric-label.ts';
import type { TextTable } from './paper-tables.ts';
import { plain, shortened } from './plain.ts';
import { isDifference } from './study.ts';
import { html, templates } from './template.ts';

/** Several studies that may be compared, with the comparison. The first is what the others are compared with. */
export interface Comparison {
  readonly studies: readonly Results[];
  readonly verdict: Comparability;
  readonly factor: Factor | undefined;
  readonly compared: readonly Compared[];
}

const principal = ['response.mean', 'response.p95', 'containerSeconds', 'makespan', 'slo.violations'];

/** Draws the page of a comparison into one file; gives its path. */
export async function writeComparison(file: string, comparison: Comparison): Promise<string> {
  await writeFileAtomic(file, await buildComparison(comparison, file));
  return file;
}

export async function buildComparison(comparison: Comparison, file: string): Promise<string> {
  const { studies, verdict, factor, compared } = comparison;
  const { declared } = studies[0]!.manifest;
  const shared = declared.workloads.filter(workload => compared.some(one => one.workload === workload));
  const figures: Figure[] = [];
  for (const [workload, name] of shared.entries()) {
    const drawings = compareDrawings(
      { studies, compared, primary: declared.primary },
      name,
      shared.length > 1,
    );
    for (const drawing of drawings) {
      const id = `compare-${drawing.key}-w${workload + 1}`;
      const { wide, narrow } = await draw(drawing, id);
      const { title, caption, finding } = drawing;
      const drawn = { wide: html(wide), narrow: html(narrow), legend: legendOf(drawing) };
      figures.push({ id, title, caption, finding, ...drawn, follows: '', shown: '', workload });
    }
  }
  const css = styleSheet();
  return templates()('compare', {
    policy: `default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src ${integrity(css)}`,
    css: html(css),
    patterns: html(patterns),
    version: studies[0]!.manifest.code.version,
    about: count(studies.length, 'study', 'studies'),
    title: titleOf(comparison),
    question: shortened(declared.question, 300),
    stamp: factor
      ? `They may be compared: only the ${factor} differs, which is the question.`
      : 'They may be compared: everything but the arms is equal.',
    differing: verdict.differing.map(words => `${capital(shortened(words, 400))}.`),
    studies: studies.map(one => studyOf(one, file)),
    figures,
    tables: shared.map(workload => ({
      label: `Figures of all studies on ${plain(workload)}`,
      heading: shared.length > 1 ? plain(workload) : '',
      ...tableOf(comparison, workload),
    })),
  });
}

/** The largest move on the primary metric, in a sentence. */
function titleOf({ studies, compared, factor }: Comparison): string {
  const { primary } = studies[0]!.manifest.declared;
  const known = compared.flatMap(({ arm, ratios, workload, study }) => {
    const found = ratios[primary]?.ratio;
    return found && !isDifference(found) ? [{ arm, found, workload, study }] : [];
  });
  const [most] = known.sort((a, b) => Math.abs(Math.log(b.found.point)) - Math.abs(Math.log(a.found.point)));
  if (!most) return 'The studies have no seed in common';
  const where = factor ? `between ${factor === 'day' ? 'days' : `${factor}s`}` : 'between the studies';
  return `${capital(metricLabel(primary))} ${where}: ${plain(most.arm, { most: 40 })} moves by a ratio of ${interval(most.found, ratio)}`;
}

function studyOf({ folder, manifest, summary }: Results, file: string) {
  const { study, engine, host, code, startedAt, declared } = manifest;
  const from = relative(`${file}/..`, folder).split(/[\\/]/).map(encodeURIComponent).join('/');
  return {
    href: `${from}/index.html`,
    name: `${plain(declared.experiment)}, ${study}`,
    headline: shortened(summary.headline, 400),
    facts: [
      { name: 'engine', value: engine.name },
      { name: 'host', value: `${host.cpu}, ${count(host.cores, 'core')}` },
      { name: 'commit', value: `${code.commit.slice(0, 10)}${code.dirty ? ', with changes' : ''}` },
      { name: 'begun', value: `${startedAt.slice(0, 16).replace('T', ' ')} UTC` },
      { name: 'trials', value: `${summary.trials.length} of ${summary.planned}` },
      { name: 'quota', value: `${number(engine.facts.quota)} cores` },
    ],
  };
}

/** A line for each arm and metric: its mean in each study, and the ratio to the first. */
function tableOf({ studies, compared }: Comparison, workload: string): TextTable {
  const { declared } = studies[0]!.manifest;
  const looks = studyLooks(studies);
  const arms = [...new Set(studies.flatMap(({ manifest }) => manifest.declared.arms.map(arm => arm.label)))];
  const metrics = studies[0]!.summary.metrics.filter(
    ({ name }) => name === declared.primary || principal.includes(name),
  );
  const cell = (index: number, arm: string, name: string): string => {
    const found = studies[index]!.summary.workloads.find(one => one.workload === workload);
    const mean = found?.arms.find(one => one.arm === arm)?.metrics[name];
    const moved = compared.find(
      one => one.study === index && one.workload === workload && one.arm === arm && one.with === arm,
    );
    const move = moved?.ratios[name]?.ratio;
    if (!mean) return '–';
    return `${hasInterval(mean) ? interval(mean) : number(mean.point)}${move && !isDifference(move) ? `; ratio ${interval(move, ratio)}` : ''}`;
  };
  return {
    heads: ['arm', 'metric', ...looks.map(look => look.label)],
    rows: arms.flatMap(arm =>
      metrics.map(metric => [
        plain(arm),
        withUnit(metric),
        ...studies.map((_, index) => cell(index, arm, metric.name)),
      ]),
    ),
  };
}
