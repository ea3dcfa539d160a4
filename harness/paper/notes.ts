import { type Evidence, sized } from './evidence.ts';
import { loggedDecisions } from './figures.ts';
import { off, short } from './judge.ts';
import type { Measured } from './measured.ts';

/** Simulation and log are called apart from here on. */
const worthTelling = 0.05;

/** Where the figures disagree with the logs, and what is known of the reasons. */
export function notes(evidence: readonly Evidence[], measured: readonly Measured[]): string[] {
  return [...simulated(evidence), ...removals(), ...onEngine(measured, evidence)];
}

function simulated(evidence: readonly Evidence[]): string[] {
  const far = evidence.flatMap(one => {
    const by = one.francis.wait / one.logged.francis - 1;
    return Math.abs(by) < worthTelling
      ? []
      : [
          `${one.workload} (${short(one.francis.wait)} s, ${off(by)} the log’s ${short(one.logged.francis)} s)`,
        ];
  });
  return far.length === 0
    ? []
    : [
        `In virtual time Francis does not wait as in the log on ${far.join(', ')}. The setting (13.4 CPU-seconds a request, 3.75 cores, 12.3 s a slot) was identified on all logs together and is not fitted to each; the author’s host may have given less CPU on other days.`,
      ];
}

/** The logged slots in which a container was removed last longer; the simulation removes in no time. */
function removals(): string[] {
  const rows = loggedDecisions();
  const after = (removing: boolean): number[] =>
    rows
      .flatMap((row, i) => {
        const next = rows[i + 1];
        return next?.run === row.run && row.slot > 1 && row.logged < 0 === removing
          ? [(next.at - row.at) / 1000]
          : [];
      })
      .sort((a, b) => a - b);
  const median = (values: readonly number[]): number => values[Math.floor(values.length / 2)]!;
  const [longer, usual] = [after(true), after(false)];
  return [
    `In the logs a slot after a removal lasts ${short(median(longer))} s in the median and up to ${short(Math.max(...longer))} s, other slots ${short(median(usual))} s: the script that removes a container holds up the loop until it is gone. Here the law asks for removals at the same places, but “the oldest idle one” is often nobody, since all containers are busy just after work was handed out, and the loop does not wait. So the allocation comes down later here than in the logs, and on p5 it peaks higher.`,
  ];
}

function onEngine(measured: readonly Measured[], evidence: readonly Evidence[]): string[] {
  return measured.flatMap(one => {
    const log = evidence.find(({ workload }) => workload === one.workload)!;
    const { francis, static5, slots, delivered } = one;
    const arms = [
      { arm: 'Francis', wait: francis.wait.point, logged: log.logged.francis, simulated: log.francis.wait },
      {
        arm: '5 static containers',
        wait: static5.wait.point,
        logged: log.logged.static5,
        simulated: sized(log, 5).wait,
      },
    ];
    const told = arms.map(({ arm, wait, logged, simulated }) => {
      const line = logged ?? simulated;
      return `${arm} waited ${short(wait)} s, ${off(wait / line - 1)} the ${short(line)} s of the ${logged === undefined ? 'simulation' : 'log'}`;
    });
    return [
      `Measured on ${one.workload}: ${told.join('; ')}. Slots lasted ${short(slots.francis)} s with Francis and ${short(slots.static5)} s without, and the host delivered ${short(delivered)} % of the CPU that the design allows${delivered > 105 ? ', more than it showed when it was measured before the study: busy containers then share more than 3.75 paper cores, which favours the arm with more of them' : ''}. A start took ${short(one.startDelay)} paper seconds, since starts do not shrink with the time scale; with starts as long, Francis waits ${short(one.waitWithItsStarts)} s in virtual time instead of ${short(log.francis.wait)} s.`,
      ...scatter(one),
    ];
  });
}

/** Single runs of Francis differ more than those of a static size: a little noise decides which slot serves a request. */
function scatter({ workload, waits }: Measured): string[] {
  const [least, most] = [waits[0]!, waits.at(-1)!];
  return waits.length < 2 || most / least < 1 + 2 * worthTelling
    ? []
    : [
        `On ${workload} single runs of Francis waited between ${short(least)} and ${short(most)} s (n = ${waits.length}). A request takes 13.4 s and more of slots of 13.2 s: whether it ends just before or just after a slot begins decides whether its container serves another one slot earlier, and each such chance moves the decisions that follow. One run a row, as in the paper, cannot tell the arms apart.`,
      ];
}
