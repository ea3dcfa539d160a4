import { type Agreement, type Fidelity, HELD_TO } from '../../fidelity.ts';
import { readBeside } from '../beside-file.ts';
import { interval, number, ratio } from '../format.ts';
import { metricLabel, unitLabel } from '../metric-label.ts';
import type { PageInput } from '../page-input.ts';
import type { TextTable } from '../paper-tables.ts';
import type { Section } from '../section.ts';

export interface FidelityContext {
  readonly headline: string;
  readonly tone: 'good' | 'bad';
  readonly profile: string;
  readonly bounds: string;
  readonly held: Labelled;
  readonly verdicts: Labelled;
  readonly others: Labelled;
}

interface Labelled extends TextTable {
  readonly label: string;
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

function fidelitySection({ headline, agree, engines, profile, ...found }: Fidelity): FidelityContext {
  const { real, virtual } = engines;
  const isHeld = ({ metric }: Agreement): boolean => (HELD_TO as readonly string[]).includes(metric);
  const table = (label: string, metrics: readonly Agreement[]): Labelled => ({
    label,
    heads: ['metric', 'arm', real, virtual, `${real} / ${virtual} [90 %]`, 'within'],
    rows: metrics.map(one => [
      metricLabel(one.metric),
      one.arm,
      shown(one.real, one.unit),
      shown(one.virtual, one.unit),
      one.ratio.scale === 'ratio' ? interval(one.ratio, ratio) : `difference ${interval(one.ratio)}`,
      one.within ? 'yes' : 'no',
    ]),
  });
  return {
    headline,
    tone: agree ? 'good' : 'bad',
    profile,
    bounds: `${found.bounds.low}–${found.bounds.high}`,
    held: table(`What ${real} and virtual time are held to`, found.metrics.filter(isHeld)),
    verdicts: {
      label: `Verdicts on ${real} and in virtual time`,
      heads: ['arm', real, virtual, 'opposite'],
      rows: found.verdicts.map(one => [one.arm, one.real, one.virtual, one.opposite ? 'yes' : 'no']),
    },
    others: table(
      `Other metrics on ${real} and in virtual time`,
      found.metrics.filter(one => !isHeld(one)),
    ),
  };
}

const shown = (value: number, unit: string): string => `${number(value)} ${unitLabel(unit)}`.trimEnd();
