import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildReport } from '../../harness/report/build.ts';
import { temporaryStudy } from './temporary-study.ts';

const arms = ['fixed at 5', 'francis-dockerawm from 2'] as const;
const seeds = 6;

/** The page's numbers once more, from the lines of the raw traces, by arithmetic that shares nothing with the program. */
describe('numbers on the page equal those recomputed from the raw traces', () => {
  let study: Awaited<ReturnType<typeof temporaryStudy>>;
  let page: string;
  const traces: { arm: string; seed: number; scale: number; events: Record<string, number & string>[] }[] =
    [];
  before(async () => {
    study = await temporaryStudy({ seeds });
    page = await buildReport(study.results);
    for (const { trial } of study.results.summary.trials) {
      const text = readFileSync(join(study.results.folder, 'trials', `${trial}.jsonl`), 'utf8');
      const [header, ...events] = text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      traces.push({ arm: header.arm, seed: header.seed, scale: header.timeScale, events });
    }
  });
  after(() => study[Symbol.dispose]());

  /** Mean over requests of (event − intended arrival), in paper seconds, of one trial. */
  const meanDelay = (trial: (typeof traces)[number], type: string): number => {
    const intended = new Map(
      trial.events
        .filter(event => event.type === 'request.arrived')
        .map(event => [event.request, event.intended]),
    );
    const delays = trial.events
      .filter(event => event.type === type)
      .map(event => (Number(event.at) - Number(intended.get(event.request!))) / trial.scale / 1000);
    return delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
  };
  const ofArm = (arm: string, type: string): number[] =>
    traces
      .filter(trial => trial.arm === arm)
      .sort((a, b) => a.seed - b.seed)
      .map(trial => meanDelay(trial, type));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  /** Student's t for 5 degrees of freedom, 97.5 %, from a printed table. */
  const t5 = 2.5706;
  const halfWidth = (values: number[]): number => {
    const variance =
      values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
    return t5 * Math.sqrt(variance / values.length);
  };
  const cells = (metric: string): string[] => {
    const row = page.split('<tr').find(one => one.includes(`<bdi>${metric}</bdi>`))!;
    return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) =>
      cell!.replace(/<[^>]*>/g, '').replace('★', ''),
    );
  };
  const shown = (value: number): string =>
    value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

  for (const [metric, type] of [
    ['mean wait (s)', 'request.dispatched'],
    ['mean response (s)', 'request.finished'],
  ] as const) {
    it(`${metric} of every arm, its interval, and the paired ratio with its interval`, () => {
      const [reference, arm] = arms.map(name => ofArm(name, type)) as [number[], number[]];
      const logs = arm.map((value, i) => Math.log(value / reference[i]!));
      const ratio = [mean(logs), mean(logs) - halfWidth(logs), mean(logs) + halfWidth(logs)].map(Math.exp);
      const said = (values: number[]): string =>
        `${shown(mean(values))} [${shown(mean(values) - halfWidth(values))}, ${shown(mean(values) + halfWidth(values))}]`;
      const [first, second] = cells(metric);
      assert.equal(first, said(reference));
      assert.equal(
        second,
        `${said(arm)}×\u2009${ratio[0]!.toFixed(2)} [${ratio[1]!.toFixed(2)}, ${ratio[2]!.toFixed(2)}]`,
      );
    });
  }

  it('container seconds: the time that containers exist while the load runs', () => {
    const seconds = arms.map(name =>
      mean(
        traces
          .filter(trial => trial.arm === name)
          .map(trial => {
            const end = Math.max(
              ...trial.events.filter(e => e.type === 'request.finished').map(e => Number(e.at)),
            );
            let sum = 0;
            for (const event of trial.events) {
              const at = Math.min(end, Math.max(0, Number(event.at)));
              if (event.type === 'container.starting') sum += end - at;
              if (event.type === 'container.gone') sum -= end - at;
            }
            return sum / trial.scale / 1000;
          }),
      ),
    );
    assert.deepEqual(
      cells('container seconds').map(cell => cell.split(' [')[0]!.replace('\u202f', '')),
      seconds.map(value => value.toFixed(0)),
    );
  });

  it('seeds on which the arm was better, in the verdict', () => {
    const [reference, arm] = arms.map(name => ofArm(name, 'request.dispatched')) as [number[], number[]];
    const better = arm.filter((value, i) => value < reference[i]!).length;
    assert.ok(page.includes(`better on ${better} of ${seeds} seeds`));
  });

  it('decisions with their reasons, every one of the trial that is shown', () => {
    const shownTrial = /<figure id="decisions-1"[^>]*data-shown="([^"]*)"/.exec(page)![1]!;
    const text = readFileSync(join(study.results.folder, 'trials', `${shownTrial}.jsonl`), 'utf8');
    const decisions = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .filter(line => line.type === 'decision');
    const table = /<details class="reasons" data-figure="decisions-1">.*?<\/details>/s.exec(page)![0];
    const rows = table.split('<tr>').slice(2);
    assert.equal(rows.length, decisions.length);
    decisions.forEach((decision, i) => {
      const said = [...rows[i]!.matchAll(/<bdi>(.*?)<\/bdi>/g)].map(([, cell]) =>
        cell!.replaceAll('&#x3D;', '='),
      );
      assert.equal(said[5], String(decision.wanted), `wanted of decision ${i + 1}`);
      assert.equal(said[6], String(decision.applied));
      assert.equal(said[7], decision.reason);
    });
  });
});
