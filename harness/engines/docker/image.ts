import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { canMakeLayer, command, layerFiles } from './layer.ts';
import { type Entry, tar } from './tar.ts';

export interface BuiltImage {
  /** "dockerawm-serverapp:" and twelve hexadecimal digits of what is in it. */
  readonly tag: string;
  readonly id: string;
  /** False when the engine had it already. */
  readonly built: boolean;
}

const serverapp = new URL('../../../serverapp/', import.meta.url);

const digest = (pieces: readonly (Buffer | string)[]): string => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
};

const tagOf = (hash: string): string => `dockerawm-serverapp:${hash.slice(0, 12)}`;

/**
 * Sees to it that the engine has the server's image, and says under which tag. It is made FROM scratch of this
 * machine's own Node and needs no registry; where the engine's containers could not run that (another architecture, an
 * engine behind macOS or Windows), the engine builds serverapp/Dockerfile, and must reach a registry the first time.
 */
export async function ensureImage(docker: Docker): Promise<BuiltImage> {
  const { Os, Arch } = await docker.version();
  if (Os !== 'linux') throw new Error(`Image: expected an engine of Linux containers, found ${Os}.`);
  return canMakeLayer(Arch) ? ensureFromScratch(docker, Arch) : ensureFromDockerfile(docker);
}

async function ensureFromScratch(docker: Docker, arch: string): Promise<BuiltImage> {
  const layer = tar(await layerFiles());
  const epoch = '1970-01-01T00:00:00Z';
  const config = JSON.stringify({
    architecture: arch,
    os: 'linux',
    created: epoch,
    config: { User: '65534:65534', Cmd: command, WorkingDir: '/app', ExposedPorts: { '80/tcp': {} } },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest(layer)}`] },
    history: [{ created: epoch, created_by: 'DockerAWM: Node, its libraries and serverapp/' }],
  });
  const hash = digest([config]);
  const tag = tagOf(hash);
  return ensure(docker, tag, async () => {
    const manifest = [{ Config: `${hash}.json`, RepoTags: [tag], Layers: ['layer.tar'] }];
    const archive = tar([
      { name: `${hash}.json`, mode: 0o644, content: Buffer.from(config) },
      { name: 'layer.tar', mode: 0o644, content: Buffer.concat(layer) },
      { name: 'manifest.json', mode: 0o644, content: Buffer.from(JSON.stringify(manifest)) },
    ]);
    return docker.loadImage(Readable.from(archive), { quiet: true });
  });
}

/** `base` takes the place of node:26-slim. */
export async function ensureFromDockerfile(docker: Docker, base?: string): Promise<BuiltImage> {
  const context = tar(await Promise.all(['Dockerfile', 'server.ts', 'work.ts'].map(sourceFile)));
  const tag = tagOf(digest([...context, base ?? '']));
  return ensure(docker, tag, async () => {
    const buildargs = base === undefined ? {} : { BASE: base };
    return docker.buildImage(Readable.from(context), { t: tag, buildargs });
  });
}

const sourceFile = async (name: string): Promise<Entry> => ({
  name,
  mode: 0o644,
  content: await readFile(new URL(name, serverapp)),
});

/** Makes what has no such tag yet; `make` gives the engine's report, which is read to its end. */
async function ensure(
  docker: Docker,
  tag: string,
  make: () => Promise<NodeJS.ReadableStream>,
): Promise<BuiltImage> {
  const present = await idOf(docker, tag);
  if (present !== undefined) return { tag, id: present, built: false };
  const refusal = refusalIn(await text(await make()));
  if (refusal) throw new Error(`Image: the engine could not make ${tag}: ${refusal.trim()}`);
  const id = await idOf(docker, tag);
  if (id === undefined) throw new Error(`Image: expected ${tag} after it was made, found none; try again.`);
  return { tag, id, built: true };
}

/** What went wrong, in a report of one JSON object a line; the engine has answered 200 before it began. */
function refusalIn(report: string): string | undefined {
  const lines = report.split(/\r?\n/).filter(line => line !== '');
  const steps = lines.map((line): { error?: string } => JSON.parse(line));
  return steps.find(step => step.error !== undefined)?.error;
}

async function idOf(docker: Docker, tag: string): Promise<string | undefined> {
  try {
    return (await docker.getImage(tag).inspect()).Id;
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return undefined;
    throw error;
  }
}
