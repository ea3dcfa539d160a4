import type { Manifest } from '../manifest.ts';
import type { Summary } from '../summary.ts';

const FIELDS = ['block', 'workload', 'arm', 'seed', 'repetition'] as const;

/** In what a summary contradicts its manifest or itself, in words that complete "expected …"; undefined in nothing. */
export function disagreement({ plan, declared }: Manifest, summary: Summary): string | undefined {
  const planned = new Map(plan.map(line => [line.trial, line]));
  if (planned.size < plan.length) return 'every trial once in the plan, found one twice';
  // Another primary metric or reference than was declared is allowed, and stamped as asked post hoc.
  if (summary.experiment !== declared.experiment)
    return `experiment ${declared.experiment} as in manifest.json, found ${summary.experiment}`;
  const met = new Set<string>();
  for (const row of summary.trials) {
    const line = planned.get(row.trial);
    // A study that goes on until it knows enough has trials that its plan did not foresee.
    if (!line && !declared.stopping) return `only trials of the plan, found ${row.trial}`;
    if (met.has(row.trial)) return `every trial once, found ${row.trial} twice`;
    met.add(row.trial);
    const other = line && FIELDS.find(key => row[key] !== line[key]);
    if (line && other)
      return `${other} ${line[other]} of trial ${row.trial} as in the plan, found ${row[other]}`;
    if (row.state === 'failed' && Object.keys(row.metrics).length > 0)
      return `no metrics of trial ${row.trial}, which failed, found some`;
  }
  const known = new Set(summary.metrics.map(metric => metric.name));
  const odd = summary.trials.flatMap(row => Object.keys(row.metrics)).find(name => !known.has(name));
  if (odd !== undefined) return `only metrics of its list, found ${odd}`;
  for (const { workload, arms } of summary.workloads) {
    if (!declared.workloads.includes(workload)) return `only declared workloads, found ${workload}`;
    for (const { arm, trials } of arms) {
      const counted = summary.trials.filter(
        row => row.arm === arm && row.workload === workload && (row.state === 'valid' || row.state === 'cut'),
      ).length;
      if (trials > counted) return `at most ${counted} trials of ${arm} on ${workload}, found ${trials}`;
    }
  }
  return undefined;
}
