import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Trace, TraceEvent } from '../trace.ts';
import { explained } from '../validation.ts';
import { orderOfEvents } from './order.ts';
import { eventSchema, headerSchema } from './trace.ts';

/** Reads a JSON file of a results folder; the error names file, field, expected and found. */
export function readJson<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const found = parsed(textOf(file), file);
  const format = typeof found === 'object' && found !== null && 'format' in found ? found.format : undefined;
  if (format !== 1)
    throw new Error(
      `${file}: expected format 1, found ${typeof format === 'number' ? format : 'none'}; read it with the version that wrote it.`,
    );
  return inOrder(found, checked(found, schema, file)) as z.output<S>;
}

/** What was read, its keys in the order of the file, as hashes depend on it; a schema gives them in its own. */
function inOrder(file: unknown, read: unknown): unknown {
  if (Array.isArray(file) && Array.isArray(read)) return file.map((one, i) => inOrder(one, read[i]));
  if (typeof file !== 'object' || typeof read !== 'object' || !file || !read) return read;
  const found = new Map(Object.entries(read));
  return Object.fromEntries(Object.entries(file).map(([key, one]) => [key, inOrder(one, found.get(key))]));
}

/** Reads and checks a raw trace; it must be that of the trial that is asked for. */
export function readTrace(file: string, trial: string): Trace {
  const text = textOf(file);
  if (!text.endsWith('\n')) throw new Error(`${file}: expected a whole last line, found it cut off.`);
  const lines = text.slice(0, -1).split('\n');
  const header = checked(written(lines[0]!, `${file}:1`), headerSchema, `${file}:1`);
  if (header.trial !== trial)
    throw new Error(`${file}:1: expected the trace of trial ${trial}, found that of ${header.trial}.`);
  const order = orderOfEvents(header.requests);
  const events = lines.slice(1).map((line, index): TraceEvent => {
    const where = `${file}:${index + 2}`;
    const event = checked(written(line, where), eventSchema, where);
    const wrong = order.next(event);
    if (wrong) throw new Error(`${where}: expected ${wrong}.`);
    return event;
  });
  const wrong = order.end();
  if (wrong) throw new Error(`${file}: expected ${wrong}.`);
  return { header, events };
}

function checked<S extends z.ZodType>(value: unknown, schema: S, where: string): z.output<S> {
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return read.data;
  throw new Error(
    `${where}: ${explained(read.error, schema, 'restore the file, or read it with the version that wrote it')}`,
  );
}

/** A line as it was written; one that says more than what is read of it, a key twice or a digit too many, is not. */
function written(line: string, where: string): unknown {
  const value = parsed(line, where);
  if (JSON.stringify(value) === line) return value;
  throw new Error(`${where}: expected a line as it was written, found it changed; restore the file.`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file}: expected a file of a results folder, and it cannot be read.`, { cause });
  }
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${where}: expected JSON, found something else; it may have been cut off.`, { cause });
  }
}
