import type { TrialRow, Warning } from '../summary.ts';
import type { Doubtful } from '../warning.ts';

export const place = 20;

const told: Record<Exclude<TrialRow['state'], 'valid'>, { what: string; advice: string }> = {
  failed: {
    what: 'are failed',
    advice: 'They are in no average; run the study again, and look at the engine if it happens again.',
  },
  invalid: {
    what: 'are invalid',
    advice: 'They are in no average; run the study again, and look at the engine if it happens again.',
  },
  cut: {
    what: 'were cut at their limit',
    advice: 'Their waits are lower bounds, so their arm cannot be called faster; raise loop.limit.',
  },
};

/** Trials that gave no whole trace, or one that does not add up. */
export const warnings = ({ rows }: Doubtful): Warning[] =>
  (['failed', 'invalid', 'cut'] as const).flatMap(state => {
    const bad = rows.filter(row => row.state === state);
    if (bad.length === 0) return [];
    return {
      id: `trials-${state}`,
      what: `${bad.length} of ${rows.length} trials ${told[state].what}.`,
      why: `The first, ${bad[0]!.trial}: ${bad[0]!.why ?? 'no reason kept'}.`,
      advice: told[state].advice,
    };
  });
