import { z } from 'zod';
import type { Fields, Json } from './subject.ts';

/** One file of vectors, as test/conformance/README.md describes the format. */
export interface Vectors {
  readonly controller: string;
  readonly cases: readonly VectorCase[];
}

/** A case asks once (`expected`) or step by step (`steps`, each with an optional `expected` of its own). */
export interface VectorCase {
  readonly name: string;
  readonly input: Fields;
  readonly expected?: Fields | undefined;
  readonly steps?: readonly Fields[] | undefined;
}

/** Whether a value is an object with named fields. */
export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fields = z.record(z.string(), z.json());

const step = fields.refine(asked => asked.expected === undefined || isFields(asked.expected), {
  path: ['expected'],
  error: 'expected an object with the fields to compare',
});

const vectorCase = z
  .object({
    name: z.string().min(1),
    input: fields,
    expected: fields.optional(),
    steps: z.array(step).min(1).optional(),
  })
  .refine(one => (one.expected === undefined) !== (one.steps === undefined), {
    path: ['expected'],
    error: 'a case has either `expected` or `steps`',
  });

const vectorFile = z.object({ controller: z.string().min(1), cases: z.array(vectorCase).min(1) });

/** Checks the parsed JSON of a file; anything else is refused in one sentence that names the file and the field. */
export const readVectors = (file: string, json: unknown): Vectors => {
  const read = vectorFile.safeParse(json);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const field = issue?.path.join('.') || 'the whole file';
  const wrong = (issue?.message ?? 'unreadable').replace(/^Invalid input: /, '');
  throw new Error(
    `${file} is not a file of conformance vectors: ${field}: ${wrong} (the format is in test/conformance/README.md).`,
  );
};
