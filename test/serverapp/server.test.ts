import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { hostname } from 'node:os';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pause, stopwatch } from '../../harness/clock.ts';

const script = fileURLToPath(new URL('../../serverapp/server.ts', import.meta.url));

interface Server {
  readonly process: ChildProcess;
  readonly port: number;
}

const start = async (): Promise<Server> => {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const port = /^serverapp listens on port (\d+)\n$/.exec(String(line))?.[1];
  assert.ok(port, `the port in "${line}"`);
  return { process: child, port: Number(port) };
};

const ask = (
  { port }: Server,
  path: string,
  agent?: Agent,
): Promise<{ status: number | undefined; body: string; reused: boolean; keepAlive: unknown }> =>
  new Promise((resolve, reject) => {
    const request = get({ port, path, host: '127.0.0.1', agent }, response => {
      let body = '';
      response.setEncoding('utf8').on('data', chunk => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          body,
          reused: request.reusedSocket,
          keepAlive: response.headers['keep-alive'],
        }),
      );
    });
    request.on('error', reject);
  });

/** Fibonacci(n) modulo 2^32 by F(2k) = F(k)(2F(k+1) − F(k)), F(2k+1) = F(k)² + F(k+1)²: another way than the server's. */
const fibonacciModulo32 = (n: bigint): bigint => {
  const modulus = 1n << 32n;
  let [a, b] = [0n, 1n];
  for (const bit of n.toString(2)) {
    const doubled = (a * (2n * b - a + 2n * modulus)) % modulus;
    const next = (a * a + b * b) % modulus;
    [a, b] = bit === '0' ? [doubled, next] : [next, (doubled + next) % modulus];
  }
  return a;
};

let server: Server;
before(async () => {
  server = await start();
});
after(() => server.process.kill('SIGKILL'));

test('the server says its name and that it is ready', async () => {
  assert.deepEqual(await ask(server, '/').then(({ status, body }) => [status, body]), [
    200,
    `${hostname()}\n`,
  ]);
  assert.equal((await ask(server, '/healthz')).status, 200);
});

test("the paper's task is Fibonacci up to the 35th, by 78,176,300 calls", async () => {
  const { status, body } = await ask(server, '/start_task');
  assert.equal(status, 200);
  const { upTo, numbers, calls } = JSON.parse(body);
  assert.equal(upTo, 35);
  assert.deepEqual(numbers.slice(0, 11), [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55]); // OEIS A000045
  assert.equal(numbers.at(-1), 9_227_465);
  // Naive Fibonacci(n) takes 2·F(n+1) − 1 calls; their sum for n = 0…35 is 2·(F(38) − 1) − 36.
  assert.equal(calls, 2 * (39_088_169 - 1) - 36);
});

test('a smaller task may be asked for', async () => {
  const { body } = await ask(server, '/start_task?n=10');
  assert.deepEqual(JSON.parse(body), {
    upTo: 10,
    numbers: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55],
    calls: 453,
  });
});

for (const units of [0, 1, 2, 1000, 54_321])
  test(`${units} work units are ${units} times 10,000 Fibonacci steps`, async () => {
    const { status, body } = await ask(server, `/work?units=${units}`);
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body), { units, last: Number(fibonacciModulo32(BigInt(units) * 10_000n)) });
  });

test('the last of a hundred thousand units costs what the first ones do', async () => {
  const perUnit = async (units: number): Promise<number> => {
    const spells: number[] = [];
    for (let i = 0; i < 3; i++) {
      const taken = stopwatch();
      await ask(server, `/work?units=${units}`);
      spells.push(taken() / units);
    }
    return Math.min(...spells);
  };
  const [few, many] = [await perUnit(10_000), await perUnit(100_000)];
  assert.ok(many < 3 * few && few < 3 * many, `${few * 1000} against ${many * 1000} µs a unit`);
});

for (const query of [
  '',
  '?units=',
  '?units=1.5',
  '?units=-1',
  '?units=1e3',
  '?units=NaN',
  '?units=1000000001',
])
  test(`/work${query} is refused in a sentence`, async () => {
    const { status, body } = await ask(server, `/work${query}`);
    assert.equal(status, 400);
    assert.match(body, /^Expected units to be a whole number from 0 to 1000000000, got ".*"\.\n$/);
  });

test('a task that would not end in this life is refused', async () => {
  const { status, body } = await ask(server, '/start_task?n=46');
  assert.deepEqual([status, body], [400, 'Expected n to be a whole number from 0 to 45, got "46".\n']);
});

for (const path of ['/nothing', '//', '/work/', '/?', '/%'])
  test(`${path} ends in an answer, not in the server's death`, async () => {
    assert.equal((await ask(server, path)).status, path === '/?' ? 200 : 404);
  });

test('a kept connection is used again and given no time to live', async () => {
  const agent = new Agent({ keepAlive: true });
  assert.equal((await ask(server, '/work?units=1', agent)).keepAlive, undefined);
  assert.equal((await ask(server, '/work?units=2', agent)).reused, true);
  agent.destroy();
});

test('requests that come together all get their own answer', async () => {
  const all = Array.from({ length: 20 }, (_, n) => n);
  const answers = await Promise.all(all.map(units => ask(server, `/work?units=${units}`)));
  assert.deepEqual(
    answers.map(({ body }) => JSON.parse(body).units),
    all,
  );
});

test('while it computes it says that it is well, and SIGTERM ends it at once', async () => {
  const other = await start();
  const lost = assert.rejects(ask(other, '/work?units=1000000000'), { code: 'ECONNRESET' });
  await pause(50);
  assert.equal((await ask(other, '/healthz')).status, 200);
  const taken = stopwatch();
  other.process.kill('SIGTERM');
  const [code] = await once(other.process, 'exit');
  assert.ok(taken() < 500, `it took ${taken()} ms`);
  assert.equal(code, 0);
  await lost;
});

test('a port that is taken or none is said in a sentence', async () => {
  for (const [port, sentence] of [
    [String(server.port), /^The server cannot listen: .*EADDRINUSE.*\.\n$/],
    ['many', /^Expected PORT to be a number from 0 \(any free one\) to 65535, got "many"\.\n$/],
  ] as const) {
    const child = spawn(process.execPath, [script], { env: { ...process.env, PORT: port }, stdio: 'pipe' });
    let said = '';
    child.stderr.on('data', chunk => {
      said += chunk;
    });
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
    assert.match(said, sentence);
  }
});
