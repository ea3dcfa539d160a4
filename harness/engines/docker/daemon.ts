import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { execa } from 'execa';
import { type Millis, pause, stopwatch } from '../../clock.ts';
import { askAll, type FoundEngine } from './socket.ts';

const log = '/var/log/dockerawm-dockerd.log';
/** dockerd's own, so that it and a service of the machine never run together. */
const pidFile = '/var/run/docker.pid';
const manual =
  'Install Docker (docs.docker.com/engine/install), start it and run "npm run setup" again, or set DOCKER_HOST to an engine that runs.';

/** A service that a package has just installed may be on its way by itself. */
const BY_ITSELF: Millis = 5_000;
const START: Millis = 30_000;

/**
 * Gives this machine a Docker engine and returns it once it answers: by apt-get where it has none, as a service where
 * systemd runs, else as a process of its own that outlives us. Only for root on Linux. `tell` hears what takes time.
 */
export async function startEngine(tell: (line: string) => void): Promise<FoundEngine> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error(`Only root on Linux can have a Docker engine installed and started from here. ${manual}`);
  if (!(await exists('dockerd'))) {
    await install(tell);
    const found = await answerWithin(BY_ITSELF);
    if (found) return found;
  }
  return existsSync('/run/systemd/system') ? startService(tell) : startProcess(tell);
}

async function startService(tell: (line: string) => void): Promise<FoundEngine> {
  tell('starting the service docker');
  const { failed, stderr } = await execa('systemctl', ['start', 'docker'], { reject: false });
  const found = failed ? undefined : await answerWithin(START);
  if (found) return found;
  throw new Error(
    `The service docker does not answer; see "journalctl -u docker". ${lastLines(String(stderr), 3)}`,
  );
}

async function startProcess(tell: (line: string) => void): Promise<FoundEngine> {
  tell(`starting dockerd; log ${log}, process id in ${pidFile}`);
  const ended = spawnDaemon();
  const found = await answerWithin(START, ended);
  if (found) return found;
  const what = ended.aborted ? 'ended at once' : `does not answer within ${START / 1000} s`;
  throw new Error(`dockerd ${what}; the last lines of ${log}:\n${lastLines(readFileSync(log, 'utf8'), 8)}`);
}

async function install(tell: (line: string) => void): Promise<void> {
  if (!(await exists('apt-get'))) throw new Error(`No dockerd here, and no apt-get to install it. ${manual}`);
  tell('installing docker.io with apt-get, about a minute');
  const quietly = { env: { DEBIAN_FRONTEND: 'noninteractive' }, reject: false, all: true } as const;
  // A list that cannot be refreshed, of some other source perhaps, need not be in the way.
  await execa('apt-get', ['update'], quietly);
  const { failed, all } = await execa('apt-get', ['install', '-y', 'docker.io'], quietly);
  if (failed) throw new Error(`apt-get could not install docker.io:\n${lastLines(all, 3)}\n${manual}`);
}

/** Starts dockerd in a session of its own, so that no Ctrl-C and no closed terminal reaches it. */
function spawnDaemon(): AbortSignal {
  const ended = new AbortController();
  const out = openSync(log, 'a');
  const daemon = spawn('dockerd', { detached: true, stdio: ['ignore', out, out] });
  daemon.on('error', () => ended.abort()).on('exit', () => ended.abort());
  daemon.unref();
  return ended.signal;
}

async function answerWithin(patience: Millis, ended?: AbortSignal): Promise<FoundEngine | undefined> {
  const waited = stopwatch();
  do {
    const { found } = await askAll();
    if (found) return found;
    await pause(200);
  } while (waited() < patience && !ended?.aborted);
  return undefined;
}

const exists = async (command: string): Promise<boolean> =>
  !(await execa(command, ['--version'], { reject: false })).failed;

const lastLines = (text: string, count: number): string => text.trim().split('\n').slice(-count).join('\n');
