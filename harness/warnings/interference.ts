import type { VerdictWord, Warning } from '../summary.ts';
import type { Doubtful } from '../warning.ts';

export const place = 70;

/** Something outside the design took the host's CPU: throttled, saturated or shared (METHOD, rule 13). */
export function warnings({ interference, rows }: Doubtful): Warning[] {
  const { flagged, changed } = interference;
  if (flagged.length === 0) return [];
  const first = flagged[0]!;
  return [
    {
      id: 'interference',
      what: `The host was disturbed in ${flagged.length} of ${rows.length} trials.`,
      why: `The first, ${first.trial}: ${first.flags.join('; ')}. ${
        changed.length === 0
          ? 'Without the flagged trials every verdict is the same.'
          : `Without the flagged trials: ${changed.map(({ arm, word }) => `${arm}: ${word}`).join('; ')}.`
      }`,
      advice: advice(changed.map(({ word }) => word)),
    },
  ];
}

/** `without`: the verdicts that are others without the flagged trials. */
function advice(without: readonly VerdictWord[]): string {
  if (without.length === 0)
    return 'Nothing hangs on it; close what else runs on this host before the next study.';
  if (without.every(word => word === 'not enough trials'))
    return 'Too few seeds are left to confirm these verdicts: close what else runs on this host, and run it again with a seed or two more.';
  return 'Do not rely on these verdicts: close what else runs on this host, and run it again.';
}
