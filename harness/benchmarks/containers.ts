import { median } from 'simple-statistics';
import type { Benchmark, BenchRow } from '../benchmark.ts';
import { type Stages, stagesOnEngine } from '../engines/docker/stages.ts';

const rounds = 7;

/** Containers on a real engine: each stage, our start against `docker run` in turn, and eight together. */
export const benchmark: Benchmark = {
  title: 'Containers on Docker',
  docker: true,
  run: async () => {
    const engine = await stagesOnEngine();
    await engine.stages(); // the first one warms the engine's caches
    const lives: Stages[] = [];
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      lives.push(await engine.stages());
      // In turn, so that what disturbs the machine disturbs both.
      ours.push(await engine.byHarness());
      theirs.push(await engine.byCommand());
    }
    const stage = (name: 'create' | 'start' | 'ready' | 'stop', what: string): BenchRow => ({
      what,
      value: median(lives.map(life => life[name])),
      unit: 'ms',
      samples: rounds,
    });
    const eight = await engine.together(8, 2);
    const eightAtOnce = await engine.together(8, 8);
    return [
      stage('create', 'create a container'),
      stage('start', 'start it'),
      stage('ready', 'wait for its first answer'),
      stage('stop', 'stop and remove it'),
      {
        what: 'from asking to the first answer',
        value: median(ours),
        unit: 'ms',
        samples: rounds,
        limit: { what: 'docker run -d', value: median(theirs) },
      },
      {
        what: 'eight asked for together, two at a time: mean until ready',
        value: eight.reduce((sum, at) => sum + at, 0) / eight.length,
        unit: 'ms',
        samples: 8,
        limit: {
          what: 'all at once',
          value: eightAtOnce.reduce((sum, at) => sum + at, 0) / eightAtOnce.length,
        },
      },
    ];
  },
};
