import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, test } from 'node:test';
import type Docker from 'dockerode';
import { deadline, pause, stopwatch } from '../../harness/clock.ts';
import { hardening } from '../../harness/engines/docker/hardening.ts';
import { type BuiltImage, ensureFromDockerfile, ensureImage } from '../../harness/engines/docker/image.ts';
import { engine, skip } from './engine-here.ts';

const label = 'dockerawm.test=image';

let docker: Docker;
let image: BuiltImage;
const ours = () => docker.listContainers({ all: true, filters: JSON.stringify({ label: [label] }) });

before(async () => {
  if (skip) return;
  docker = engine();
  image = await ensureImage(docker);
});
after(async () => {
  if (skip) return;
  for (const { Id } of await ours()) await docker.getContainer(Id).remove({ force: true });
});

const ask = (port: number, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', agent: false }, response => {
      let body = '';
      response.setEncoding('utf8').on('data', chunk => {
        body += chunk;
      });
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });

/** Runs a container of the image, hardened, from ready to removed. */
async function inContainer(
  tag: string,
  then: (port: number, container: Docker.Container) => Promise<void>,
): Promise<void> {
  const container = await docker.createContainer({
    Image: tag,
    Hostname: 'c7',
    Labels: { 'dockerawm.test': 'image' },
    ExposedPorts: { '80/tcp': {} },
    HostConfig: { ...hardening, PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
  });
  try {
    await container.start();
    const { NetworkSettings } = await container.inspect();
    const port = Number(NetworkSettings.Ports['80/tcp']?.[0]?.HostPort);
    const patience = deadline(10_000);
    while ((await ask(port, '/healthz').catch(() => '')) !== 'ready\n') {
      assert.equal(patience.aborted, false, String(await container.logs({ stdout: true, stderr: true })));
      await pause(10);
    }
    await then(port, container);
  } finally {
    await container.remove({ force: true });
  }
}

test('the tag is made of what is in the image, and a second time nothing is made', { skip }, async () => {
  assert.match(image.tag, /^dockerawm-serverapp:[0-9a-f]{12}$/);
  assert.match(image.id, /^sha256:[0-9a-f]{64}$/);
  assert.deepEqual(await ensureImage(docker), { ...image, built: false });
});

test('made anew after it was removed, the image has the same id', { skip }, async () => {
  await docker.getImage(image.tag).remove();
  assert.deepEqual(await ensureImage(docker), { ...image, built: true });
});

test('it holds no shell and nobody but nobody', { skip }, async () => {
  const { Config } = await docker.getImage(image.tag).inspect();
  assert.equal(Config.User, '65534:65534');
  await assert.rejects(
    docker
      .createContainer({ Image: image.tag, Entrypoint: ['/bin/sh'], Labels: { 'dockerawm.test': 'image' } })
      .then(shell => shell.start()),
    /\/bin\/sh/,
  );
});

test('hardened, it answers, works, and keeps far below its memory and its pids', { skip }, async () => {
  await inContainer(image.tag, async (port, container) => {
    assert.equal(await ask(port, '/'), 'c7\n');
    assert.deepEqual(JSON.parse(await ask(port, '/work?units=1000')), { units: 1000, last: 2846231355 });
    await Promise.all(Array.from({ length: 100 }, () => ask(port, '/start_task?n=20')));
    const { memory_stats, pids_stats } = await container.stats({ stream: false });
    assert.ok(memory_stats.usage < 100 * 1024 * 1024, `${memory_stats.usage} bytes`);
    const threads = pids_stats?.current ?? Number.NaN;
    assert.ok(threads < 32, `${threads} threads`);
  });
});

test('SIGTERM ends it at once, in the midst of an hour of work', { skip }, async () => {
  await inContainer(image.tag, async (port, container) => {
    const lost = ask(port, '/work?units=1000000000').catch(() => 'lost');
    await pause(100);
    const taken = stopwatch();
    await container.stop({ t: 10 });
    assert.ok(taken() < 5000, `it took ${taken()} ms, as if it had been killed after the time of grace`);
    assert.equal((await container.inspect()).State.ExitCode, 0);
    await lost;
  });
});

test('the Dockerfile gives the same server, on a base that is at hand', { skip }, async () => {
  const byHand = await ensureFromDockerfile(docker, image.tag);
  try {
    await inContainer(byHand.tag, async port => {
      assert.deepEqual(JSON.parse(await ask(port, '/work?units=1000')), { units: 1000, last: 2846231355 });
    });
  } finally {
    await docker.getImage(byHand.tag).remove({ force: true });
  }
});

test('what the engine could not make is said with its own words', { skip }, async () => {
  await assert.rejects(
    ensureFromDockerfile(docker, 'dockerawm-no-such-base:none'),
    /^Error: Image: the engine could not make dockerawm-serverapp:[0-9a-f]{12}: .+/,
  );
});

test('no container is left behind', { skip }, async () => {
  for (const { Id, State } of await ours()) {
    assert.equal(State, 'created'); // the shell that could not start
    await docker.getContainer(Id).remove();
  }
  assert.deepEqual(await ours(), []);
});
