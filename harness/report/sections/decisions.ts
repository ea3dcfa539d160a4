import type { Figure } from '../figure.ts';
import { count, exact } from '../format.ts';
import type { PageInput } from '../page-input.ts';
import type { Section } from '../section.ts';

export interface Decided {
  readonly figure: Figure;
  readonly summary: string;
  readonly rows: readonly (readonly string[])[];
  readonly left: string;
}

export interface DecisionsContext {
  readonly note: string;
  readonly decided: readonly Decided[];
}

const mostRows = 120;
const columns = ['t', 'queued', 'running', 'existing', 'ready', 'wanted', 'applied', 'reason'];

export const section: Section = {
  id: 'decisions',
  title: 'Decisions',
  place: 70,
  template: 'decisions',
  context: page => {
    const context = decisionsSection(page);
    return context.decided.length > 0 ? context : undefined;
  },
};

/** What the controller saw, wanted, got, and why; any trial that the page holds can be picked. */
function decisionsSection(page: PageInput): DecisionsContext {
  const { trials, left } = page.inline;
  return {
    note:
      left > 0
        ? `${count(trials.length, 'trial')} can be picked here; ${left} more are in trials/, one file each.`
        : '',
    decided: page.figures('decisions').map(figure => ({ figure, ...reasonsOf(page, figure) })),
  };
}

/** The decisions as a table, for those who do not hover. */
function reasonsOf({ inline }: PageInput, figure: Figure): Omit<Decided, 'figure'> {
  const trial = inline.trials.find(one => one.trial === figure.shown);
  const table = trial?.tables.decisions;
  const length = table?.t?.length ?? 0;
  const rows = Array.from({ length: Math.min(length, mostRows) }, (_, i) =>
    columns.map(column => {
      const value = table![column]![i]!;
      return typeof value === 'number' ? exact(value) : value;
    }),
  );
  return {
    summary: `The ${count(length, 'decision')} of this trial as a table, with reasons`,
    rows,
    left: length > mostRows ? `… and ${length - mostRows} more in the trial’s file.` : '',
  };
}
