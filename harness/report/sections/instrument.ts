import { quantile } from '../../stats/quantile.ts';
import type { Digest } from '../digest.ts';
import type { Figure } from '../figure.ts';
import { count, duration, list, notAvailable, number } from '../format.ts';
import { armSwatch } from '../legend.ts';
import type { PageInput } from '../page-input.ts';
import { shortened } from '../plain.ts';
import type { Section } from '../section.ts';
import type { Study, StudyArm } from '../study.ts';
import type { Html } from '../template.ts';
import { type Threat, threats } from '../threats.ts';

export interface InstrumentContext {
  readonly rows: readonly { arm: string; swatch: Html; cells: readonly string[] }[];
  readonly ledger: string;
  /** What could be read of the host beside the load, and what was odd. */
  readonly interference: string;
  readonly flagged: readonly { readonly trial: string; readonly flags: string }[];
  readonly flaggedLeft: string;
  readonly threats: readonly Threat[];
  readonly figures: readonly Figure[];
}

export const section: Section = {
  id: 'instrument',
  title: 'The instrument',
  place: 90,
  template: 'instrument',
  context: instrumentSection,
};

/** How well the harness itself measured, and what the study cannot tell. */
function instrumentSection(page: PageInput): InstrumentContext {
  return {
    rows: page.studies.flatMap(study =>
      study.arms.filter(arm => arm.trials.length > 0).map(arm => rowOf(study, arm)),
    ),
    ledger: ledger(page),
    ...interference(page),
    threats: threats(page),
    figures: page.figures('instrument'),
  };
}

function rowOf(study: Study, arm: StudyArm): InstrumentContext['rows'][number] {
  const { trials } = arm;
  const late = (pick: (trial: Digest) => Float64Array): string => {
    const all = Float64Array.from(trials.flatMap(trial => [...pick(trial)])).sort();
    return all.length === 0
      ? notAvailable
      : [0.5, 0.99, 1].map(share => number(quantile(all, share), { digits: 2 })).join(' / ');
  };
  const harness = trials.flatMap(trial =>
    trial.harness ? [{ ...trial.harness, wall: trial.wall.span }] : [],
  );
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const total = (pick: (trial: Digest) => number): number =>
    trials.reduce((sum, trial) => sum + pick(trial), 0);
  return {
    arm: study.several ? `${study.workload}: ${arm.label}` : arm.label,
    swatch: armSwatch(arm),
    cells: [
      String(trials.length),
      late(trial => trial.wall.sends),
      late(trial => trial.wall.slots),
      late(trial => trial.wall.slotsWhileStarting),
      harness.length === 0
        ? notAvailable
        : `${number(mean(harness.map(one => (100 * one.cpuMs) / one.wall)), { digits: 2 })} %`,
      harness.length === 0
        ? notAvailable
        : `${number(mean(harness.map(one => one.memoryMiB)), { digits: 3 })} MiB`,
      `${total(one => one.requests.failed)} / ${total(one => one.requests.retried)} / ${total(one => one.requests.unfinished)}`,
    ],
  };
}

const mostFlagged = 20;

/** The interference ledger: which trials something outside the design disturbed. */
function interference({
  results: { summary },
}: PageInput): Pick<InstrumentContext, 'interference' | 'flagged' | 'flaggedLeft'> {
  const { flagged = [], changed = [], available } = summary.interference ?? {};
  const nothing = { interference: '', flagged: [], flaggedLeft: '' };
  const total = summary.trials.filter(({ ledger }) => ledger).length;
  if (!available || total === 0) return nothing;
  const names = {
    delivered: 'CPU delivered',
    steal: 'CPU stolen by a hypervisor',
    foreign: 'containers of others',
    probe: 'a fixed work probe before each block',
  };
  const known = (Object.keys(names) as (keyof typeof names)[]).map(
    counter =>
      `${names[counter]} (${available[counter] === 0 ? notAvailable : `n = ${count(available[counter], 'trial')}`})`,
  );
  const verdicts =
    flagged.length === 0
      ? 'no trial was disturbed'
      : `${count(flagged.length, 'trial')} of ${total} ${flagged.length === 1 ? 'was' : 'were'} disturbed; ${
          changed.length === 0
            ? 'without them every verdict is the same'
            : `without them: ${list(changed.map(({ arm, word }) => `${arm}: ${word}`))}`
        }`;
  return {
    interference: `Interference ledger of ${list(known)}: ${verdicts}.`,
    flagged: flagged
      .slice(0, mostFlagged)
      .map(({ trial, flags }) => ({ trial, flags: shortened(list(flags), 400) })),
    flaggedLeft:
      flagged.length > mostFlagged
        ? `… and ${count(flagged.length - mostFlagged, 'more trial')}; see summary.json.`
        : '',
  };
}

/** What the traces tell of strangers on the host. */
function ledger({ studies, results }: PageInput): string {
  const delivered = studies.flatMap(study =>
    study.arms.flatMap(arm => arm.trials.map(trial => trial.row.metrics['work.delivered'] ?? Number.NaN)),
  );
  const known = delivered.filter(Number.isFinite);
  const wall = studies
    .flatMap(study => study.arms.flatMap(arm => arm.trials))
    .reduce((sum, trial) => sum + trial.wall.span, 0);
  const { name, facts } = results.manifest.engine;
  const { usableCores, quota } = facts;
  const simulated = name === 'simulated';
  return (
    `Load ran for ${duration(wall)} of ${simulated ? 'virtual' : 'wall'} time in all. A container’s quota was ${number(quota)} cores; together they could use ${number(usableCores)}. ` +
    (known.length === 0
      ? 'How much of its CPU the host delivered is not available.'
      : `Of the CPU that the design allows, the host delivered between ${number(Math.min(...known))} and ${number(Math.max(...known))} % (n = ${count(known.length, 'trial')}); ` +
        `${count(known.filter(value => value < 95).length, 'trial')} got less than 95 %${simulated ? '' : ', which something else on the host took'}.`)
  );
}
