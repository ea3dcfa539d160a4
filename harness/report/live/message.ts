import type { PlannedTrial } from '../../plan.ts';
import type { TrialRow } from '../../summary.ts';
import type { Moment } from './moment.ts';

/** What the run tells the process that serves its page. */
export type ToServer =
  | { readonly say: 'open'; readonly folder: string }
  | { readonly say: 'kept'; readonly rows: readonly TrialRow[] }
  | { readonly say: 'began'; readonly planned: PlannedTrial }
  | { readonly say: 'moment'; readonly moment: Moment }
  | { readonly say: 'ended'; readonly row: TrialRow }
  | { readonly say: 'draw' }
  | { readonly say: 'finish' };

/** What that process answers: once it listens, after each drawing, and when its readers have the final page. */
export type FromServer =
  | { readonly say: 'listening'; readonly port: number }
  | { readonly say: 'drawn' }
  | { readonly say: 'finished' };
