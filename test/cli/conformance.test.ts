import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
after(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const conformance = (...files: string[]): Promise<Run> =>
  new Promise(resolve =>
    execFile(process.execPath, ['harness/cli/conformance.ts', ...files], (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const ratio = (name: string, expected: object): object => ({
  name,
  input: { kind: 'pods', targetAverage: 10000, usage: { p0: 5000, p1: 10000 } },
  expected,
});

test('all passed: the closing line, and 0', async () => {
  const { code, out, err } = await conformance(
    'test/conformance/k8s-hpa-ratio.json',
    'test/conformance/k8s-hpa-pods.json',
  );
  assert.deepEqual([code, out, err], [0, '14 passed, 0 failed, 0 left out\n', '']);
});

test('a failing case is one line with file, name, expected and found; the code is 1', async () => {
  const cases = [ratio('right', { usage: 7500 }), ratio('wrong', { ratio: 0.7, usage: 7500 })];
  const path = file('wrong.json', JSON.stringify({ controller: 'k8s-hpa', cases }));
  const { code, out } = await conformance(path);
  assert.equal(code, 1);
  assert.equal(
    out,
    `${path}: wrong: expected {"ratio":0.7,"usage":7500}, found {"ratio":0.75,"usage":7500}\n1 passed, 1 failed, 0 left out\n`,
  );
});

test('what cannot be run is one sentence, and 2', async () => {
  const refused: [string[], RegExp][] = [
    [[], /^Which vectors\?/],
    [[join(folder, 'absent.json')], /absent\.json cannot be read \(ENOENT\)/],
    [[file('text.json', 'no JSON')], /text\.json is not a file of conformance vectors: the whole file: /],
    [[file('form.json', '{"controller":"k8s-hpa"}')], /form\.json .*: cases: /],
    [
      [file('who.json', JSON.stringify({ controller: 'tea leaves', cases: [ratio('a', {})] }))],
      /"tea leaves".*known are/,
    ],
    [['--fast'], /unknown option '--fast'/],
  ];
  const runs = await Promise.all(refused.map(([files]) => conformance(...files)));
  for (const [at, { code, out, err }] of runs.entries()) {
    assert.deepEqual([code, out, err.trimEnd().split('\n').length], [2, '', 1], err);
    assert.match(err, refused[at]![1]);
  }
});
