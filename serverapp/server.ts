/**
 * What runs in every container. It computes in a worker thread, so that /healthz and SIGTERM are answered meanwhile;
 * requests that come together are served one after the other.
 *   GET /                 the container's name
 *   GET /start_task?n=35  the paper's task: the Fibonacci numbers up to the nth, by the naive recursion
 *   GET /work?units=N     N counted work units (see work.ts)
 *   GET /healthz          200 once the worker is up; before that the port is closed
 */
import type { ServerResponse } from 'node:http';
import type { Task } from './work.ts';

// A CommonJS file, see package.json: the loader of ES modules would take 50 ms of a core at every start.
const { createServer } = process.getBuiltinModule('node:http');
const { hostname } = process.getBuiltinModule('node:os');
const { extname } = process.getBuiltinModule('node:path');
const { Worker } = process.getBuiltinModule('node:worker_threads');

/** Most of an hour of a whole core: more is a slip of the client. */
const mostUnits = 1e9;
/** Takes some 10^10 calls, most of a minute. */
const mostFibonacci = 45;

const worker = new Worker(`${__dirname}/work${extname(__filename)}`);
const waiting: ServerResponse[] = [];

const say = (response: ServerResponse, status: number, sentence: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
};

const hand = (response: ServerResponse, task: Task): void => {
  waiting.push(response);
  worker.postMessage(task);
};

/** Reads a whole number from the query; answers 400 in a sentence and returns undefined when it is not one. */
const whole = (
  response: ServerResponse,
  query: URLSearchParams,
  name: string,
  most: number,
  usual?: string,
) => {
  const text = query.get(name) ?? usual ?? '';
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  say(response, 400, `Expected ${name} to be a whole number from 0 to ${most}, got "${text.slice(0, 40)}".`);
  return undefined;
};

const server = createServer((request, response) => {
  const [path, query] = (request.url ?? '/').split('?', 2);
  const asked = new URLSearchParams(query);
  if (request.method !== 'GET') return say(response, 405, `Expected GET, got ${request.method}.`);
  if (path === '/') return say(response, 200, hostname());
  if (path === '/healthz') return say(response, 200, 'ready');
  if (path === '/start_task') {
    const upTo = whole(response, asked, 'n', mostFibonacci, '35');
    return upTo === undefined ? undefined : hand(response, { kind: 'fibonacci', upTo });
  }
  if (path === '/work') {
    const units = whole(response, asked, 'units', mostUnits);
    return units === undefined ? undefined : hand(response, { kind: 'units', units });
  }
  say(response, 404, 'Expected /, /start_task, /work or /healthz.');
});

// A kept connection is never closed from this side: closing it just as the client writes would look like a fault.
server.keepAliveTimeout = 0;
server.on('error', error => {
  console.error(`The server cannot listen: ${error.message}.`);
  process.exit(1);
});

const port = Number(process.env.PORT ?? 80);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`Expected PORT to be a number from 0 (any free one) to 65535, got "${process.env.PORT}".`);
  process.exit(1);
}

worker.once('message', () => {
  worker.on('message', (answer: object) => {
    const body = JSON.stringify(answer);
    waiting.shift()?.writeHead(200, { 'content-type': 'application/json' }).end(`${body}\n`);
  });
  server.listen(port, () => {
    const address = server.address();
    if (typeof address === 'object') console.log(`serverapp listens on port ${address?.port}`);
  });
});

// As process 1 of a container the signal would do nothing without these.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
