import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { dockerodeOptions } from '../../../harness/engines/docker/endpoint.ts';
import { findEngine, usualSockets } from '../../../harness/engines/docker/socket.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockerawm-'));
const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** Something that answers GET /_ping as an engine does, and nothing else. */
async function pretend(where: string | number, status = 200): Promise<Server> {
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/_ping' ? status : 404).end('OK'),
  );
  servers.push(server.listen(where));
  await once(server, 'listening');
  return server;
}

/** A folder with a docker command that shows one context, whose engine listens on `host`. */
function commandWithContext(host: string): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  const shown = JSON.stringify([{ Name: 'desktop', Endpoints: { docker: { Host: host } }, TLSMaterial: {} }]);
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\necho '${shown}'\n`);
  chmodSync(join(bin, 'docker'), 0o755);
  return bin;
}

const silent = join(folder, 'silent.sock');
const usual = join(folder, 'usual.sock');
const contextual = join(folder, 'contextual.sock');
await pretend(usual);
await pretend(contextual);

test('DOCKER_HOST goes before everything', async () => {
  const host = `unix://${usual}`;
  const { options, name } = await findEngine({
    PATH: commandWithContext(`unix://${contextual}`),
    DOCKER_HOST: host,
  });
  assert.equal(options.socketPath, usual);
  assert.equal(name, `DOCKER_HOST ${host}`);
});

test('an engine that DOCKER_HOST names and that is silent is not replaced by another', async () => {
  await assert.rejects(findEngine({ DOCKER_HOST: `unix://${silent}` }, [usual]), {
    message: `No Docker engine answers; tried DOCKER_HOST unix://${silent} (no such socket). Run "npm run setup" to have one installed and started, or set DOCKER_HOST to one that runs.`,
  });
});

test('the current docker context goes before the usual sockets', async () => {
  const { options, name } = await findEngine({ PATH: commandWithContext(`unix://${contextual}`) }, [usual]);
  assert.equal(options.socketPath, contextual);
  assert.equal(name, `docker context desktop unix://${contextual}`);
});

test('a context whose engine is silent gives way to a usual socket', async () => {
  const { options } = await findEngine({ PATH: commandWithContext(`unix://${silent}`) }, [usual]);
  assert.equal(options.socketPath, usual);
});

test('without a docker command the first usual socket that answers is taken', async () => {
  const { options } = await findEngine({ PATH: folder }, [silent, usual]);
  assert.equal(options.socketPath, usual);
});

test('a docker command that says nothing of use is passed over', async () => {
  const bin = join(folder, 'odd');
  mkdirSync(bin);
  writeFileSync(join(bin, 'docker'), '#!/bin/sh\necho none\n', { mode: 0o755 });
  assert.equal((await findEngine({ PATH: bin }, [usual])).options.socketPath, usual);
});

test('when none answers, the sentence names all that were tried, why in vain, and two remedies', async () => {
  const refusing = join(folder, 'refusing.sock');
  await pretend(refusing, 503);
  await assert.rejects(findEngine({ PATH: folder }, [silent, refusing]), {
    message: `No Docker engine answers; tried unix://${silent} (no such socket); unix://${refusing} (answered 503). Run "npm run setup" to have one installed and started, or set DOCKER_HOST to one that runs.`,
  });
});

test('an engine may be reached over TCP, with or without "tcp://"', async () => {
  const address = (await pretend(0)).address();
  assert.ok(address && typeof address === 'object');
  for (const prefix of ['tcp://', '']) {
    const { options } = await findEngine({ DOCKER_HOST: `${prefix}127.0.0.1:${address.port}` });
    assert.deepEqual(
      [options.host, options.port, options.protocol],
      ['127.0.0.1', String(address.port), 'http'],
    );
  }
});

test('no version is fixed, so that old and new engines speak what they know', () => {
  for (const url of ['unix:///var/run/docker.sock', 'tcp://10.0.0.2'])
    assert.equal('version' in dockerodeOptions({ url, origin: '' }), false);
});

test('a socket is not mixed up with the host of DOCKER_HOST', () => {
  const options = dockerodeOptions({ url: 'unix:///a.sock', origin: '' });
  assert.ok('host' in options && options.host === undefined);
});

test('certificates make it https, on the port that is usual for it', () => {
  for (const name of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(folder, name), name);
  const options = dockerodeOptions({ url: 'tcp://10.0.0.2', origin: '', certificates: folder });
  assert.deepEqual([options.protocol, options.port, String(options.key)], ['https', 2376, 'key.pem']);
});

test('an address that is none of these is refused in a sentence', () => {
  for (const url of ['ssh://me@there', 'tcp://:', 'nonsense'])
    assert.throws(
      () => dockerodeOptions({ url, origin: 'DOCKER_HOST' }),
      /^Error: DOCKER_HOST: expected unix:\/\/, npipe:\/\/ or tcp:\/\/, found "/,
    );
});

test('the usual sockets are those of a service, of rootless Docker and of Docker Desktop', {
  skip: process.platform === 'win32' ? 'Windows has a named pipe instead' : false,
}, () => {
  assert.deepEqual(usualSockets({ HOME: '/home/ada', XDG_RUNTIME_DIR: '/run/user/7' }), [
    '/var/run/docker.sock',
    '/run/user/7/docker.sock',
    '/home/ada/.docker/run/docker.sock',
    '/home/ada/.docker/desktop/docker.sock',
  ]);
});
