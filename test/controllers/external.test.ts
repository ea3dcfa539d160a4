import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { realTime, seconds } from '../../harness/clock.ts';
import type { ControllerFactory, Observation } from '../../harness/controller.ts';
import { external } from '../../harness/controllers/external.ts';
import type { Decided } from '../../harness/decider.ts';
import { simulated } from '../../harness/engines/simulated.ts';
import { plan, resolve } from '../../harness/plan.ts';
import { runTrial } from '../../harness/trial.ts';
import { batches } from '../../harness/workloads/batches.ts';
import { oneArm, tried } from '../simulated-trial.ts';
import { begun, observed, setting } from './observation.ts';

/** A program of one expression: what it writes for a line, given as `seen`. */
const program = (answer: string, before = ''): string[] => [
  process.execPath,
  '--eval',
  `${before};
  require('node:readline').createInterface({ input: process.stdin }).on('line', line => {
    const seen = JSON.parse(line);
    ${answer}
  });`,
];
const say = (decision: string): string => `console.log(JSON.stringify(${decision}))`;
const two = say("{ containers: 2, reason: 'two' }");

const once = async (factory: ControllerFactory, seen: Observation = observed({})): Promise<unknown> => {
  const controller = begun(factory);
  try {
    return await controller.decide(seen);
  } finally {
    await controller.close?.();
  }
};

const decisions = (trace: { events: Iterable<{ type: string }> }): Decided[] => {
  const found: Decided[] = [];
  for (const event of trace.events) if (event.type === 'decision') found.push(event as unknown as Decided);
  return found;
};

test('the program is told what every controller is told, and its setting', async () => {
  const echo = external({ command: program(say('{ containers: 1, reason: JSON.stringify(seen) }')) });
  const seen = observed({ at: 500, queued: 3, ready: 1, perSecond: [{ arrived: 2 }], waits: [1.5] });
  const { reason } = (await once(echo, seen)) as { reason: string };
  assert.deepEqual(JSON.parse(reason), { ...seen, setting: setting() });
});

test('it runs for the whole trial, so that it may remember, and anew for the next', async () => {
  const counting = external({
    command: program(say("{ containers: ++calls, reason: 'one more' }"), 'let calls = 0'),
  });
  const experiment = oneArm({ loop: { slot: seconds(1), limit: seconds(3.5) } }, { controller: counting });
  for (const _ of [1, 2]) {
    const counts = decisions(await tried(experiment)).map(({ wanted }) => wanted);
    assert.deepEqual(counts.slice(0, 2), [1, 2]);
  }
});

test('a trial with it in virtual time repeats to the byte, however long it thinks', async () => {
  const slow = external({ command: program(`setTimeout(() => ${two}, seen.at % 7)`) });
  const run = async (): Promise<string> =>
    JSON.stringify([...(await tried(oneArm({}, { controller: slow }))).events]);
  assert.equal(await run(), await run());
});

test('in real time the loop does not wait for it, and its answers count when they come', async () => {
  const controller = external({
    command: program(`setTimeout(() => ${say("{ containers: 8, reason: 'eight' }")}, 20)`),
  });
  // One container would need 6 s: time enough for a slow machine to start a program. Eight have it done soon after.
  const experiment = oneArm(
    { workload: batches([{ at: 0, requests: 60 }], { work: 1000 }), timeScale: 0.1 },
    { controller },
  );
  const engine = { ...simulated(), time: realTime };
  const facts = await engine.prepare(experiment.settings, experiment.timeScale);
  const planned = plan(experiment)[0]!;
  const arm = resolve(experiment, planned);
  const trace = await runTrial({ experiment, planned, ...arm, engine, facts, study: 'test' });
  assert.ok(decisions(trace).some(({ applied, reason }) => applied === 8 && reason === 'eight'));
});

const fails: [string, ControllerFactory, RegExp][] = [
  [
    'a program that does not exist',
    external({ command: 'no-such-program --at all' }),
    /^Controller external: expected a program that answers.*ENOENT.*correct the command\.$/,
  ],
  [
    'a program that dies, with its last words',
    external({ command: program("console.error('division by zero'); process.exit(3)"), name: 'mine' }),
    /^Controller mine: .*found exit code 3 after saying “division by zero”; mend it/,
  ],
  [
    'a program that is too late',
    external({ command: program(`setTimeout(() => ${two}, 60_000)`), startup: 300 }),
    /expected an answer within 0\.3 s, found none; make it faster/,
  ],
  [
    'a program that answers garbage',
    external({ command: program("console.log('about three')") }),
    /expected a decision \{"containers": 3, "reason": "why"\} as one line of JSON, found about three;/,
  ],
  [
    'a program that says more than it is asked',
    external({ command: program("console.log('thinking');", "console.log('hello')"), name: 'chatty' }),
    /^Controller chatty: expected .*found/,
  ],
  [
    'a program that ends in silence',
    external({ command: [process.execPath, '--eval', '0'] }),
    /found exit code 0; mend it/,
  ],
];
for (const [what, controller, sentence] of fails) {
  test(`${what} fails its trial with a sentence`, async () => {
    await assert.rejects(tried(oneArm({}, { controller })), (error: Error) => {
      assert.match(error.message, sentence);
      assert.ok(!error.message.includes('\n'), 'one sentence');
      return true;
    });
  });
}

test('a decision that is none is refused as with every other controller', async () => {
  for (const wrong of ['{ containers: 2.5, reason: "half" }', '{ containers: 2 }', 'null', '[3]'])
    await assert.rejects(
      tried(oneArm({}, { controller: external({ command: program(say(wrong)) }) })),
      /Controller external: expected a decision \{ containers: integer, reason: words \}, found /,
    );
});

test('no command is no controller', () => {
  assert.throws(() => begun(external({ command: [] })), /expected a command, found none/);
});

test('when the trial is over the program is gone, even one that will not go', async () => {
  const stubborn = external({
    command: program(say('{ containers: 1, reason: String(process.pid) }'), 'setInterval(() => {}, 1000)'),
  });
  const controller = begun(stubborn);
  const { reason } = await controller.decide(observed({}));
  process.kill(Number(reason), 0);
  await controller.close?.();
  assert.throws(() => process.kill(Number(reason), 0), /ESRCH/);
});

const python = (): string | undefined => {
  try {
    return execFileSync('python3', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
};

test('the example in Python scales out at once and in one by one', {
  skip: python() === undefined && 'there is no python3 here',
}, async () => {
  const example = external({ command: ['python3', 'experiments/external-controller.py'] });
  const controller = begun(example, { kMin: 2, kMax: 8 });
  const wanted: number[] = [];
  for (const queued of [0, 5, 40, 3, 0, 0])
    wanted.push((await controller.decide(observed({ queued, running: 1 }))).containers);
  await controller.close?.();
  assert.deepEqual(wanted, [2, 6, 8, 7, 6, 5]);
});
