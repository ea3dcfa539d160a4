import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readClaims } from '../../harness/paper/claims.ts';
import {
  arrivalsOf,
  loggedAllocation,
  loggedDecisions,
  loggedRun,
  loggedRuns,
} from '../../harness/paper/figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockerawm-'));
after(() => rmSync(folder, { recursive: true }));
const source = new URL('../../harness/paper/', import.meta.url);

/** A figures file with something wrong in it. */
function damaged(name: string, part: string, by: string): string {
  const text = readFileSync(new URL(name, source), 'utf8');
  assert.ok(text.includes(part), `${name} holds ${part}`);
  const file = join(folder, name);
  writeFileSync(file, text.replace(part, by));
  return file;
}
const csv = (part: string, by: string) => () => loggedDecisions(damaged('francis-decisions.csv', part, by));
const json = (part: string, by: string) => () => loggedRuns(damaged('logged-runs.json', part, by));

test('each logged run has as many arrivals as requests, none of them early', () => {
  for (const run of loggedRuns()) {
    const arrivals = arrivalsOf(run);
    assert.equal(arrivals.length, run.requests, run.id);
    assert.equal(arrivals[0]!.at, 0, run.id);
  }
});

test('the logged allocation of p5 climbs from 2 to a peak of 8', () => {
  const allocation = loggedAllocation(loggedRun('log-p5-francis'), loggedDecisions());
  assert.deepEqual(allocation[0], [0.5, 2]);
  assert.equal(Math.max(...allocation.map(([, containers]) => containers)), 8);
});

test('decisions: a missing column is refused with file and line', () => {
  assert.throws(
    csv('eta_etak00', 'eta'),
    /francis-decisions\.csv:1: expected a column eta_etak00, found run,k,/,
  );
});

test('decisions: a negative time is refused with file and line', () => {
  assert.throws(
    csv('Res_francis,1,7.0', 'Res_francis,1,-7.0'),
    /csv:3: expected t_call_s of 0 or more, found -7/,
  );
});

test('decisions: times out of order, a word for a number and a line cut short are refused with file and line', () => {
  assert.throws(
    csv('Res_francis,2,20.0', 'Res_francis,2,2.0'),
    /csv:4: expected times that never fall, found 2 s after 7 s/,
  );
  assert.throws(
    csv('Res_francis,2,20.0', 'Res_francis,2,x'),
    /csv:4: expected a number in t_call_s, found "x"/,
  );
  assert.throws(csv('Res_francis,2,20.0', 'Res_francis\nRes_francis,2,20.0'), /csv:4: expected a number in/);
});

test('logged runs: a negative time is refused with file and line', () => {
  assert.throws(
    json('[[0, 10], [40, 20]', '[[0, 10], [-40, 20]'),
    /logged-runs\.json:100: runs\.2\.arrivals\.1\.0: .*found -40; restore/,
  );
});

test('logged runs: arrivals and dispatches out of order are refused with file and line of the entry', () => {
  assert.throws(
    json('[40, 20], [101, 18]', '[101, 18], [40, 20]'),
    /logged-runs\.json:100: runs\.2\.arrivals\.2: expected times that never fall, found 40 after 101; restore/,
  );
  assert.throws(
    json('[44, 1],\n        [57, 2],', '[57, 2],\n        [44, 1],'),
    /logged-runs\.json:105: runs\.2\.dispatches\.3: expected times that never fall, found 44 after 57/,
  );
});

test('logged runs: a missing field, a wrong sum and a file that is cut off are refused', () => {
  assert.throws(json('"requests": 111,', ''), /logged-runs\.json:92: runs\.2\.requests: .*expected number/);
  assert.throws(
    json('"requests": 111,', '"requests": 110,'),
    /logged-runs\.json:96: runs\.2\.requests: expected as many as arrive, 111, found 110/,
  );
  assert.throws(json('"runs": [', '"runs": '), /logged-runs\.json: expected JSON/);
});

test('claims: an unknown rule is refused with the file and the field', () => {
  const file = damaged('claims.json', '"same-requests"', '"same-mood"');
  assert.throws(() => readClaims(file), /claims\.json: field claims\.2\.rule: .*found .*restore the file/);
});
