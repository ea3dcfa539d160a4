import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { test } from 'node:test';

/* Who may know whom: the rules of the house, read from the imports and the words of the sources. */

const sources = globSync(['harness/**/*.{ts,js}', 'serverapp/*.ts', 'experiments/*.ts'])
  .map(file => file.replaceAll('\\', '/'))
  .sort();
const textOf = (file: string): string => readFileSync(file, 'utf8');

/** A source without its comments, so that a rule's own name in a sentence breaks no rule. */
const codeOf = (file: string): string =>
  textOf(file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');

const isTypeOnly = (statement: string): boolean => /^(import|export)\s+type\b/.test(statement);

interface Import {
  readonly from: string;
  /** A package's name, or the path of a file of ours. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports: Import[] = sources.flatMap(from => {
  const found = codeOf(from).matchAll(
    /(?:^|\n)\s*((?:import|export)\s+(?:type\s+)?(?:[\w*{][^;'"]*?\sfrom\s+)?['"]([^'"]+)['"])|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...found].map(([, statement = '', stated, dynamic]) => {
    const target = stated ?? dynamic ?? '';
    const to = target.startsWith('.') ? posix.join(dirname(from), target) : target;
    return { from, to, typeOnly: isTypeOnly(statement) };
  });
});

const inFolder = (file: string, folder: string): boolean => file.startsWith(`${folder}/`);
const broken = (rule: (one: Import) => boolean): string[] =>
  imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`);

test('the imports are seen: there are hundreds, and those we know of are among them', () => {
  assert.ok(imports.length > 300, `${imports.length} imports`);
  assert.ok(imports.some(one => one.from === 'harness/trial.ts' && one.to === 'harness/loop.ts'));
  assert.ok(imports.some(one => one.from === 'harness/engines/docker.ts' && one.to === 'dockerode'));
});

test('every import of ours leads to a file', () => {
  const files = new Set(
    globSync(['harness/**/*', 'serverapp/*', 'experiments/*']).map(f => f.replaceAll('\\', '/')),
  );
  assert.deepEqual(
    broken(({ to }) => /^(harness|serverapp|experiments)\//.test(to) && !files.has(to)),
    [],
  );
});

test('the measuring side imports neither the reporting side nor experiments nor the command line', () => {
  const reporting = (file: string): boolean =>
    inFolder(file, 'harness/report') || inFolder(file, 'harness/cli');
  assert.deepEqual(
    broken(
      ({ from, to }) =>
        inFolder(from, 'harness') &&
        !reporting(from) &&
        !inFolder(from, 'harness/benchmarks') &&
        (reporting(to) || inFolder(to, 'experiments')),
    ),
    [],
  );
});

test('only the command line imports the reporting side, and benchmarks, which time it', () => {
  assert.deepEqual(
    broken(
      ({ from, to }) => inFolder(to, 'harness/report') && !/^harness\/(report|cli|benchmarks)\//.test(from),
    ),
    [],
  );
});

test('nothing imports the command line', () => {
  assert.deepEqual(
    broken(({ from, to }) => inFolder(to, 'harness/cli') && !inFolder(from, 'harness/cli')),
    [],
  );
});

/** A leaf is a file directly in the folder; the folder of the same name below it is its own. */
const leaves = ['controllers', 'workloads', 'engines', 'metrics'].map(name => `harness/${name}`);
const leafOf = (file: string): string | undefined => leaves.find(folder => inFolder(file, folder));

test('a leaf imports no other leaf', () => {
  // Metrics are made of one another's ingredients (step functions, supply, demand), so within them it is allowed.
  const whole = (file: string): boolean => posix.dirname(file) === leafOf(file);
  const forbidden = ({ from, to, typeOnly }: Import): boolean => {
    const [mine, other] = [leafOf(from), leafOf(to)];
    if (mine === undefined || other === undefined) return false;
    if (mine !== other) return true;
    return mine !== 'harness/metrics' && whole(from) && whole(to) && !typeOnly;
  };
  assert.deepEqual(broken(forbidden), []);
});

test('a controller knows neither clock nor engine nor file: only its rules and the seam', () => {
  assert.deepEqual(
    broken(({ from, to, typeOnly }) => {
      if (!inFolder(from, 'harness/controllers') || typeOnly) return false;
      return /^harness\/(engine|pool|trial|loop|store|recorder)\b/.test(to) || to === 'node:fs';
    }),
    [],
  );
});

test('dockerode is known in engines only, Vega and Handlebars in the report only', () => {
  const only = (name: RegExp, folder: string): string[] =>
    broken(({ from, to }) => name.test(to) && !inFolder(from, folder));
  assert.deepEqual(only(/^dockerode$/, 'harness/engines'), []);
  assert.deepEqual(only(/^(vega|vega-lite|vega-interpreter|handlebars)$/, 'harness/report'), []);
});

const saying = (words: RegExp, allowed: (file: string) => boolean): string[] =>
  sources.filter(file => !allowed(file) && words.test(codeOf(file)));
/** Scripts that run in a browser live by the browser's rules. */
const inBrowser = (file: string): boolean => inFolder(file, 'harness/report/client');
const inContainer = (file: string): boolean => inFolder(file, 'serverapp');

test('only clock.ts reads a clock or sets a timer', () => {
  const clocks =
    /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bset(Timeout|Interval|Immediate)\b|\bprocess\.hrtime\b|\bAbortSignal\.timeout\b/;
  assert.deepEqual(
    saying(clocks, file => file === 'harness/clock.ts' || inBrowser(file) || inContainer(file)),
    [],
  );
});

test('nobody asks chance but through rng.ts', () => {
  assert.deepEqual(
    saying(
      /\bMath\.random\b|\brandom(Bytes|UUID|Int)\b|\bgetRandomValues\b/,
      file => file === 'harness/rng.ts',
    ),
    [],
  );
});

test('only the command line prints or exits', () => {
  // The script that layer.ts gives to another process has an output of its own.
  const allowed = (file: string): boolean =>
    inFolder(file, 'harness/cli') ||
    inContainer(file) ||
    inBrowser(file) ||
    file.endsWith('/docker/layer.ts');
  assert.deepEqual(saying(/\bconsole\.|\bprocess\.(stdout|stderr|exit|exitCode)\b/, allowed), []);
});

test('only the store, the report writer and the command line write files; and what starts an engine, its log', () => {
  const allowed = (file: string): boolean =>
    /^harness\/(store|journal)/.test(file) ||
    inFolder(file, 'harness/report') ||
    inFolder(file, 'harness/cli') ||
    file.endsWith('/docker/daemon.ts');
  assert.deepEqual(
    saying(/\b(writeFile|appendFile|writeSync|createWriteStream|mkdir|rename|openSync)\w*\(/, allowed),
    [],
  );
});

test('files are no longer than a person reads in one go', () => {
  const long = sources.filter(file => textOf(file).split('\n').length > 260);
  assert.deepEqual(long, []);
});

test('there are no buckets', () => {
  const buckets = sources.filter(file =>
    /(^|\/)(utils?|helpers?|types|common|constants|misc)(\.|\/)/.test(file),
  );
  assert.deepEqual(buckets, []);
});
