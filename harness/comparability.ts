import { type Conditions, differences } from './conditions.ts';
import type { Manifest } from './manifest.ts';
import type { Results } from './results.ts';
import type { TrialRow } from './summary.ts';

/** The one thing beside the arm that a comparison of studies may declare as its question. */
export type Factor = 'engine' | 'host' | 'commit' | 'day';
export const factors: readonly Factor[] = ['engine', 'host', 'commit', 'day'];
/** Those that explain little before those that explain much: the advice must not be wider than the difference. */
const rarestFirst: readonly Factor[] = ['day', 'commit', 'engine', 'host'];

/** Whether studies may be compared. */
export interface Comparability {
  readonly ok: boolean;
  /** Why not, in words: what differs beside the declared factor. */
  readonly why: readonly string[];
  /** What differs as the declared factor, or follows from it. */
  readonly differing: readonly string[];
  /** A factor that, declared, would allow the comparison. */
  readonly advice: Factor | undefined;
}

/** Measured anew by each study, so that equal hosts differ by noise; less than this is no difference. */
const quotaNoise = 0.02;
const day = 24 * 3_600_000;

interface Group {
  /** The factors that these conditions may differ under. */
  readonly under: readonly Factor[];
  readonly of: (manifest: Manifest, other: Manifest) => Conditions;
}

const simulated = ({ engine }: Manifest): boolean => engine.name === 'simulated';
/** In virtual time the host, its day and its CPU change nothing. */
const bothReal = (one: Manifest, other: Manifest): boolean => !simulated(one) && !simulated(other);

const groups: readonly Group[] = [
  { under: [], of: ({ declared }) => declaredConditions(declared) },
  { under: ['commit'], of: ({ code }) => ({ 'code that decides results (SHA-256)': code.sha256 }) },
  { under: ['engine'], of: ({ engine }) => ({ engine: engine.name }) },
  {
    under: ['engine', 'host'],
    of: ({ engine }, other) =>
      engine.name === other.engine.name
        ? Object.fromEntries(
            Object.entries(engine.facts.details)
              .filter(([name]) => !/image/i.test(name) && !measured.has(name))
              .map(([name, value]) => [`engine’s ${name}`, String(value)]),
          )
        : {},
  },
  { under: ['engine', 'host', 'commit'], of: (one, other) => imageOf(one, other) },
  {
    under: ['host'],
    of: (one, other) =>
      bothReal(one, other)
        ? Object.fromEntries(Object.entries(one.host).map(([name, value]) => [`host’s ${name}`, value]))
        : {},
  },
];

/** Engine details that are measurements, not properties; the quota is compared within its noise. */
const measured = new Set(['stepsPerCpuMs']);

function imageOf({ engine }: Manifest, other: Manifest): Conditions {
  const id = engine.facts.details.imageId ?? engine.facts.details.image;
  return engine.name === other.engine.name && id !== undefined ? { image: String(id) } : {};
}

function declaredConditions({
  loop,
  settings,
  timeScale,
  kMax,
  faults,
  observe,
  target,
  price,
}: Manifest['declared']): Conditions {
  const { profile, ...rest } = settings;
  return {
    'slot (ms)': loop.slot,
    dispatch: loop.dispatch,
    'rest of the loop': JSON.stringify({ ...loop, slot: undefined, dispatch: undefined }),
    'time scale': timeScale,
    kMax,
    settings: JSON.stringify(rest),
    'profile of the simulated host': profile ? JSON.stringify(profile) : 'that of the engine',
    faults: JSON.stringify(faults),
    observation: JSON.stringify(observe),
    'target (ms)': target,
    'price of a container-second': price,
  };
}

/** Compares two studies: what differs, by the factors that it may differ under. */
function unlikeStudies(one: Results, other: Results): { what: string; under: readonly Factor[] }[] {
  const [a, b] = [one.manifest, other.manifest];
  const found = groups.flatMap(({ under, of }) =>
    differences(of(a, b), of(b, a)).map(what => ({ what, under })),
  );
  // Another host has its own days and its own cores; the same host has neither.
  const elsewhere: readonly Factor[] = JSON.stringify(a.host) === JSON.stringify(b.host) ? [] : ['host'];
  const [quota, otherQuota] = [a.engine.facts.quota, b.engine.facts.quota];
  if (Math.abs(quota / otherQuota - 1) > quotaNoise) {
    const what = `CPU quota of a container (cores): ${quota.toFixed(3)} against ${otherQuota.toFixed(3)}`;
    found.push({ what, under: ['engine', 'day', ...elsewhere] });
  }
  const apart = Math.abs(Date.parse(a.startedAt) - Date.parse(b.startedAt));
  if (bothReal(a, b) && apart > day) {
    const what = `day: begun ${a.startedAt.slice(0, 10)} against ${b.startedAt.slice(0, 10)}`;
    found.push({ what, under: ['day', ...elsewhere] });
  }
  return found.concat(otherRequests(one.summary.trials, other.summary.trials));
}

/** Workloads and seeds that both studies ran must have asked for the same requests. */
function otherRequests(
  one: readonly TrialRow[],
  other: readonly TrialRow[],
): { what: string; under: readonly Factor[] }[] {
  const met = (rows: readonly TrialRow[]): Map<string, string> =>
    new Map(
      rows
        .filter(row => row.state !== 'failed')
        .map(row => [`workload ${row.workload}, seed ${row.seed}`, row.intended]),
    );
  const [mine, theirs] = [met(one), met(other)];
  const shared = [...mine.keys()].filter(key => theirs.has(key));
  if (shared.length === 0)
    return [{ what: 'requests: the studies have no workload and seed in common', under: [] }];
  return shared
    .filter(key => mine.get(key) !== theirs.get(key))
    .map(key => ({ what: `requests: on ${key} they are not the same`, under: [] }));
}

/** Whether studies may be compared with the first of them, when one factor is declared, or none. */
export function comparability(studies: readonly Results[], declared?: Factor): Comparability {
  const [first, ...others] = studies;
  const found = others.flatMap(other =>
    unlikeStudies(first!, other).map(({ what, under }) => ({
      what: others.length > 1 ? `${what} (study ${other.manifest.study})` : what,
      under,
    })),
  );
  const refused = studies.flatMap(({ manifest, summary }) =>
    summary.likeForLike.ok
      ? []
      : [`study ${manifest.study} is not like for like within itself: ${summary.likeForLike.differences[0]}`],
  );
  const allowed = (under: readonly Factor[], factor: Factor | undefined): boolean =>
    factor !== undefined && under.includes(factor);
  const why = found.filter(({ under }) => !allowed(under, declared)).map(({ what }) => what);
  const advice = rarestFirst.find(factor => found.every(({ under }) => allowed(under, factor)));
  return {
    ok: why.length === 0 && refused.length === 0,
    why: [...refused, ...why],
    differing: found.filter(({ under }) => allowed(under, declared)).map(({ what }) => what),
    advice: refused.length === 0 && why.length > 0 ? advice : undefined,
  };
}
