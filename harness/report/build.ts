import type { Results } from '../results.ts';
import { clientScript, integrity, liveScript, packed, vegaScript } from './bundle.ts';
import { figures } from './figure.ts';
import { count, number } from './format.ts';
import { inlineTrials } from './inline-trials.ts';
import { patterns } from './legend.ts';
import { styleSheet } from './look.ts';
import type { PageInput } from './page-input.ts';
import { shortened } from './plain.ts';
import { sections } from './section.ts';
import { studiesOf } from './study.ts';
import { html, templates } from './template.ts';
import { verdictSection } from './verdict.ts';

const mostQuestion = 300;

/** Where the page is of a study that still runs: which drawing of it this is. */
export interface Running {
  readonly page: number;
}

/** The page of a study as one self-contained HTML text; the same results give the same bytes. */
export async function buildReport(results: Results, { live }: { live?: Running } = {}): Promise<string> {
  const studies = studiesOf(results);
  const drawn = await figures(studies);
  const page: PageInput = {
    results,
    studies,
    inline: inlineTrials(results, studies),
    running: live !== undefined,
    figures: section => drawn.bySection.get(section) ?? [],
  };
  const render = templates();
  const css = styleSheet();
  const vega = vegaScript();
  const client = clientScript();
  const verdict = verdictSection(page);
  const shown = (await sections()).flatMap(({ id, title, template, context }) => {
    const said = context(page);
    return said ? [{ id, title, body: html(render(template, said)) }] : [];
  });
  const { manifest, summary } = results;
  const { declared } = manifest;
  return render('page', {
    title: `${shortened(declared.experiment, 60)}: ${shortened(verdict.title, 120)}`,
    policy:
      `default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; ` +
      `style-src ${integrity(css)}; script-src ${integrity(client)} ${integrity(vega)}${live ? ` ${integrity(liveScript())}; connect-src 'self'` : ''}`,
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
          : `${live ? 'Still running' : 'Interrupted'}: ${summary.trials.length} of ${summary.planned} planned trials ${live ? 'have ended' : 'were run'}. All below rests on these.`
        : '',
    live: live ? { ...live, script: html(liveScript()) } : '',
    verdict,
    sections: shown,
    version: manifest.code.version,
    specs: html(packed(JSON.stringify(drawn.live))),
    trials: html(packed(JSON.stringify(page.inline.trials))),
    vega: html(packed(vega)),
    client: html(client),
  });
}
