import { hashOf } from './declaration.ts';
import type { Manifest } from './manifest.ts';
import type { Summary, Warning } from './summary.ts';

/**
 * The stamp on a study whose declaration is no longer the one that was hashed before its first trial (METHOD, "declared
 * before the first trial"): to look at other metrics and references later is allowed, and said.
 */
export function postHoc(manifest: Manifest, summary: Summary): Warning[] {
  const { declared, declaredHash } = manifest;
  const changed: string[] = [];
  if (hashOf(declared) !== declaredHash) changed.push('what it declares was changed after it began');
  if (summary.primary !== declared.primary)
    changed.push(`${summary.primary} decides in place of ${declared.primary}`);
  if (summary.reference !== declared.reference)
    changed.push(`arms are compared with ${summary.reference} in place of ${declared.reference}`);
  if (changed.length === 0) return [];
  return [
    {
      id: 'post-hoc',
      what: `Post hoc: ${changed.join('; ')}.`,
      why: 'A question that is chosen once the answers are known finds differences where there are none.',
      advice: 'Take it as a hint; declare it in an experiment, and run that on seeds not seen yet.',
    },
  ];
}
