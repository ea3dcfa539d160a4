import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { historyOf } from '../../harness/history.ts';
import { metricCatalogue } from '../../harness/metric-catalogue.ts';
import { readResults } from '../../harness/results.ts';
import { summarise } from '../../harness/summarise.ts';
import { isSentence } from '../harness-process.ts';
import { writeFixture } from '../report/fixture/study.ts';

/** Milliseconds of chance; the long run goes on for longer. */
const fuzzFor = Number(process.env.FUZZ_MS ?? 7_000);
const place = mkdtempSync(join(tmpdir(), 'dockerawm-fuzz-'));
const folder = join(place, 'fuzzed');
const sound = new Map<string, string>();

before(async () => {
  const whole = join(place, 'sound');
  await writeFixture(whole, { seeds: 1 });
  cpSync(whole, folder, { recursive: true });
  for (const file of ['manifest.json', 'summary.json', 'trials/0001-francis-dockerawm-from-2-seed-1.jsonl'])
    try {
      sound.set(file, readFileSync(join(whole, file), 'utf8'));
    } catch {
      const other = 'trials/0001-fixed-at-5-seed-1.jsonl';
      sound.set(other, readFileSync(join(whole, other), 'utf8'));
    }
});
after(() => rmSync(place, { recursive: true }));

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place of a JSON value that may be harmed, as a path. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(value)
    ? value.flatMap((one, i) => places(one, [...path, i]))
    : value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, one]) => places(one, [...path, key]))
      : [];
  return [path, ...inner];
}

function harmed(value: Json, path: readonly (string | number)[], harm: Harm): Json {
  const [key, ...rest] = path;
  if (key === undefined) return harm.kind === 'replace' ? (harm.by as Json) : value;
  const copy = structuredClone(value) as { [key: string | number]: Json };
  if (rest.length > 0) copy[key] = harmed(copy[key]!, rest, harm);
  else if (harm.kind === 'remove') {
    if (Array.isArray(copy)) copy.splice(Number(key), 1);
    else delete copy[key];
  } else if (harm.kind === 'twice' && Array.isArray(copy)) copy.push(copy[key]!);
  else if (harm.kind === 'rename' && !Array.isArray(copy)) {
    copy[`${key}x`] = copy[key]!;
    delete copy[key];
  } else copy[key] = harm.by as Json;
  return copy as Json;
}

interface Harm {
  readonly kind: 'replace' | 'remove' | 'twice' | 'rename' | 'cut' | 'byte';
  readonly by: unknown;
  /** Where, 0 to 1 of what there is. */
  readonly file: number;
  readonly place: number;
}

const harms = fc.record({
  kind: fc.constantFrom<Harm['kind']>('replace', 'replace', 'remove', 'twice', 'rename', 'cut', 'byte'),
  by: fc.oneof(
    fc.constantFrom(null, -1, 1e300, 0.5, '', '12', true, [], {}, 'NaN', '../../x', 1e15 + 2),
    fc.jsonValue({ maxDepth: 2 }),
  ),
  file: fc.double({ min: 0, max: 0.999, noNaN: true }),
  place: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

/** Harms one file of the folder; gives its new text. */
function inflict(harm: Harm): { file: string; text: string } {
  const [file, text] = [...sound][Math.floor(harm.file * sound.size)]!;
  if (harm.kind === 'cut') return { file, text: text.slice(0, Math.floor(harm.place * text.length)) };
  if (harm.kind === 'byte') {
    const at = Math.floor(harm.place * text.length);
    return { file, text: `${text.slice(0, at)}${String(harm.by).slice(0, 1) || ' '}${text.slice(at + 1)}` };
  }
  const change = (json: string, share: number): string => {
    const value: Json = JSON.parse(json);
    const all = places(value);
    return JSON.stringify(harmed(value, all[Math.floor(share * all.length)]!, harm));
  };
  if (!file.endsWith('.jsonl')) return { file, text: change(text, harm.place) };
  const lines = text.trimEnd().split('\n');
  const at = Math.floor(harm.place * lines.length);
  lines[at] = change(lines[at]!, (harm.place * lines.length) % 1);
  return { file, text: `${lines.join('\n')}\n` };
}

/** Numbers of a JSON text, in order. */
const numbersOf = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(numbersOf)
      : [];

test('however a results folder is harmed, it is refused in a sentence or every number is read as it stands', async () => {
  const metrics = await metricCatalogue({ target: 60_000, price: 1 });
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(harms, harm => {
      const { file, text } = inflict(harm);
      writeFileSync(join(folder, file), text);
      try {
        const results = readResults(folder);
        const traces = results.summary.trials.map(({ trial }) => results.trace(trial));
        for (const trace of traces) {
          historyOf(trace);
          for (const metric of metrics) metric.of(trace);
        }
        summarise(results.manifest.declared, results.summary.planned, results.summary.trials, metrics);
        accepted++;
        if (file === 'manifest.json')
          assert.deepEqual(
            numbersOf(results.manifest).filter(Number.isFinite).sort(),
            numbersOf(JSON.parse(text)).sort(),
          );
        if (file === 'summary.json')
          assert.deepEqual(
            numbersOf(results.summary).filter(Number.isFinite).sort(),
            numbersOf(JSON.parse(text)).sort(),
          );
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        refused++;
        assert.ok(error instanceof Error);
        assert.equal(error.constructor, Error, `${error.stack}`);
        assert.ok(isSentence(error.message), error.message);
      } finally {
        writeFileSync(join(folder, file), sound.get(file)!);
      }
    }),
    { numRuns: 1_000_000, interruptAfterTimeLimit: fuzzFor, seed: 8, markInterruptAsFailure: false },
  );
  assert.ok(refused > accepted, `${refused} refused, ${accepted} accepted`);
});
