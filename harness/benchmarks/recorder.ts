import { Bench } from 'tinybench';
import type { Benchmark } from '../benchmark.ts';
import { Recorder } from '../recorder.ts';

const events = 10_000;

/** What it costs to record an event, in the columns of a trace and as an object for somebody who watches. */
export const benchmark: Benchmark = {
  title: 'The recorder',
  run: async () => {
    const bench = new Bench({ time: 300, warmupTime: 100, throws: true });
    const fill = (recorder: Recorder): void => {
      for (let i = 0; i < events / 2; i++) {
        recorder.arrived(i, i, i, 1);
        recorder.dispatched(i, i, 1);
      }
    };
    bench.add('an event, kept', () => fill(new Recorder()));
    bench.add('an event, not kept', () => fill(new Recorder({ keep: false })));
    bench.add('an event, watched as well', () => fill(new Recorder({ watch: () => {} })));
    await bench.run();
    return bench.tasks.map(({ name, result }) => {
      if (result.state !== 'completed') throw new Error(`Benchmark ${name}: it ${result.state}.`);
      return {
        what: name,
        value: (result.latency.p50 * 1000) / events,
        unit: 'µs' as const,
        samples: result.latency.samplesCount,
      };
    });
  },
};
