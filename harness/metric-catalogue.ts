import { readdir } from 'node:fs/promises';
import type { Millis } from './clock.ts';
import type { Metric } from './metric.ts';

/** What of an experiment's declaration metrics may rest on. */
export interface MetricTerms {
  /** Paper milliseconds. */
  readonly target: Millis;
  /** Of a container-second, in seconds of waiting. */
  readonly price: number;
}

/** What a file in harness/metrics/ exports to have its metrics in every table; files without `metrics` are ingredients. */
interface MetricFile {
  /** Its place among the tables' rows; a file without one comes last. Equal places go by file name. */
  readonly place?: number;
  readonly metrics?: (terms: MetricTerms) => readonly Metric[];
}

const ours = new URL('./metrics/', import.meta.url);

/** Every metric of the folder, in the order of the tables. A new file is found by being there. */
export async function metricCatalogue(terms: MetricTerms, folder: URL = ours): Promise<Metric[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts')).sort();
  const files: MetricFile[] = await Promise.all(names.map(name => import(new URL(name, folder).href)));
  const placeOf = ({ place = Number.MAX_VALUE }: MetricFile): number => place;
  const metrics = files.sort((a, b) => placeOf(a) - placeOf(b)).flatMap(file => file.metrics?.(terms) ?? []);
  const twice = metrics.find((metric, i) => metrics.findIndex(other => other.name === metric.name) < i);
  if (twice) {
    throw new Error(
      `Metrics: expected names to differ, found two called ${twice.name}; rename one in harness/metrics/.`,
    );
  }
  return metrics;
}
