import type { Millis } from './clock.ts';
import type { Cluster, Container } from './engine.ts';
import type { Fault } from './experiment.ts';
import type { Recorder } from './recorder.ts';
import type { Rng } from './rng.ts';

/**
 * Does an experiment's faults to a cluster at their times. Victims are drawn from a stream of the trial's own, among
 * containers that are ready or busy; `share` of them, at least one.
 */
export function scheduleFaults(options: {
  faults: readonly Fault[];
  now: () => Millis;
  later: (ms: Millis, then: () => void) => void;
  cluster: Cluster;
  recorder: Recorder;
  timeScale: number;
  chance: Rng;
}): void {
  const { faults, now, later, cluster, recorder, timeScale, chance } = options;
  const victims = (share: number): Container[] => {
    const alive = cluster.containers().filter(c => c.state === 'ready' || c.state === 'busy');
    const count = Math.min(alive.length, Math.max(1, Math.round(share * alive.length)));
    const drawn: Container[] = [];
    while (drawn.length < count) drawn.push(...alive.splice(chance.int(0, alive.length - 1), 1));
    return drawn;
  };
  const record = (kind: string, container?: Container): void =>
    recorder.rare({ type: 'fault', at: now(), kind, ...(container ? { container: container.id } : {}) });

  for (const fault of faults) {
    later(fault.at * timeScale, () => {
      if (fault.kind === 'kill-container') {
        for (const victim of victims(fault.share)) {
          record(fault.kind, victim);
          cluster.harm(victim, 'kill');
        }
      } else if (fault.kind === 'pause-container') {
        for (const victim of victims(fault.share)) {
          record(fault.kind, victim);
          cluster.harm(victim, 'pause');
          later(fault.lasting * timeScale, () => {
            if (victim.state === 'gone') return;
            record('resume-container', victim);
            cluster.harm(victim, 'resume');
          });
        }
      } else {
        record(fault.kind);
        cluster.hinder(
          fault.kind === 'fail-start' ? { failStarts: fault.count } : { delay: fault.delay * timeScale },
        );
        if (fault.kind === 'slow-engine')
          later(fault.lasting * timeScale, () => cluster.hinder({ delay: 0 }));
      }
    });
  }
}
