import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { leftovers, skip } from '../docker/engine-here.ts';
import { json, temporary } from '../harness-process.ts';

test('every benchmark that is there runs to its end and gives figures; those of Docker leave nothing', async () => {
  const file = join(temporary(), 'bench.json');
  const { exitCode, stdout, stderr } = await execa('node', ['harness/cli/bench.ts', '--json', file], {
    reject: false,
  });
  assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
  const { groups } = json(file);
  assert.deepEqual(
    groups.map(({ name }: { name: string }) => name),
    readdirSync('harness/benchmarks')
      .filter(name => name.endsWith('.ts'))
      .map(name => name.slice(0, -3))
      .sort(),
  );
  for (const { name, rows, skipped } of groups) {
    if (skipped !== undefined) assert.ok(skip, `${name} was skipped though an engine answers`);
    else assert.ok(rows.length > 0, name);
    for (const { what, value, samples, limit } of rows) {
      assert.ok(value > 0 && samples > 0, `${name}, ${what}: ${value}, n = ${samples}`);
      if (limit) assert.ok(limit.value > 0, `${name}, ${what}: beside ${limit.value}`);
    }
  }
  if (!skip) assert.deepEqual(await leftovers(), []);
});
