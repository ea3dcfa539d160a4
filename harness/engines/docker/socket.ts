import type Docker from 'dockerode';
import { execa } from 'execa';
import { z } from 'zod';
import { dockerodeOptions, type Endpoint, silence } from './endpoint.ts';

export interface FoundEngine {
  /** For `new Docker(options)`. */
  readonly options: Docker.DockerOptions;
  /** Who named it, and its address: "DOCKER_HOST tcp://10.0.0.2:2375". */
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The engine to use. DOCKER_HOST, where set, is the only one asked; else the current docker context (dockerode knows
 * none), then the usual sockets, and the first that answers is taken. Throws one sentence with all that were tried.
 */
export async function findEngine(
  env: Environment = process.env,
  usual: readonly string[] = usualSockets(env),
): Promise<FoundEngine> {
  const { found, tried } = await askAll(env, usual);
  if (found) return found;
  throw new Error(
    `No Docker engine answers; tried ${tried.join('; ')}. ` +
      'Run "npm run setup" to have one installed and started, or set DOCKER_HOST to one that runs.',
  );
}

/** As `findEngine`, for those who have an answer to its absence: `tried` has what was asked, and why in vain. */
export async function askAll(
  env: Environment = process.env,
  usual: readonly string[] = usualSockets(env),
): Promise<{ found: FoundEngine | undefined; tried: string[] }> {
  const tried = new Map<string, string>();
  for await (const endpoint of endpoints(env, usual)) {
    if (tried.has(endpoint.url)) continue;
    const name = endpoint.origin ? `${endpoint.origin} ${endpoint.url}` : endpoint.url;
    const options = dockerodeOptions(endpoint);
    const reason = await silence(options);
    if (reason === undefined) return { found: { options, name }, tried: [...tried.values()] };
    tried.set(endpoint.url, `${name} (${reason})`);
  }
  return { found: undefined, tried: [...tried.values()] };
}

async function* endpoints(env: Environment, usual: readonly string[]): AsyncGenerator<Endpoint> {
  if (env.DOCKER_HOST) {
    const url = env.DOCKER_HOST.includes('://') ? env.DOCKER_HOST : `tcp://${env.DOCKER_HOST}`;
    const certificates = env.DOCKER_TLS_VERIFY ? (env.DOCKER_CERT_PATH ?? `${env.HOME}/.docker`) : undefined;
    yield { url, certificates, origin: 'DOCKER_HOST' };
    return;
  }
  const context = await currentContext(env);
  if (context) yield context;
  for (const socket of usual)
    yield { url: `${process.platform === 'win32' ? 'npipe' : 'unix'}://${socket}`, origin: '' };
}

/** Where engines listen when nobody says otherwise: as a service, rootless, Docker Desktop. */
export function usualSockets(env: Environment): string[] {
  if (process.platform === 'win32') return ['//./pipe/docker_engine'];
  const runtime = env.XDG_RUNTIME_DIR ?? `/run/user/${process.getuid?.()}`;
  const ofHome = env.HOME
    ? [`${env.HOME}/.docker/run/docker.sock`, `${env.HOME}/.docker/desktop/docker.sock`]
    : [];
  return ['/var/run/docker.sock', `${runtime}/docker.sock`, ...ofHome];
}

const contexts = z.tuple([
  z.object({
    Name: z.string(),
    Endpoints: z.object({ docker: z.object({ Host: z.string() }) }),
    TLSMaterial: z.record(z.string(), z.unknown()).nullish(),
    Storage: z.object({ TLSPath: z.string() }).nullish(),
  }),
]);

/** The endpoint of `docker context inspect`; undefined without the docker command, or when it says nothing of use. */
async function currentContext(env: Environment): Promise<Endpoint | undefined> {
  const { stdout, failed } = await execa('docker', ['context', 'inspect'], {
    env,
    extendEnv: false,
    reject: false,
    timeout: 5_000,
  });
  if (failed) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(stdout);
  } catch {
    return undefined;
  }
  const { success, data } = contexts.safeParse(parsed);
  if (!success) return undefined;
  const [{ Name, Endpoints, TLSMaterial, Storage }] = data;
  const certificates = TLSMaterial?.docker && Storage ? `${Storage.TLSPath}/docker` : undefined;
  return { url: Endpoints.docker.Host, certificates, origin: `docker context ${Name}` };
}
