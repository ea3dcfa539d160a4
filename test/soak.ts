import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { execa } from 'execa';
import { leftovers } from './docker/engine-here.ts';
import { commandLine, temporary } from './harness-process.ts';

/*
 * npm run soak: a hundred short trials in a row on Docker in one process, looked at from outside at the end of each: its
 * memory and its open sockets must be no more in the last third than in the first, and nothing may be left. Exit code 1
 * where that does not hold. Some minutes; Linux only, as it reads /proc.
 */
const TRIALS = 100;

/** Resident memory in MiB and number of open sockets of a process. */
function look(pid: number): { memory: number; sockets: number } {
  const memory = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  const sockets = readdirSync(`/proc/${pid}/fd`).filter(fd => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:');
    } catch {
      return false; // closed meanwhile
    }
  }).length;
  return { memory, sockets };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const volumes = async (): Promise<number> =>
  (await execa('docker', ['volume', 'ls', '-q'], { reject: false })).stdout.split('\n').filter(Boolean)
    .length;

if (!existsSync('/proc/self/status')) throw new Error('The soak reads /proc, which only Linux has.');
const volumesBefore = await volumes();
const seen: { memory: number; sockets: number }[] = [];
const study = execa('node', commandLine(temporary(), '--seeds', String(TRIALS / 2), '--no-page'), {
  reject: false,
});
study.stdout.on('data', (chunk: Buffer) => {
  process.stdout.write(chunk);
  for (const _ of chunk.toString().matchAll(/^\[\s*\d+\/\d+\]/gm)) seen.push(look(study.pid!));
});
const { exitCode, stderr } = await study;
const third = Math.floor(seen.length / 3);
const [first, last] = [seen.slice(0, third), seen.slice(-third)];
const part = (of: 'memory' | 'sockets') =>
  [median(first.map(s => s[of])), median(last.map(s => s[of]))] as const;
const [memoryFirst, memoryLast] = part('memory');
const [socketsFirst, socketsLast] = part('sockets');
const left = await leftovers();
const moreVolumes = (await volumes()) - volumesBefore;
const faults = [
  ...(exitCode === 0 ? [] : [`the study ended with exit code ${exitCode}: ${stderr}`]),
  ...(seen.length === TRIALS ? [] : [`${seen.length} of ${TRIALS} trials were seen to end`]),
  // A tenth and 8 MiB is what a garbage collector may leave lying.
  ...(memoryLast <= memoryFirst * 1.1 + 8 ? [] : ['its memory grew']),
  ...(socketsLast <= socketsFirst ? [] : ['its open sockets grew']),
  ...(left.length === 0 ? [] : [`containers are left: ${left.join(', ')}`]),
  ...(moreVolumes <= 0 ? [] : [`${moreVolumes} volumes are left`]),
];
console.log(
  `\nSoak of ${seen.length} trials, medians of the first and the last third: memory ${memoryFirst.toFixed(0)} and ${memoryLast.toFixed(0)} MiB, sockets ${socketsFirst} and ${socketsLast}; ${left.length} containers and ${Math.max(0, moreVolumes)} volumes left.`,
);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
