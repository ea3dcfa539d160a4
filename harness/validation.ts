import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';

/**
 * The first thing that is wrong, as the end of a sentence: field, expected, found. An unknown key comes with the
 * nearest that `schema` knows at its place.
 */
export function explain(error: z.ZodError, schema?: z.ZodType): string {
  return issueInWords(error.issues[0], schema);
}

/** The same as the end of a whole sentence, with what to do; a nearest key says that already. */
export function explained(error: z.ZodError, schema: z.ZodType, remedy: string): string {
  const words = explain(error, schema);
  return words.endsWith('?') ? words : `${words}; ${remedy}.`;
}

function issueInWords(issue: z.core.$ZodIssue | undefined, schema: z.ZodType | undefined): string {
  if (!issue) return 'it is not of the expected form';
  const field = issue.path.length > 0 ? `field ${issue.path.map(String).join('.')}` : 'the whole';
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = schema ? keysAt([schema], issue.path) : [];
    return `${field}: unknown key ${shown(key)}${nearest(key, known)}`;
  }
  const found = 'input' in issue ? `, found ${shown(issue.input)}` : '';
  return `${field}: ${issue.message.replace(/^Invalid input: /, '')}${found}`;
}

interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

/** The keys that may stand at a place of a schema. */
function keysAt(schemas: readonly z.ZodType[], path: readonly PropertyKey[]): string[] {
  // Only what is common to all kinds of zod schema is in its type.
  const open = (schema: z.ZodType): Definition[] => {
    const def: Definition = schema.def as object;
    const inner = def.innerType ?? def.in;
    if (inner) return open(inner);
    return def.options ? def.options.flatMap(open) : [def];
  };
  const flat = schemas.flatMap(open);
  const [next, ...rest] = path;
  if (next === undefined) return [...new Set(flat.flatMap(({ shape = {} }) => Object.keys(shape)))];
  const below = flat.flatMap(def => def.shape?.[String(next)] ?? def.element ?? def.valueType ?? []);
  return keysAt(below, rest);
}

/** A value as it may stand in a sentence. */
export function shown(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : words(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function words(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return `${typeof value === 'bigint' ? value : 'something that refers to itself'}`;
  }
}

/** ', did you mean "x"?' for a name that is nearly one of the known. */
export function nearest(name: string, known: readonly string[]): string {
  return known.length > 0 ? `; did you mean "${closest(name, [...known])}"?` : '';
}
