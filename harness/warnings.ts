import type { Declared } from './manifest.ts';
import type { TrialRow, Warning, WorkloadSummary } from './summary.ts';

/** What to distrust about a study, each with advice. */
export function warningsOf(
  declared: Declared,
  planned: number,
  rows: readonly TrialRow[],
  workloads: readonly WorkloadSummary[],
): Warning[] {
  return [...incomplete(planned, rows), ...tooFew(declared, workloads)];
}

function incomplete(planned: number, rows: readonly TrialRow[]): Warning[] {
  const out: Warning[] = [];
  if (rows.length < planned) {
    out.push({
      id: 'interrupted',
      what: `${rows.length} of ${planned} planned trials were run.`,
      why: 'The study was interrupted; what is shown rests on the trials that ended.',
      advice: 'Run it again with --resume to finish the rest.',
    });
  }
  for (const state of ['failed', 'invalid', 'cut'] as const) {
    const bad = rows.filter(row => row.state === state);
    if (bad.length === 0) continue;
    out.push({
      id: `trials-${state}`,
      what: `${bad.length} of ${rows.length} trials ${state === 'cut' ? 'were cut at their limit' : `are ${state}`}.`,
      why: `The first, ${bad[0]!.trial}: ${bad[0]!.why ?? 'no reason kept'}.`,
      advice:
        state === 'cut'
          ? 'Their waits are lower bounds, so their arm cannot be called faster; raise loop.limit.'
          : 'They are in no average; run the study again, and look at the engine if it happens again.',
    });
  }
  return out;
}

function tooFew(declared: Declared, workloads: readonly WorkloadSummary[]): Warning[] {
  return workloads.flatMap(({ workload, arms }) =>
    arms
      .filter(arm => arm.arm !== declared.reference && arm.verdict?.word === 'not enough trials')
      .map(arm => ({
        id: 'too-few-trials',
        what: `${arm.arm} has ${arm.seeds} seeds on ${workload}.`,
        why: 'Below 9 seeds no exact test can tell a difference from chance after correction.',
        advice: 'Run with --seeds 10 or more.',
      })),
  );
}
