import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { experimentsWith, run, studyIn, temporary } from '../harness-process.ts';

const faults = `faults: [
    { at: seconds(3), kind: 'kill-container', share: 0.5 },
    { at: seconds(6), kind: 'pause-container', share: 0.5, lasting: seconds(2) },
  ],`;

/** The page of a short study in virtual time, cut into its figures by their ids. */
async function figuresOf(change: (source: string) => string): Promise<Map<string, string>> {
  const out = temporary();
  const ran = await run(out, ['--engine', 'simulated', '--experiments', experimentsWith(change)]);
  assert.equal(ran.exitCode, 0, ran.stderr);
  const page = readFileSync(join(studyIn(out), 'index.html'), 'utf8');
  const figures = page.matchAll(/<figure[^>]* id="([^"]+)".*?<\/figure>/gs);
  return new Map(Array.from(figures, ([text, id]) => [id!, text]));
}

const rules = (figure: string): number =>
  [...figure.matchAll(/<(?:line|path)[^>]*stroke-dasharray="4,2"/g)].length;

test('faults are lines through allocation and decisions, each named in the legend; a study without has none', async () => {
  const disturbed = await figuresOf(source =>
    source.replace('primary: meanWait,', `${faults}\n  primary: meanWait,`),
  );
  const calm = await figuresOf(source =>
    source.replace('primary: meanWait,', `faults: [],\n  primary: meanWait,`),
  );
  const charts = [...disturbed.keys()].filter(id => /^(allocation|decisions)/.test(id));
  assert.ok(charts.length >= 3, charts.join());
  assert.match(
    disturbed.get('allocation')!,
    /caused on purpose: kill-container, pause-container and resume-container</,
    'what befell any arm',
  );
  for (const id of charts) {
    assert.match(disturbed.get(id)!, /caused on purpose: kill-container/, id);
    // In three panels, each on a wide and on a narrow screen, and once in the legend.
    assert.ok(rules(disturbed.get(id)!) >= 3 * 2 + 1, `${id}: ${rules(disturbed.get(id)!)} rules`);
    assert.doesNotMatch(calm.get(id)!, /caused on purpose/, id);
    assert.equal(rules(calm.get(id)!), 0, id);
  }
});
