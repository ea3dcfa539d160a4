import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa, parseCommandString } from 'execa';
import { deadline, type Millis } from '../../clock.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A program that answers each line on its standard input with one line on its standard output. */
export interface LineProgram {
  /** Throws when no line comes in time, when the program has ended, or when it spoke unasked. */
  ask(line: string, within: Millis): Promise<string>;
  /** Closes its standard input, and ends the program if that does not; settles when it is gone. */
  close(): Promise<void>;
}

/** How much of its standard error is kept for the sentence that says why a trial failed. */
const lastWords = 3;
/** A program is given so long to end by itself. */
const grace: Millis = 1000;

interface Asked {
  resolve(line: string): void;
  reject(error: Error): void;
}

/** Starts the program in the project's folder. `who` begins every error. */
export function lineProgram(command: string | readonly string[], who: string): LineProgram {
  const words = typeof command === 'string' ? parseCommandString(command) : [...command];
  const [file = '', ...args] = words;
  if (file === '')
    throw new Error(`${who}: expected a command, found none; give a program and its arguments.`);
  const child = execa(file, args, { cwd: root, buffer: false, reject: false, stdin: 'pipe' });
  const said: string[] = [];
  let asked: Asked | undefined;
  let broken: Error | undefined;

  const fail = (error: Error): void => {
    broken ??= error;
    asked?.reject(broken);
    asked = undefined;
  };
  const complain = (expected: string, found: string, remedy: string): void => {
    const words = said.length === 0 ? '' : ` after saying “${said.join(' / ')}”`;
    fail(new Error(`${who}: expected ${expected}, found ${found}${words}; ${remedy}.`));
  };

  createInterface({ input: child.stdout }).on('line', line => {
    if (asked === undefined)
      return complain(
        'one line for each that it is given',
        `one more: ${line.slice(0, 200)}`,
        'let it print all else to standard error',
      );
    asked.resolve(line);
    asked = undefined;
  });
  const stderr = createInterface({ input: child.stderr });
  stderr.on('line', line => {
    if (line.trim() !== '') said.push(line.trim().slice(0, 300));
    if (said.length > lastWords) said.shift();
  });
  const heardOut = new Promise<void>(resolve => stderr.on('close', resolve));
  // A program that is gone is told so by its exit; a broken pipe adds nothing.
  child.stdin.on('error', () => {});

  const gone = child.then(async ({ exitCode, signal, cause }) => {
    await heardOut;
    const how =
      exitCode === undefined
        ? (signal ?? (cause instanceof Error ? cause.message : 'none that starts'))
        : `exit code ${exitCode}`;
    complain(
      'a program that answers until its standard input is closed',
      how,
      'mend it, or correct the command',
    );
  });

  return {
    ask: (line, within) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        const mine: Asked = { resolve, reject };
        asked = mine;
        child.stdin.write(`${line}\n`);
        deadline(within).addEventListener('abort', () => {
          if (asked !== mine) return;
          complain(
            `an answer within ${within / 1000} s`,
            'none',
            'make it faster, or allow it a longer deadline',
          );
        });
      }),
    close: async () => {
      child.stdin.end();
      const kill = (): boolean => child.kill('SIGKILL');
      if (broken) kill();
      else deadline(grace).addEventListener('abort', kill);
      await gone;
    },
  };
}
