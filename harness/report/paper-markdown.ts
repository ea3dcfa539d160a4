import type { Findings } from '../paper/findings.ts';
import type { Results } from '../results.ts';
import {
  counterfactualRows,
  fairRows,
  publishedRows,
  rangeSentence,
  type TextTable,
} from './paper-tables.ts';

/** The paper's claims as Markdown, for the summary of a job in CI or an issue. */
export function paperMarkdown({ manifest, summary }: Results, found: Findings): string {
  const { published, claims, notes, changed, decisions, measured } = found;
  const real = measured.length > 0;
  return `${[
    '## The DockerAWM report, held to its own logs',
    `${summary.headline} (${manifest.engine.name}, time scale ${manifest.declared.timeScale}${manifest.quick ? ', quick: **not enough trials**' : ''})`,
    ...(changed.length > 0
      ? ['### Verdicts that changed', ...changed.map(one => `- ${escaped(one)}`)]
      : ['All verdicts are the recorded ones.']),
    '### Claims',
    table({
      heads: ['claim', 'source', 'in virtual time', ...(real ? ['on Docker'] : [])],
      rows: claims.map(({ claim, source, verdict, because, measured: seen }) => [
        claim,
        source,
        `**${verdict}** ${because}`,
        ...(real ? [seen ? `**${seen.verdict}** ${seen.because}` : 'not run'] : []),
      ]),
    }),
    '### Table 2 as published',
    `**Not like for like**: ${published.differences.map(escaped).join('; ')}.`,
    table(publishedRows(found)),
    '### Like for like on each workload',
    table(fairRows(found)),
    rangeSentence(found),
    '### What would have been, in virtual time',
    table(counterfactualRows(found)),
    `The identified law gives ${decisions.agreeing} of the ${decisions.rows} logged moves, ${decisions.robustAgreeing} of the ${decisions.robust} that do not hang on rebuilt ages.`,
    '### Notes',
    notes.map(note => `- ${escaped(note)}`).join('\n'),
  ].join('\n\n')}\n`;
}

function table({ heads, rows }: TextTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(heads), `|${' --- |'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

const escaped = (text: string): string => text.replace(/([|\\<`])/g, '\\$1');
