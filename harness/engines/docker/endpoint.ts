import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { deadline, type Millis } from '../../clock.ts';

/** Where an engine may listen. */
export interface Endpoint {
  /** As DOCKER_HOST writes it: "unix:///var/run/docker.sock". */
  readonly url: string;
  /** Who says so: "DOCKER_HOST", "docker context desktop", or nobody. */
  readonly origin: string;
  /** Folder of ca.pem, cert.pem and key.pem, for an engine that wants to know its clients. */
  readonly certificates?: string | undefined;
}

/** Docker Desktop may have to wake up first. */
const ANSWER: Millis = 5_000;

/**
 * What dockerode needs to reach that endpoint; `host` and `socketPath` are both given, as dockerode would otherwise
 * take the missing one from DOCKER_HOST. No version: a path without one speaks the newest that the engine knows, so
 * that 20.10 (API 1.41) and those that have forgotten everything below 1.44 are served alike.
 */
export function dockerodeOptions({ url, origin, certificates }: Endpoint): Docker.DockerOptions {
  const [, scheme, rest = ''] = /^(\w+):\/\/(.*)$/.exec(url) ?? [];
  if (scheme === 'unix' || scheme === 'npipe') return { socketPath: rest, host: undefined };
  const isTcp = scheme === 'tcp' || scheme === 'http' || scheme === 'https';
  if (!isTcp || !URL.canParse(`http://${rest}`))
    throw new Error(
      `${origin || 'Docker'}: expected unix://, npipe:// or tcp://, found "${url}"; forward a socket where the engine is behind ssh.`,
    );
  const secure = certificates !== undefined || scheme === 'https';
  const { hostname, port } = new URL(`http://${rest}`);
  const pem = (name: string) =>
    certificates === undefined ? undefined : readFileSync(join(certificates, name));
  return {
    socketPath: undefined,
    host: hostname,
    port: port || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    ca: pem('ca.pem'),
    cert: pem('cert.pem'),
    key: pem('key.pem'),
  };
}

/** Asks GET /_ping; undefined when an engine answers, else why not in a few words. */
export function silence(options: Docker.DockerOptions): Promise<string | undefined> {
  const { socketPath, host, port, ca, cert, key } = options;
  const { get } = options.protocol === 'https' ? https : http;
  return new Promise(resolve => {
    const request = get(
      { socketPath, host, port, ca, cert, key, path: '/_ping', signal: deadline(ANSWER) },
      response => {
        response.resume();
        resolve(response.statusCode === 200 ? undefined : `answered ${response.statusCode}`);
      },
    );
    request.on('error', error => resolve(words(error)));
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such socket',
  EACCES: 'permission denied; join the group docker and log in again',
  ECONNREFUSED: 'nobody listens',
  ABORT_ERR: `no answer within ${ANSWER / 1000} s`,
};

const words = (error: NodeJS.ErrnoException): string => reasons[error.code ?? ''] ?? error.message;
