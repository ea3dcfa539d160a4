import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { pause, stopwatch } from '../../harness/clock.ts';
import { silence } from '../../harness/engines/docker/endpoint.ts';

/** An engine of a test's own, which it may stop, start and freeze without touching any other. */
export interface PrivateDaemon {
  /** For DOCKER_HOST. */
  readonly host: string;
  start(): Promise<void>;
  /** As a service is stopped: SIGTERM, then waits for its end. */
  stop(): Promise<void>;
  /** Freezes it, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it and removes all it had. */
  end(): Promise<void>;
}

const works = async (command: string, ...args: string[]): Promise<boolean> =>
  !(await execa(command, args, { reject: false })).failed;

/** Why there can be no engine of a test's own here, or false. */
export const noDaemon: string | false =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'a second Docker engine takes root on Linux'
    : !(await works('dockerd', '--version'))
      ? 'a second Docker engine takes dockerd on this machine'
      : !(await works('ip', '-V'))
        ? 'a second Docker engine takes ip(8) for a bridge of its own'
        : false;

/**
 * Starts dockerd with data, state, socket and bridge of its own. Never without a bridge and never with iptables: it
 * would take the rules and the bridge of the engine that the machine uses.
 */
export async function privateDaemon(): Promise<PrivateDaemon> {
  const root = mkdtempSync(join(tmpdir(), 'dockerawm-engine-'));
  const bridge = `dawm${process.pid}`.slice(0, 15);
  const socket = join(root, 'docker.sock');
  const log = join(root, 'log');
  const subnet = 200 + (process.pid % 50);
  await execa('ip', ['link', 'add', bridge, 'type', 'bridge']);
  await execa('ip', ['addr', 'add', `172.31.${subnet}.1/24`, 'dev', bridge]);
  await execa('ip', ['link', 'set', bridge, 'up']);
  const flags = ['data', 'exec', 'pid'].map(name => join(root, name));
  let daemon: ReturnType<typeof spawn> | undefined;

  const stop = async (): Promise<void> => {
    const running = daemon;
    daemon = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise(resolve => running.once('exit', resolve));
    running.kill('SIGCONT');
    running.kill('SIGTERM');
    await ended;
  };

  const start = async (): Promise<void> => {
    const out = openSync(log, 'a');
    daemon = spawn(
      'dockerd',
      [
        ...['--data-root', flags[0]!, '--exec-root', flags[1]!, '--pidfile', flags[2]!],
        ...['-H', `unix://${socket}`, '--bridge', bridge],
        ...['iptables', 'ip6tables', 'ip-forward', 'ip-masq'].map(flag => `--${flag}=false`),
      ],
      { detached: true, stdio: ['ignore', out, out] },
    );
    const waited = stopwatch();
    while ((await silence({ socketPath: socket, host: undefined })) !== undefined) {
      if (daemon.exitCode !== null || waited() > 60_000)
        throw new Error(`dockerd did not come up:\n${readFileSync(log, 'utf8').slice(-2000)}`);
      await pause(100);
    }
  };

  const end = async (): Promise<void> => {
    await stop();
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
    for (const mount of mounts.map(line => line.split(' ')[1] ?? '').filter(at => at.startsWith(root)))
      await execa('umount', ['-l', mount], { reject: false });
    await execa('ip', ['link', 'del', bridge], { reject: false });
    if (existsSync(root)) rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };

  try {
    await start();
  } catch (error) {
    await end();
    throw error;
  }
  return { host: `unix://${socket}`, start, stop, signal: signal => void daemon?.kill(signal), end };
}
