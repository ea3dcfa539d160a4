import { globSync } from 'node:fs';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/*
 * node test/run.ts <group…>: runs the groups one after the other and closes with "N passed, N failed, N skipped".
 * Exit code 1 when a test failed, or when a group has none. Tests that share one engine or browser run one at a time.
 */

/** `patience`: most seconds for one file, several times what the slowest takes on two slow cores. */
const groups: Record<string, { files: readonly string[]; concurrency: number; patience: number }> = {
  unit: {
    files: globSync('test/**/*.test.ts', { exclude: ['test/docker/**', 'test/browser/**', 'test/long/**'] }),
    concurrency: 2,
    patience: 180,
  },
  browser: { files: globSync('test/browser/*.test.ts'), concurrency: 1, patience: 300 },
  docker: { files: globSync('test/docker/*.test.ts'), concurrency: 1, patience: 300 },
  long: { files: globSync('test/long/*.test.ts'), concurrency: 1, patience: 1200 },
};

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of process.argv.slice(2)) {
  const group = groups[name];
  if (!group) throw new Error(`Test group ${name}: expected one of ${Object.keys(groups).join(', ')}.`);
  const before = sum.passed + sum.failed + sum.skipped;
  const { files, concurrency, patience } = group;
  const stream = run({ files: [...files].sort(), concurrency, timeout: patience * 1000 });
  stream.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return;
    sum.passed += counts.passed;
    sum.failed += counts.tests - counts.passed - counts.skipped - counts.todo;
    sum.skipped += counts.skipped + counts.todo;
  });
  const shown = Readable.from(stream.compose(new spec()));
  for await (const text of shown) process.stdout.write(text);
  if (sum.passed + sum.failed + sum.skipped === before) {
    console.log(`Group ${name} has no test.`);
    sum.failed++;
  }
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;
