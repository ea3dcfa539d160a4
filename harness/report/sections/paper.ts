import type { ClaimVerdict } from '../../paper/claims.ts';
import type { Findings } from '../../paper/findings.ts';
import { fewestSeeds } from '../../stats/verdict.ts';
import type { Figure } from '../figure.ts';
import { capital, count } from '../format.ts';
import type { Tone } from '../leader.ts';
import type { PageInput } from '../page-input.ts';
import {
  counterfactualRows,
  decisionRows,
  fairRows,
  publishedRows,
  rangeSentence,
  staticRows,
  type TextTable,
} from '../paper-tables.ts';
import type { Section } from '../section.ts';

interface Judged {
  readonly word: string;
  readonly tone: Tone;
  readonly because: string;
}

export interface PaperContext {
  readonly real: boolean;
  readonly tally: string;
  /** Why Docker's figures are not to be leaned on; empty where they are. */
  readonly tooFew: string;
  readonly claims: readonly { claim: string; source: string; virtual: Judged; docker: Judged }[];
  readonly changed: readonly string[];
  readonly differences: readonly string[];
  readonly published: Labelled;
  readonly fair: Labelled;
  readonly range: string;
  readonly counterfactuals: Labelled;
  readonly statics: Labelled;
  readonly law: string;
  readonly decisions: Labelled;
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

/** A table with what a screen reader calls it. */
interface Labelled extends TextTable {
  readonly label: string;
}

export const section: Section = {
  id: 'paper',
  title: 'The paper, held to its own logs',
  place: 5,
  template: 'paper',
  context: page => {
    const found = page.studies[0]?.paper;
    return found && paperSection(page, found);
  },
};

function paperSection(page: PageInput, found: Findings): PaperContext {
  const { claims, published, decisions, notes, changed, measured } = found;
  const words: readonly ClaimVerdict[] = ['reproduced', 'not reproduced', 'not comparable'];
  const tally = words.map(word => `${claims.filter(({ verdict }) => verdict === word).length} ${word}`);
  return {
    real: measured.length > 0,
    tally: `Of ${claims.length} claims, in virtual time at full scale: ${tally.join(', ')}.`,
    tooFew: tooFew(found),
    claims: claims.map(({ claim, source, verdict, because, measured: seen }) => ({
      claim,
      source,
      virtual: judged(verdict, because),
      docker: seen ? judged(seen.verdict, seen.because) : { word: 'Not run', tone: 'plain', because: '' },
    })),
    changed,
    differences: published.differences.map(difference => `${capital(difference)}.`),
    published: { label: 'Table 2 as published', ...publishedRows(found) },
    fair: { label: 'Both arms on each workload', ...fairRows(found) },
    range: rangeSentence(found),
    counterfactuals: { label: 'What would have been, in virtual time', ...counterfactualRows(found) },
    statics: { label: 'All static sizes in virtual time', ...staticRows(found) },
    law: `The law identified from the logs gives ${decisions.agreeing} of the ${decisions.rows} logged moves, and ${decisions.robustAgreeing} of the ${decisions.robust} whose answer does not hang on the 2 s by which the rebuilt ages may be off.`,
    decisions: { label: 'Logged moves and those of the law', ...decisionRows(found) },
    notes,
    figures: page.figures('paper'),
  };
}

function tooFew({ measured }: Findings): string {
  const seeds = measured.find(({ workload }) => workload === 'A')?.ratio?.n ?? 0;
  if (measured.length === 0 || seeds >= fewestSeeds) return '';
  return `Not enough trials on Docker: ${count(seeds, 'pair')} on A, and no verdict is sure below ${fewestSeeds}.`;
}

const tones = {
  reproduced: 'good',
  'not reproduced': 'bad',
  'not comparable': 'doubt',
  undecided: 'doubt',
} as const;

const judged = (word: ClaimVerdict | 'undecided', because: string): Judged => ({
  word: capital(word),
  tone: tones[word],
  because,
});
