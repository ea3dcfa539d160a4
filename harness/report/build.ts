import type { Results } from '../results.ts';
import { clientScript, inlineJson, integrity, vegaScript } from './bundle.ts';
import type { Section } from './chart.ts';
import { figures } from './figure.ts';
import { count, number } from './format.ts';
import { inlineTrials } from './inline-trials.ts';
import { patterns } from './legend.ts';
import { styleSheet } from './look.ts';
import type { PageInput } from './page-input.ts';
import { shortened } from './plain.ts';
import { decisionsSection } from './sections/decisions.ts';
import { instrumentSection } from './sections/instrument.ts';
import { repeatSection } from './sections/repeat.ts';
import { tableSection } from './sections/table.ts';
import { trustSection } from './sections/trust.ts';
import { verdictSection } from './sections/verdict.ts';
import { studiesOf } from './study.ts';
import { html, templates } from './template.ts';

const mostQuestion = 300;

/** The page of a study as one self-contained HTML text; the same results give the same bytes. */
export async function buildReport(results: Results): Promise<string> {
  const studies = studiesOf(results);
  const drawn = await figures(studies);
  const page: PageInput = {
    results,
    studies,
    inline: inlineTrials(results, studies),
    figures: section => drawn.bySection.get(section) ?? [],
  };
  const render = templates();
  const css = styleSheet();
  const vega = vegaScript();
  const client = clientScript();
  const verdict = verdictSection(page);
  const { manifest, summary } = results;
  const { declared } = manifest;
  return render('page', {
    title: `${shortened(declared.experiment, 60)}: ${shortened(verdict.title, 120)}`,
    policy:
      `default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; ` +
      `style-src ${integrity(css)}; script-src ${integrity(client)} ${integrity(vega)}`,
    css: html(css),
    patterns: html(patterns),
    question: shortened(declared.question, mostQuestion),
    about: [
      shortened(declared.experiment, 80),
      `${manifest.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
      `${manifest.engine.name} on ${count(manifest.host.cores, 'core')}`,
      count(summary.trials.length, 'trial'),
    ],
    scale:
      declared.timeScale === 1
        ? 'All times are seconds of the paper’s system, which ran at full scale (time scale 1).'
        : `All times are paper seconds: wall time divided by the time scale, ${declared.timeScale} (600 s ran in ${number(600 * declared.timeScale)} s). What is in wall time says so.`,
    interrupted:
      summary.trials.length < summary.planned
        ? summary.trials.length === 0
          ? `No trial has ended yet: ${count(summary.planned, 'trial')} were planned.`
          : `Interrupted: ${summary.trials.length} of ${summary.planned} planned trials were run. All below rests on these.`
        : '',
    verdict,
    sections: sectionsOf(page, render),
    version: manifest.code.version,
    specs: html(inlineJson(drawn.live)),
    trials: html(inlineJson(page.inline.trials)),
    vega: html(vega),
    client: html(client),
  });
}

interface Rendered {
  readonly id: string;
  readonly title: string;
  readonly body: ReturnType<typeof html>;
}

/** In reading order; a section with nothing to say is left out. */
function sectionsOf(page: PageInput, render: ReturnType<typeof templates>): Rendered[] {
  const section = (id: string, title: string, template: string, context: object): Rendered => ({
    id,
    title,
    body: html(render(template, context)),
  });
  const drawn = (id: Section, title: string): Rendered[] => {
    const figures = page.figures(id);
    return figures.length === 0 ? [] : [section(id, title, 'figures', { figures })];
  };
  const table = tableSection(page);
  const decisions = decisionsSection(page);
  return [
    section('trust', 'What to distrust', 'trust', trustSection(page)),
    ...(table.tables.length > 0 ? [section('table', 'All figures', 'table', table)] : []),
    ...drawn('cost', 'What it costs'),
    ...drawn('allocation', 'Allocation over time'),
    ...drawn('responses', 'Response times'),
    ...drawn('pairs', 'Seed by seed'),
    ...(decisions.decided.length > 0 ? [section('decisions', 'Decisions', 'decisions', decisions)] : []),
    ...drawn('sweep', 'Many arms'),
    section('instrument', 'The instrument', 'instrument', instrumentSection(page)),
    section('repeat', 'How to repeat it', 'repeat', repeatSection(page)),
  ];
}
