import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { stopOnSignals } from '../../harness/cli/signals.ts';

/* How a study takes being told to stop; what it removes then is told in test/docker and test/long. */
const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Stands for the end of the process. */
class Ended extends Error {}
let told: string[];

beforeEach(() => {
  told = [];
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(console, 'error', (line: string) => told.push(line));
  mock.method(process, 'exit', (code: number) => {
    throw new Ended(String(code));
  });
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

for (const name of names)
  test(`${name} asks the study to stop, in a sentence, and ends nothing by itself`, () => {
    const { signal, release } = stopOnSignals(2);
    process.emit(name, name);
    assert.equal(signal.aborted, true);
    assert.equal((signal.reason as Error).message, `stopped by ${name}`);
    assert.deepEqual(told, [`\n${name}: stopping, removing the containers; once more ends at once.`]);
    release();
    mock.timers.tick(60_000); // a study that has stopped in time is left alone
  });

test('a second signal ends the process at once, and says who removes what may be left', () => {
  const { release } = stopOnSignals(2);
  process.emit('SIGINT', 'SIGINT');
  assert.throws(() => process.emit('SIGTERM', 'SIGTERM'), new Ended('130'));
  assert.match(
    told.at(-1)!,
    /Containers may be left; the next study removes them, or "npm run reset" at once\./,
  );
  release();
});

test('a stop that does not come to its end is given up after 5 s and half a second for each start under way', () => {
  const { release } = stopOnSignals(4);
  process.emit('SIGTERM', 'SIGTERM');
  mock.timers.tick(6_999);
  assert.throws(() => mock.timers.tick(1), new Ended('130'));
  release();
});

test('afterwards the process heeds signals as it did before', () => {
  const before = names.map(name => process.listenerCount(name));
  stopOnSignals(2).release();
  assert.deepEqual(
    names.map(name => process.listenerCount(name)),
    before,
  );
});
