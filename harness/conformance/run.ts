import { z } from 'zod';
import { compared, matches } from './match.ts';
import type { Fields, Subject } from './subject.ts';
import { isFields, type VectorCase, type Vectors } from './vectors.ts';

/** What became of one case. A failed one has what was expected and found, or in `reason` why nothing was found. */
export interface CaseResult {
  readonly file: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'left out';
  readonly expected?: Fields;
  readonly found?: Fields;
  /** Left out: why. Failed: where (which step), or what the subject threw. */
  readonly reason?: string;
}

/** A file of vectors and who answers them. */
export interface Examination {
  readonly file: string;
  readonly vectors: Vectors;
  readonly subject: Subject;
}

type Verdict = Pick<CaseResult, 'outcome' | 'expected' | 'found' | 'reason'>;

/** Asks every case of every file; a subject that throws fails that case and no other. Reads and writes nothing. */
export const runVectors = (examinations: readonly Examination[]): CaseResult[] =>
  examinations.flatMap(({ file, vectors, subject }) =>
    vectors.cases.map(one => ({ file, name: one.name, ...verdictOn(one, subject) })),
  );

const verdictOn = (one: VectorCase, subject: Subject): Verdict => {
  const why = subject.leftOut?.[one.name];
  if (why !== undefined) return { outcome: 'left out', reason: why };
  return one.steps === undefined
    ? onOneAnswer(one.input, one.expected ?? {}, subject)
    : onSteps(one.input, one.steps, subject);
};

const onOneAnswer = (input: Fields, expected: Fields, subject: Subject): Verdict =>
  attempt(expected, () => {
    if (subject.answer === undefined) throw new Error('the subject answers only cases with steps');
    return judge(expected, subject.answer(input), subject);
  });

const onSteps = (input: Fields, steps: readonly Fields[], subject: Subject): Verdict => {
  let ask: ((step: Fields) => Fields) | undefined;
  for (const [at, { expected, ...asked }] of steps.entries()) {
    const wanted = isFields(expected) ? expected : {};
    const verdict = attempt(wanted, () => {
      ask ??= begin(input, subject);
      return judge(wanted, ask(asked), subject);
    });
    if (verdict.outcome !== 'passed') return { ...verdict, reason: atStep(at, asked, verdict.reason) };
  }
  return { outcome: 'passed' };
};

const begin = (input: Fields, subject: Subject): ((step: Fields) => Fields) => {
  if (subject.begin === undefined) throw new Error('the subject answers no cases with steps');
  return subject.begin(input);
};

const judge = (expected: Fields, found: Fields, subject: Subject): Verdict =>
  matches(expected, found, subject.tolerance)
    ? { outcome: 'passed' }
    : { outcome: 'failed', expected, found: compared(expected, found) };

const attempt = (expected: Fields, judged: () => Verdict): Verdict => {
  try {
    return judged();
  } catch (error) {
    return { outcome: 'failed', expected, reason: sentenceOf(error) };
  }
};

const atStep = (at: number, asked: Fields, reason: string | undefined): string => {
  const when = typeof asked.atMs === 'number' ? ` (at ${asked.atMs} ms)` : '';
  return `step ${at + 1}${when}${reason === undefined ? '' : `: ${reason}`}`;
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof z.ZodError)
    return `the input cannot be read: ${error.issues.map(wrongWith).join('; ')}`;
  return String(error instanceof Error ? error.message : error).replaceAll(/\s+/g, ' ');
};

const wrongWith = ({ path, message }: z.core.$ZodIssue): string =>
  [
    path.join('.'),
    message.replace(/^Invalid input: /, '').replace('received undefined', 'found nothing'),
  ].join(': ');
