import type { BestSizes, Size, Sizes } from '../../best-sizes.ts';
import { readBeside } from '../beside-file.ts';
import { brackets, exact, number, ratio } from '../format.ts';
import { metricLabel } from '../metric-label.ts';
import type { PageInput } from '../page-input.ts';
import type { TextTable } from '../paper-tables.ts';
import type { Section } from '../section.ts';

export interface BestSizesContext {
  readonly metric: string;
  readonly price: string;
  readonly seeds: number;
  readonly freshSeeds: number;
  readonly sets: Labelled;
  readonly controllers: readonly { readonly title: string; readonly sizes: Labelled }[];
}

interface Labelled extends TextTable {
  readonly label: string;
}

export const section: Section = {
  id: 'best-sizes',
  title: 'Which sizes are as good as the best',
  place: 82,
  template: 'best-sizes',
  context: (page: PageInput) => {
    const found = readBeside<Sizes>(page.results.folder, 'best-sizes.json');
    return found && bestSizesSection(found);
  },
};

function bestSizesSection({ primary, price, seeds, freshSeeds, found }: Sizes): BestSizesContext {
  const several = new Set(found.map(one => one.workload)).size > 1;
  const nameOf = (one: BestSizes): string =>
    several ? `${one.controller} on ${one.workload}` : one.controller;
  return {
    metric: metricLabel(primary),
    price: exact(price),
    seeds: seeds.length,
    freshSeeds: freshSeeds.length,
    sets: {
      label: 'The best sizes of each controller',
      heads: ['controller', 'best', 'not to be told from it', 'confirmed on fresh seeds'],
      rows: found.map(one => [
        nameOf(one),
        String(one.best),
        one.candidates.join(', '),
        one.confirmed.join(', '),
      ]),
    },
    controllers: found.map(one => ({
      title: nameOf(one),
      sizes: {
        label: `The sizes of ${nameOf(one)}`,
        heads: ['kMin', metricLabel(primary), 'ratio to the best [95 %]', 'on fresh seeds', 'ratio there'],
        rows: one.sizes.map(size => [
          `${size.kMin}${size.kMin === one.best ? ' (best)' : ''}`,
          number(size.mean),
          ratioOf(size),
          size.fresh ? number(size.fresh.mean) : 'not asked',
          size.fresh ? ratioOf(size.fresh) : '',
        ]),
      },
    })),
  };
}

function ratioOf({ ratio: found, worse }: Pick<Size, 'ratio' | 'worse'>): string {
  if (!found) return '';
  const known = { ...found, confidence: 0.95, n: 2, method: '' };
  return `${ratio(found.point)} ${brackets(known, ratio)}${worse ? ' worse' : ''}`;
}
