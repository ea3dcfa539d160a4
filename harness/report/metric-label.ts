import type { Summary } from '../summary.ts';

export type MetricInfo = Summary['metrics'][number];

const first = new Set(['mean', 'p50', 'p95', 'p99', 'max', 'peak']);

/** `wait.mean` is "mean wait", `response.p50` "median response", `theta.under` "theta, under". */
export function metricLabel(name: string): string {
  const [subject, ...rest] = name.split('.').map(words);
  const kind = rest.join(', ');
  if (rest.length === 0) return subject!;
  if (rest.length > 1 || !first.has(kind)) return `${subject}, ${kind}`;
  return `${kind === 'p50' ? 'median' : kind} ${subject}`;
}

/** `containerSeconds` is "container seconds", `slo` "SLO". */
const words = (part: string): string =>
  part === 'slo'
    ? 'SLO'
    : part.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** What stands after a number; nothing for plain counts. */
export const unitLabel = (unit: string): string =>
  unit === '1' ? '' : unit === 'container-seconds' ? 'container-s' : unit === 'per minute' ? '/min' : unit;

/** "mean wait (s)". */
export const withUnit = ({ name, unit }: MetricInfo): string => {
  const label = metricLabel(name);
  // "peak containers" and "container seconds" say their unit themselves.
  const said = unit === '1' || (unit.length > 2 && label.replace(' ', '-').includes(unit));
  return said ? label : `${label} (${unitLabel(unit)})`;
};
