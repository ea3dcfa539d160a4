import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Who holds something: a process, told apart from any other that ever had its number by when it started, in which
 * boot of which machine, and in which space of process numbers (a container has one of its own).
 */
export interface Lease {
  readonly pid: number;
  /** Clock ticks after boot, as the kernel writes them; elsewhere the words of `ps`. */
  readonly start: string;
  readonly boot: string;
  readonly space: string;
  readonly host: string;
}

/** `unknown`: it lives, or lived, where this process cannot look. */
export type Fate = 'alive' | 'dead' | 'unknown';

const firstLine = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
};

const space = (): string => {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'only';
  }
};

/** When a process started; undefined when there is none of that number, or only its remains. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    // After the name, which may hold anything but ends with the last bracket: state, then 18 more, then the start.
    const fields = firstLine(`/proc/${pid}/stat`)
      ?.replace(/^.*\) /s, '')
      .split(' ');
    return fields === undefined || 'ZX'.includes(fields[0]!) ? undefined : fields[19];
  }
  try {
    process.kill(pid, 0);
    return process.platform === 'win32'
      ? 'some time'
      : execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The lease of this process. */
export const ownLease = (): Lease => ({
  pid: process.pid,
  start: startOf(process.pid) ?? 'unknown',
  boot: firstLine('/proc/sys/kernel/random/boot_id') ?? 'unknown',
  space: space(),
  host: firstLine('/etc/machine-id') ?? hostname(),
});

/** What became of the holder. Another host, or another space of process numbers, cannot be looked into. */
export function fateOf(lease: Lease, own = ownLease()): Fate {
  if (lease.host !== own.host) return 'unknown';
  if (lease.boot !== own.boot) return 'dead';
  if (lease.space !== own.space) return 'unknown';
  return startOf(lease.pid) === lease.start ? 'alive' : 'dead';
}

const KEYS = ['pid', 'start', 'boot', 'space', 'host'] as const;

/** A lease as labels of what its holder creates. */
export const leaseLabels = (lease: Lease): Record<string, string> =>
  Object.fromEntries(KEYS.map(key => [`dockerawm.owner.${key}`, String(lease[key])]));

/** The lease in labels; undefined where they hold none. */
export function leaseIn(labels: Readonly<Record<string, string>>): Lease | undefined {
  const [pid, start, boot, space, host] = KEYS.map(key => labels[`dockerawm.owner.${key}`]);
  const known = pid !== undefined && /^[1-9]\d*$/.test(pid);
  return known && start && boot && space && host ? { pid: Number(pid), start, boot, space, host } : undefined;
}
