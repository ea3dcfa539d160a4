import type { Results } from '../results.ts';
import type { Figure } from './figure.ts';
import type { InlineTrials } from './inline-trials.ts';
import type { Study } from './study.ts';

/** What every section of the page is made from. */
export interface PageInput {
  readonly results: Results;
  readonly studies: readonly Study[];
  readonly inline: InlineTrials;
  /** The study has not ended: what is missing is not lost. */
  readonly running: boolean;
  figures(section: string): readonly Figure[];
}
