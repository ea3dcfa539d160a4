import { stoppingSentence } from '../../stopping.ts';
import type { Figure } from '../figure.ts';
import { capital, count, percent } from '../format.ts';
import type { PageInput } from '../page-input.ts';
import { shortened } from '../plain.ts';
import type { Section } from '../section.ts';
import { share } from '../study.ts';

export interface TrustContext {
  /** Two trials and more were compared. */
  readonly compared: boolean;
  readonly sameRequests: boolean;
  readonly stamp: string;
  readonly differences: readonly string[];
  readonly facts: readonly string[];
  readonly warnings: readonly { what: string; why: string; advice: string }[];
  readonly odd: readonly { trial: string; state: string; why: string }[];
  readonly oddLeft: string;
  readonly figures: readonly Figure[];
}

const mostOdd = 20;

export const section: Section = {
  id: 'trust',
  title: 'What to distrust',
  place: 10,
  template: 'trust',
  context: trustSection,
};

/** What to distrust: warnings with advice, the like-for-like stamp, how many trials there are. */
function trustSection(page: PageInput): TrustContext {
  const { manifest, summary } = page.results;
  const { likeForLike, warnings, trials, planned } = summary;
  const odd = trials.filter(row => row.state !== 'valid');
  return {
    compared: trials.length > 1,
    sameRequests: likeForLike.ok,
    stamp: likeForLike.ok
      ? 'Like for like: on every seed all arms were given the same requests, and everything but the arm was equal.'
      : 'Not like for like: no verdict can be drawn from this study.',
    differences: likeForLike.differences.slice(0, mostOdd).map(words => shortened(sentence(words), 400)),
    facts: facts(page),
    warnings: warnings.map(({ what, why, advice }) => ({
      what: shortened(what, 400),
      why: shortened(why, 1000),
      advice: shortened(advice, 600),
    })),
    odd: odd
      .slice(0, mostOdd)
      .map(({ trial, state, why }) => ({ trial, state, why: shortened(why ?? '', 400) })),
    oddLeft:
      odd.length > mostOdd ? `… and ${count(odd.length - mostOdd, 'more trial')}; see summary.json.` : '',
    figures: page.figures('trust'),
  };

  function facts({ studies, results }: PageInput): string[] {
    const states = Map.groupBy(trials, row => row.state);
    const of = (state: (typeof trials)[number]['state']): number => states.get(state)?.length ?? 0;
    const parts = (['valid', 'cut', 'invalid', 'failed'] as const)
      .filter(state => of(state) > 0)
      .map(state => `${of(state)} ${state}`);
    const before = share(manifest.detectable);
    const seen = studies.filter(study => Number.isFinite(study.detectable));
    return [
      trials.length === 0
        ? `None of ${count(planned, 'planned trial')} has ended.`
        : `${count(trials.length, 'trial')} of ${planned} planned: ${parts.join(', ')}.${trials.length === planned ? '' : page.running ? ' The study still runs.' : ' The study was interrupted.'}`,
      ...(summary.stopping ? [stoppingSentence(summary.stopping)] : []),
      ...notes(results.journal),
      ...(manifest.quick ? ['A quick study: too few seeds to be sure of anything.'] : []),
      ...(Number.isFinite(before) && before > 0
        ? [`Told before it began: differences from about ${percent(before)} on would be seen.`]
        : []),
      ...seen.map(
        study =>
          `As it came out${study.several ? ` on ${study.workload}` : ''}: differences from about ${percent(study.detectable)} on are seen in 4 of 5 such studies.`,
      ),
    ];
  }
}

/** What befell the study while it was run: trials cut off or repeated, an engine that went away, a forced resumption. */
function notes(journal: PageInput['results']['journal']): string[] {
  const told = journal.flatMap(({ note }) => note ?? []);
  const left = told.length - mostOdd;
  return [
    ...told.slice(0, mostOdd).map(note => shortened(note, 400)),
    ...(left > 0 ? [`… and ${count(left, 'more note')}; see journal.jsonl.`] : []),
  ];
}

const sentence = (words: string): string => `${capital(words)}.`;
