import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../../harness/clock.ts';
import type { Cluster, Container, Engine, EngineFacts, EngineSettings } from '../../harness/engine.ts';
import { complete } from '../../harness/experiment.ts';
import { rng } from '../../harness/rng.ts';

/** What a story is told with: it acts on the cluster, and goes on when a line appears in the log. */
interface World {
  readonly clock: Clock;
  readonly cluster: Cluster;
  /** Adds a line of the story's own. */
  say(line: string): void;
  /** Once that line is in the log: "ready c2", "gone c1". */
  when(line: string, then: () => void): void;
  container(id: string): Container;
  /** Closes the cluster; the story ends when that is done. */
  end(): void;
}

/** Settings of the defaults but for what a story changes. */
const settingsOf = (change: Partial<EngineSettings>): EngineSettings => ({
  ...complete('contract', { question: 'q', arms: [], primary: undefined as never, reference: '', seeds: 1 })
    .settings,
  ...change,
});

/**
 * What every engine promises, told as stories in event handlers, so that one contract holds in real and in virtual time.
 * `remaining` counts what is left of our containers after a story; it must be none.
 */
export function engineContract(
  engine: Engine,
  {
    skip = false,
    remaining = async () => 0,
  }: { skip?: string | false; remaining?: () => Promise<number> } = {},
): void {
  let facts: EngineFacts;
  const promise = (what: string, check: () => Promise<void>): void => {
    test(`${engine.name}: ${what}`, { skip, timeout: 60_000 }, async () => {
      facts ??= await engine.prepare(settingsOf({}), 0.05);
      await check();
      assert.equal(await remaining(), 0, 'containers are left');
    });
  };

  function story(tell: (world: World) => void, change: Partial<EngineSettings> = {}): Promise<string[]> {
    const log: string[] = [];
    return engine.time.run<string[]>(
      (clock, finish) => {
        const waiting = new Map<string, () => void>();
        let failure: unknown;
        const end = (): void => {
          waiting.clear();
          cluster.close(() => {
            if (failure)
              clock.after(0, () => {
                throw failure;
              });
            else finish([...log, 'closed']);
          });
        };
        const safely = (then: (() => void) | undefined): void => {
          try {
            then?.();
          } catch (error) {
            failure = error;
            end();
          }
        };
        const say = (line: string): void => {
          log.push(line);
          const then = waiting.get(line);
          waiting.delete(line);
          safely(then);
        };
        const cluster = engine.open({
          clock,
          events: {
            starting: c => say(`starting ${c.id}`),
            ready: c => say(`ready ${c.id}`),
            stopping: c => say(`stopping ${c.id}`),
            gone: (c, exit, expected) => {
              log.push(`how ${c.id} went: ${exit}`);
              say(expected ? `gone ${c.id}` : `lost ${c.id}`);
            },
            failed: error => {
              failure = error;
              end();
            },
          },
          settings: settingsOf(change),
          facts,
          timeScale: 0.05,
          rng: rng('contract'),
          study: 'contract',
          trial: 'contract',
        });
        const container = (id: string): Container => cluster.containers().find(c => c.id === id)!;
        const when = (line: string, then: () => void): void => {
          if (log.includes(line)) safely(then);
          else waiting.set(line, then);
        };
        safely(() => tell({ clock, cluster, say, when, container, end }));
      },
      () => `the story to go on after: ${log.join(', ')}`,
    );
  }

  const told = (log: readonly string[]): string[] => log.filter(line => !line.startsWith('how '));

  promise('what it learned beforehand is of a host that can work', async () => {
    assert.ok(facts.usableCores > 0 && facts.quota > 0 && facts.startDelay > 0, JSON.stringify(facts));
    assert.ok(Math.abs(facts.quota - facts.usableCores / settingsOf({}).paperCores) < 1e-9);
  });

  promise('what is asked for is told at once as starting, and later as ready', async () => {
    const log = await story(({ cluster, when, end, say }) => {
      cluster.scale(2);
      say(`${cluster.containers().length} asked for`);
      when('ready c1', () => when('ready c2', end));
    });
    assert.deepEqual(told(log).slice(0, 3), ['starting c1', 'starting c2', '2 asked for']);
    assert.equal(log.at(-1), 'closed');
    for (const id of ['c1', 'c2']) assert.ok(log.includes(`gone ${id}`));
  });

  promise('asking again for the same number changes nothing', async () => {
    const log = await story(({ cluster, when, end }) => {
      cluster.scale(1);
      when('ready c1', () => {
        cluster.scale(1);
        cluster.scale(1);
        end();
      });
    });
    assert.deepEqual(told(log), ['starting c1', 'ready c1', 'stopping c1', 'gone c1', 'closed']);
  });

  promise('a request makes its container busy, and it is ready again when the answer is there', async () => {
    const log = await story(({ cluster, when, say, container, end }) => {
      cluster.scale(1);
      when('ready c1', () => {
        cluster.serve(container('c1'), 1000, served => {
          say(`served ${served.ok}, ${container('c1').state}`);
          end();
        });
        say(container('c1').state);
        assert.throws(() => cluster.serve(container('c1'), 1, () => {}), /expected it to be ready/);
      });
    });
    assert.ok(log.includes('busy') && log.includes('served true, ready'), log.join(', '));
  });

  promise('work costs CPU time in proportion, and idling none', async () => {
    let used: number[] = [];
    await story(({ clock, cluster, when, container, end }) => {
      const read = (): number => cluster.cpu(container('c1'))?.usedMs ?? Number.NaN;
      const later = (then: () => void): void => void clock.after(400, then);
      cluster.scale(1);
      when('ready c1', () =>
        later(() => {
          const before = read();
          cluster.serve(container('c1'), 8000, () =>
            later(() => {
              const after = read();
              later(() => {
                used = [after - before, read() - after];
                end();
              });
            }),
          );
        }),
      );
    });
    // 8,000 units are 8 paper seconds of the quota; at scale 0.05 that is 400 ms of it.
    const expected = 400 * facts.quota;
    assert.ok(Math.abs(used[0]! / expected - 1) < 0.4, `used ${used[0]} ms of ${expected}`);
    assert.ok(used[1]! < 0.1 * expected, `idle, it used ${used[1]} ms`);
  });

  promise('the oldest goes first, and a busy one finishes its request before it goes', async () => {
    const log = await story(
      ({ cluster, when, say, container, end }) => {
        cluster.scale(2);
        when('ready c1', () =>
          when('ready c2', () => {
            cluster.serve(container('c1'), 4000, served => say(`served ${served.ok}`));
            cluster.scale(1);
            when('gone c1', end);
          }),
        );
      },
      { retire: 'oldest' },
    );
    const order = told(log).filter(line => /c1|served/.test(line));
    assert.deepEqual(order, ['starting c1', 'ready c1', 'stopping c1', 'served true', 'gone c1']);
  });

  promise('closing while containers are starting leaves none', async () => {
    const log = await story(({ clock, cluster, end }) => {
      cluster.scale(3);
      clock.after(50, end);
    });
    assert.equal(log.filter(line => line.startsWith('gone ')).length, 3);
    assert.equal(log.at(-1), 'closed');
  });

  promise('a container that is killed is told as lost, and its request is given back', async () => {
    const log = await story(({ clock, cluster, when, say, container, end }) => {
      cluster.scale(1);
      when('ready c1', () => {
        cluster.serve(container('c1'), 60_000, served => say(`served ${served.ok}`));
        clock.after(100, () => cluster.harm(container('c1'), 'kill'));
        when('served false', () => {
          cluster.scale(1);
          when('ready c2', end);
        });
      });
    });
    assert.ok(log.includes('lost c1'), log.join(', '));
    assert.match(log.find(line => line.startsWith('how c1'))!, /137/);
  });

  promise('a paused container keeps its request until it is discarded or resumed', async () => {
    const log = await story(({ clock, cluster, when, say, container, end }) => {
      cluster.scale(2);
      when('ready c1', () =>
        when('ready c2', () => {
          // Two seconds of work, so that a busy engine has paused it long before the end.
          for (const id of ['c1', 'c2'])
            cluster.serve(container(id), 40_000, served => say(`${id} served ${served.ok}`));
          const [one, two] = [container('c1'), container('c2')];
          cluster.harm(one, 'pause');
          cluster.harm(two, 'pause');
          clock.after(1500, () => {
            say('still waiting');
            cluster.discard(one, 'gave no answer');
            cluster.harm(two, 'resume');
          });
          when('c2 served true', end);
        }),
      );
    });
    const served = log.filter(line => /served|still/.test(line));
    assert.deepEqual(served, ['still waiting', 'c1 served false', 'c2 served true']);
  });

  promise('starts that fail are tried again', async () => {
    const log = await story(({ cluster, when, end }) => {
      cluster.hinder({ failStarts: 2 });
      cluster.scale(1);
      when('ready c1', end);
    });
    assert.deepEqual(told(log), ['starting c1', 'ready c1', 'stopping c1', 'gone c1', 'closed']);
  });

  promise('a start that fails three times ends the story with a sentence', async () => {
    await assert.rejects(
      story(({ cluster }) => {
        cluster.hinder({ failStarts: 3 });
        cluster.scale(1);
      }),
      /A start failed/,
    );
  });
}
