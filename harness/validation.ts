import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';

/** The first thing that is wrong, as the end of a sentence: field, expected, found. */
export function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'it is not of the expected form';
  const field = issue.path.length > 0 ? `field ${issue.path.join('.')}` : 'the whole';
  if (issue.code === 'unrecognized_keys') {
    return `${field}: unknown key ${issue.keys.map(key => `"${key}"`).join(', ')}`;
  }
  const found = 'input' in issue ? `, found ${shown(issue.input)}` : '';
  return `${field}: ${issue.message.replace(/^Invalid input: /, '')}${found}`;
}

/** A value as it may stand in a sentence. */
export function shown(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** ', did you mean "x"?' for a name that is nearly one of the known. */
export function nearest(name: string, known: readonly string[]): string {
  return known.length > 0 ? `; did you mean "${closest(name, [...known])}"?` : '';
}
