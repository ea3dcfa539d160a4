import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Clock, type Millis, virtualTime } from '../harness/clock.ts';
import type { ContainerDriver } from '../harness/driver.ts';
import type { Cluster, Container, Retire } from '../harness/engine.ts';
import { pool } from '../harness/pool.ts';

/* What the pool adds to a driver: how many start at once, second tries, and that nothing is left when it closes. */

interface Script {
  /** How long a start takes; negative: it fails after so long. By number of the call. */
  starts?: readonly Millis[];
  startsAtOnce?: number;
  retire?: Retire;
  stop?: Millis;
}

interface Scene {
  readonly clock: Clock;
  readonly cluster: Cluster;
  readonly log: string[];
  at(ms: Millis, then: () => void): void;
  container(id: string): Container;
}

/** Runs a scene on a driver whose starts take as long as the script says, and closes it at `until`. */
function played(
  { starts = [], startsAtOnce = 2, retire = 'oldest', stop = 10 }: Script,
  until: Millis,
  scene: (on: Scene) => void,
) {
  const log: string[] = [];
  return virtualTime.run<string[]>(
    (clock, end) => {
      let calls = 0;
      let alive = 0;
      const say = (line: string): void => void log.push(`${clock.now()} ${line}`);
      const driver: ContainerDriver<string> = {
        start: (id, _index, fate) => {
          const takes = starts[calls++] ?? 100;
          alive++;
          clock.after(Math.abs(takes), () => {
            if (takes >= 0) return fate.ready(id);
            alive--;
            fate.failed(new Error(`${id} would not start`));
          });
        },
        serve: (_handle, work, done) => void clock.after(work, () => done({ ok: true })),
        stop: (_handle, stopped) =>
          void clock.after(stop, () => {
            alive--;
            stopped('removed');
          }),
        cpu: () => undefined,
        harm: () => {},
        close: closed => {
          say(`driver closed with ${alive} alive`);
          closed();
        },
      };
      const cluster = pool({
        clock,
        driver,
        startsAtOnce,
        retire,
        events: {
          starting: () => {},
          ready: c => say(`ready ${c.id}`),
          stopping: c => say(`stopping ${c.id}`),
          gone: (c, exit) => say(`gone ${c.id}: ${exit}`),
          failed: error => say(`failed: ${error.message}`),
        },
      });
      scene({
        clock,
        cluster,
        log,
        at: (ms, then) => void clock.after(ms, then),
        container: id => cluster.containers().find(c => c.id === id)!,
      });
      clock.after(until, () => cluster.close(() => end(log)));
    },
    () => log.join(', '),
  );
}

test('two starts at a time: the third waits for one of them', async () => {
  const log = await played({ starts: [100, 300, 100] }, 1000, ({ cluster }) => cluster.scale(3));
  assert.deepEqual(log.slice(0, 3), ['100 ready c1', '200 ready c3', '300 ready c2']);
});

test('one that waits for its start is dropped for nothing when it is no longer wanted', async () => {
  const log = await played({ retire: 'idlest' }, 1000, ({ cluster, at }) => {
    cluster.scale(4);
    at(50, () => cluster.scale(2));
  });
  assert.deepEqual(log.slice(0, 4), [
    '50 stopping c4',
    '50 gone c4: never started',
    '50 stopping c3',
    '50 gone c3: never started',
  ]);
});

test('one whose start is under way when it is no longer wanted is stopped as soon as it is there', async () => {
  const log = await played({ starts: [100, 400], retire: 'idlest' }, 1000, ({ cluster, at }) => {
    cluster.scale(2);
    at(150, () => cluster.scale(1));
  });
  assert.deepEqual(log.slice(0, 3), ['100 ready c1', '150 stopping c2', '410 gone c2: removed']);
});

test('a start that fails is tried twice more, half a second and then a second later', async () => {
  const log = await played({ starts: [-100, -100, 100] }, 5000, ({ cluster }) => cluster.scale(1));
  assert.equal(log[0], '1800 ready c1'); // 100 + 500 + 100 + 1000 + 100
});

test('after the third failure the trial is told, with the words of the last one', async () => {
  const log = await played({ starts: [-100, -100, -100] }, 5000, ({ cluster }) => cluster.scale(1));
  assert.deepEqual(log.slice(0, 2), ['1800 gone c1: failed to start', '1800 failed: c1 would not start']);
});

test('closing waits for starts under way and for second tries, and then nothing is alive', async () => {
  const log = await played({ starts: [-100, 3000] }, 150, ({ cluster }) => cluster.scale(2));
  assert.equal(log.at(-1), '3010 driver closed with 0 alive');
});

test('closing does not wait for requests under way', async () => {
  const log = await played({}, 500, ({ cluster, at, container }) => {
    cluster.scale(1);
    at(200, () => cluster.serve(container('c1'), 60_000, () => assert.fail('nobody waits for this answer')));
  });
  assert.equal(log.at(-1), '510 driver closed with 0 alive');
});

test('a retired busy container is one fewer at once, and goes when its request is done', async () => {
  const log = await played({}, 5000, ({ cluster, at, container }) => {
    cluster.scale(2);
    at(200, () => {
      cluster.serve(container('c1'), 700, () => {});
      cluster.scale(1);
      cluster.scale(1);
    });
  });
  assert.deepEqual(log.filter(line => line.includes('c1') || line.includes('c3')).slice(0, 3), [
    '100 ready c1',
    '200 stopping c1',
    '910 gone c1: removed',
  ]);
});

test('a slow engine makes every start take that much longer, until it is well again', async () => {
  const log = await played({}, 5000, ({ cluster, at }) => {
    cluster.hinder({ delay: 1000 });
    cluster.scale(1);
    at(1500, () => {
      cluster.hinder({ delay: 0 });
      cluster.scale(2);
    });
  });
  assert.deepEqual(log.slice(0, 2), ['1100 ready c1', '1600 ready c2']);
});

test('nothing is started once it closes', async () => {
  const log = await played({}, 0, ({ cluster, at }) => {
    cluster.scale(1);
    at(1, () => cluster.scale(5));
  });
  assert.ok(!log.some(line => /c[2-5]/.test(line)), log.join(', '));
});
