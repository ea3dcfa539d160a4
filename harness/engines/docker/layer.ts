import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Entry } from './tar.ts';

const root = new URL('../../../', import.meta.url);
const node = fileURLToPath(new URL(`node_modules/node-linux-${process.arch}/bin/node`, root));

/** Where Node finds itself and the server in the image. */
export const command = ['/bin/node', '/app/server.js'];

/** What an engine calls the architectures for which the project pins a Linux Node. */
const engineNames: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Whether this machine has what the layer is made of: a Linux Node for an engine of that architecture. */
export const canMakeLayer = (engineArch: string): boolean =>
  process.platform === 'linux' && engineArch === engineNames[process.arch];

/** All files of the server's image: the pinned Node, the shared libraries it names, the server without its types. */
export async function layerFiles(): Promise<Entry[]> {
  const files: Entry[] = [
    { name: 'bin/node', mode: 0o755, content: await pinnedNode() },
    { name: 'app/server.js', mode: 0o644, content: await withoutTypes('server') },
    { name: 'app/work.js', mode: 0o644, content: await withoutTypes('work') },
    { name: 'etc/passwd', mode: 0o644, content: Buffer.from('nobody:x:65534:65534:nobody:/:/bin/node\n') },
    ...(await libraries()),
  ];
  return [...folders(files), { name: 'tmp/', mode: 0o1777 }, ...files];
}

async function pinnedNode(): Promise<Buffer> {
  try {
    return await readFile(node);
  } catch (cause) {
    throw new Error(`Image: expected the pinned Node at ${node}, found none; run "npm run setup".`, {
      cause,
    });
  }
}

/** Strips at build time: in the container it would cost every start 60 ms of a core. */
async function withoutTypes(name: string): Promise<Buffer> {
  const source = await readFile(new URL(`serverapp/${name}.ts`, root));
  const strip = 'process.stdout.write(require("module").stripTypeScriptTypes(fs.readFileSync(0, "utf8")))';
  const { stdout } = await execa(node, ['--disable-warning=ExperimentalWarning', '--eval', strip], {
    input: source,
    encoding: 'buffer',
  });
  return Buffer.from(stdout);
}

/** The loader and the libraries, under the very names that the loader will look for. */
async function libraries(): Promise<Entry[]> {
  const { stdout } = await execa('ldd', [node]);
  const missing = /^\s*(\S+) => not found/m.exec(stdout)?.[1];
  if (missing)
    throw new Error(`Image: Node needs ${missing}, found none on this machine; run "npm run setup".`);
  const paths = [...stdout.matchAll(/(\/\S+) \(0x/g)].map(match => match[1]!);
  return Promise.all(
    paths.map(async path => ({ name: path.slice(1), mode: 0o755, content: await readFile(path) })),
  );
}

/** Folders are named one by one: those that an engine makes up by itself let only root in. */
function folders(files: readonly Entry[]): Entry[] {
  const names = new Set<string>();
  for (const { name } of files)
    for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) names.add(`${folder}/`);
  return [...names].map(name => ({ name, mode: 0o755 }));
}
