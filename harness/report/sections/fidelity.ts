import { type Agreement, type Fidelity, HELD_TO } from '../../fidelity.ts';
import { readBeside } from '../beside-file.ts';
import { interval, number, ratio } from '../format.ts';
import type { PageInput } from '../page-input.ts';
import type { TextTable } from '../paper-tables.ts';
import type { Section } from '../section.ts';

export interface FidelityContext {
  readonly headline: string;
  readonly tone: 'good' | 'bad';
  readonly profile: string;
  readonly bounds: string;
  readonly metrics: TextTable & { readonly label: string };
  readonly verdicts: TextTable & { readonly label: string };
}

export const section: Section = {
  id: 'fidelity',
  title: 'Virtual time against the real world',
  place: 7,
  template: 'fidelity',
  context: (page: PageInput) => {
    const found = readBeside<Fidelity>(page.results.folder, 'fidelity.json');
    return found && fidelitySection(found);
  },
};

function fidelitySection({
  headline,
  agree,
  engines,
  profile,
  bounds,
  metrics,
  verdicts,
}: Fidelity): FidelityContext {
  const { real, virtual } = engines;
  const held = (one: Agreement): boolean => (HELD_TO as readonly string[]).includes(one.metric);
  const ordered = [...metrics.filter(held), ...metrics.filter(one => !held(one))];
  return {
    headline,
    tone: agree ? 'good' : 'bad',
    profile,
    bounds: `${bounds.low}–${bounds.high}`,
    metrics: {
      label: `Metrics on ${real} and in virtual time`,
      heads: ['metric', 'arm', real, virtual, `${real} / ${virtual} [90 %]`, 'within'],
      rows: ordered.map(one => [
        `${one.metric}${held(one) ? ' *' : ''}`,
        one.arm,
        `${number(one.real)} ${one.unit}`,
        `${number(one.virtual)} ${one.unit}`,
        one.ratio.scale === 'ratio' ? interval(one.ratio, ratio) : `difference ${interval(one.ratio)}`,
        one.within ? 'yes' : 'no',
      ]),
    },
    verdicts: {
      label: `Verdicts on ${real} and in virtual time`,
      heads: ['arm', real, virtual, 'opposite'],
      rows: verdicts.map(one => [one.arm, one.real, one.virtual, one.opposite ? 'yes' : 'no']),
    },
  };
}
