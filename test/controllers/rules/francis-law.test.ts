import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { francisLaw, meanAgeSeconds } from '../../../harness/controllers/rules/francis-law.ts';

const paper = (file: string): string =>
  readFileSync(new URL(`../../../harness/paper/${file}`, import.meta.url), 'utf8');

test('the identified law gives each of its vectors (mean age, containers, waiting)', () => {
  const vectors: [number, number, number, number][] = [
    [0, 2, 10, 0],
    [60, 2, 10, 0],
    [60, 2, 20, 1],
    [37, 1, 8, 0],
    [38, 1, 8, 1],
    [150, 3, 15, 1],
    [160, 3, 16, 2],
    [120, 5, 25, 1],
    [120, 8, 7, -1],
    [140, 8, 7, 0],
    [100, 8, 2, -1],
    [0, 5, 0, -1],
    [0, 4, 0, 0],
    [100, 16, 60, 0],
    [95, 15, 62, 1],
    [75, 6, 24, 0],
    [76, 6, 24, 1],
    [180, 10, 60, 6],
    [239, 2, 50, 8],
  ];
  for (const [age, running, waiting, expected] of vectors) {
    const { delta } = francisLaw({ meanAgeSeconds: age, running, waiting });
    // deepEqual tells 0 from −0.
    assert.deepEqual(delta, expected, `(${age}, ${running}, ${waiting})`);
  }
});

const closedLoop = (running: number, slots: number): { moves: number[]; running: number } => {
  const moves: number[] = [];
  for (let k = 0; k < slots; k++) {
    const { delta } = francisLaw({ meanAgeSeconds: 60, running, waiting: 20 });
    moves.push(delta);
    running += delta;
  }
  return { moves, running };
};

test('its closed loop wants 4 containers, gets there from below and stays 4 too many from above', () => {
  assert.deepEqual(closedLoop(2, 6), { moves: [1, 1, 0, 0, 0, 0], running: 4 });
  assert.deepEqual(closedLoop(14, 7), { moves: [-2, -1, -1, -1, -1, 0, 0], running: 8 });
});

test('from 4 containers it never scales in, even with nothing to do', () => {
  assert.equal(francisLaw({ meanAgeSeconds: 0, running: 4, waiting: 0 }).delta, 0);
});

test('it stays between 1 and 16 containers, wherever it begins', () => {
  for (const running of [1, 5, 16, 20]) {
    for (const waiting of [0, 1000]) {
      const { delta } = francisLaw({ meanAgeSeconds: 200, running, waiting });
      assert.ok(running + delta >= 1 && running + delta <= 16, `${running} ${delta}`);
    }
  }
  const { delta, reason } = francisLaw({ meanAgeSeconds: 200, running: 15, waiting: 1000 });
  assert.equal(delta, 1);
  assert.match(reason, /held at 16 containers$/);
});

test('under a time scale of 0.1 an age of 6 s counts as 60 s', () => {
  const seen = { running: 2, waiting: 20 };
  assert.equal(francisLaw({ ...seen, meanAgeSeconds: 6 }, { timeScale: 0.1 }).delta, 1);
  assert.equal(francisLaw({ ...seen, meanAgeSeconds: 6 }).delta, 0);
  // 25 · 1.2/30 − 1 is 0, and 2e-16 in floating point: rounding noise must not start a container.
  assert.equal(
    francisLaw({ meanAgeSeconds: 12 * 0.1, running: 1, waiting: 25 }, { timeScale: 0.1 }).delta,
    0,
  );
});

test('the mean age leaves out containers of 240 s and more, and is 0 when none is left', () => {
  assert.equal(meanAgeSeconds([12_000, 13_000, 240_000]), 12.5);
  assert.equal(meanAgeSeconds([240_000, 300_000]), 0);
  assert.equal(meanAgeSeconds([]), 0);
  assert.equal(meanAgeSeconds([23_000, 24_000], { timeScale: 0.1 }), 23);
});

test('a decision explains itself', () => {
  assert.equal(
    francisLaw({ meanAgeSeconds: 60, running: 2, waiting: 20 }).reason,
    '20 waiting at a mean age of 60.0 s want 4.00 containers and 2 run: a fifth of the way, rounded up',
  );
});

interface Row {
  run: string;
  k: string;
  waiting: number;
  running: number;
  age: number;
  logged: number;
  law: number;
  robust: boolean;
}

const rows: Row[] = paper('francis-decisions.csv')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map(line => {
    const [run = '', k = '', , waiting, running, , age, logged, , law, robust] = line.split(',');
    return {
      run,
      k,
      waiting: Number(waiting),
      running: Number(running),
      age: Number(age),
      logged: Number(logged),
      law: Number(law),
      robust: robust === '1',
    };
  });

const answer = ({ age, running, waiting }: Row): number =>
  francisLaw({ meanAgeSeconds: age, running, waiting }).delta;

test('replayed over the logs it gives 104 of 107 moves, 98 of the 100 that do not hang on the rebuilt ages', () => {
  const missed = rows.filter(row => answer(row) !== row.logged);
  assert.equal(rows.length, 107);
  assert.equal(rows.filter(row => row.robust).length, 100);
  // Unexplained: the first move of two runs. The third lies 0.007 below the step, on the rebuilt age of 77.8 s.
  assert.deepEqual(
    missed.map(
      row => `${row.run} call ${row.k}: logged ${row.logged}, law ${answer(row)}, robust ${row.robust}`,
    ),
    [
      'Res_francis call 11: logged 1, law 0, robust false',
      'p4 call 0: logged -1, law 0, robust true',
      'p5 call 0: logged -1, law 0, robust true',
    ],
  );
});

test('it gives what the data call the law, on every row', () => {
  for (const row of rows) assert.deepEqual(answer(row), row.law, `${row.run} call ${row.k}`);
});

test('rounding up is what the logs show: rounding to the nearest, or down, misses many more', () => {
  const misses = (round: (x: number) => number): number =>
    rows.filter(({ waiting, running, age, logged }) => {
      const asked = round(0.2 * ((waiting * age) / 300 - running));
      return Math.max(1 - running, Math.min(16 - running, asked)) + 0 !== logged;
    }).length;
  assert.equal(
    misses(x => Math.ceil(x - 1e-9)),
    3,
  );
  assert.ok(misses(Math.round) > 20);
  assert.ok(misses(Math.floor) > 30);
});

test('the decisions and the run logs are of the same runs', () => {
  const { runs } = JSON.parse(paper('logged-runs.json')) as { runs: { id: string; deltas: number[] }[] };
  const names = { Res_francis: 'log-A-francis', p4: 'log-p4-francis', p5: 'log-p5-francis' };
  for (const [name, id] of Object.entries(names)) {
    assert.deepEqual(
      rows.filter(row => row.run === name).map(row => row.logged),
      runs.find(run => run.id === id)?.deltas,
    );
  }
});
