import { median } from 'simple-statistics';
import type { Ledger, TrialRow } from './summary.ts';

/** What the design does not explain (METHOD, rule 13), in percent. */
const accepted = { undelivered: 5, steal: 1, drift: 5 };

const percent = (value: number): string => `${value.toFixed(1)} %`;

/** What was wrong with the host during each trial, in words; trials of which nothing is wrong are left out. */
export function flaggedOf(rows: readonly TrialRow[]): { trial: string; flags: string[] }[] {
  const probes = rows.flatMap(({ ledger }) => ledger?.probe ?? []);
  const usual = probes.length > 0 ? median(probes) : Number.NaN;
  return rows.flatMap(({ trial, ledger }) => {
    const flags = ledger ? flagsOf(ledger, usual) : [];
    return flags.length > 0 ? [{ trial, flags }] : [];
  });
}

/** `usual`: the median of the study's work probes, milliseconds. */
function flagsOf({ delivered, steal, foreign, probe }: Ledger, usual: number): string[] {
  const flags: string[] = [];
  if (delivered !== null && delivered < 100 - accepted.undelivered)
    flags.push(`the host delivered ${percent(delivered)} of the CPU that the design allows`);
  if (steal !== null && steal > accepted.steal) flags.push(`${percent(steal)} of the CPU was stolen`);
  if (foreign !== null && foreign > 0)
    flags.push(`${foreign} ${foreign === 1 ? 'container' : 'containers'} of others ran`);
  const drift = probe === null ? 0 : (100 * probe) / usual - 100;
  if (Math.abs(drift) > accepted.drift)
    flags.push(
      `the work probe before its block took ${percent(Math.abs(drift))} ${drift > 0 ? 'longer' : 'less'} than usual`,
    );
  return flags;
}

/** Of how many trials each counter is known. */
export const availability = (rows: readonly TrialRow[]): Record<keyof Ledger, number> => {
  const known = (counter: keyof Ledger): number =>
    rows.filter(({ ledger }) => ledger?.[counter] != null).length;
  return {
    delivered: known('delivered'),
    steal: known('steal'),
    foreign: known('foreign'),
    probe: known('probe'),
  };
};
