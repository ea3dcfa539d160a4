import type { EngineFacts } from './engine.ts';
import type { Host, Manifest } from './manifest.ts';

/** What of a study must be as it was for its trials to be continued. */
export type Circumstances = Pick<Manifest, 'declaredHash' | 'source' | 'code' | 'host' | 'plan'>;

const short = (hash: string): string => hash.slice(0, 12);

/** What has changed since a study began that may change its results, each in a few words; empty when nothing has. */
export function changesSince(then: Manifest, now: Circumstances): string[] {
  const changes: string[] = [];
  if (then.source.sha256 !== now.source.sha256)
    changes.push(
      `the experiment's file ${now.source.file} (SHA-256 ${short(then.source.sha256)} then, ${short(now.source.sha256)} now)`,
    );
  else if (then.declaredHash !== now.declaredHash)
    changes.push('what the experiment declares, though its file is the same');
  if (JSON.stringify(then.plan) !== JSON.stringify(now.plan)) changes.push('the plan of its trials');
  if (then.code.sha256 !== now.code.sha256)
    changes.push(
      `the code that decides results (commit ${short(then.code.commit)} then, ${short(now.code.commit)}${now.code.dirty ? ' and more' : ''} now)`,
    );
  for (const key of Object.keys(then.host) as (keyof Host)[])
    if (then.host[key] !== now.host[key])
      changes.push(`the host's ${key} (${then.host[key]} then, ${now.host[key]} now)`);
  return changes;
}

/** What the engine says otherwise than when the study began. */
export function engineChanges(then: EngineFacts, now: EngineFacts): string[] {
  const numbers = (['usableCores', 'quota', 'startDelay'] as const)
    .filter(key => then[key] !== now[key])
    .map(key => `the engine's ${key} (${then[key]} then, ${now[key]} now)`);
  const details = [...new Set([...Object.keys(then.details), ...Object.keys(now.details)])]
    .filter(key => then.details[key] !== now.details[key])
    .map(
      key => `the engine's ${key} (${then.details[key] ?? 'none'} then, ${now.details[key] ?? 'none'} now)`,
    );
  return [...numbers, ...details];
}
