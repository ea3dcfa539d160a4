import type { Millis } from '../clock.ts';
import type { ControllerDocs, ControllerFactory, Decision } from '../controller.ts';
import { lineProgram } from './external/line-program.ts';

export const docs: ControllerDocs = {
  optimises: 'whatever the program behind it does: a controller in any language, one JSON line in, one out',
  flaws:
    'each decision waits for another process, about a tenth of a millisecond; a study runs the program anew for each trial',
  source: 'experiments/external-controller.py is a worked example',
};

export interface ExternalOptions {
  /** A program and its arguments, started in the project’s folder, once a trial. */
  command: string | readonly string[];
  name?: string;
  /** Wall milliseconds it may take to answer. */
  deadline?: Millis;
  /** The same for its first answer, which waits for the program to start. */
  startup?: Millis;
  /** Paper milliseconds between decisions, if not once a slot. */
  period?: Millis;
  scalesToZero?: boolean;
}

/**
 * A controller in a program of its own. Each slot it is given a line, the Observation as JSON with the ControllerSetting
 * as its `setting`, and must answer with a line `{"containers": 3, "reason": "…"}` before its deadline. Its standard input is
 * closed when the trial is over. What it prints to standard error is quoted if it fails; its trial fails then, and the
 * study goes on. Deadlines are of wall time, in virtual time too.
 */
export const external = ({
  command,
  name = 'external',
  deadline = 1000,
  startup = 10_000,
  period,
  scalesToZero = false,
}: ExternalOptions): ControllerFactory => ({
  name,
  ...(period === undefined ? {} : { period }),
  scalesToZero,
  create: setting => {
    const who = `Controller ${name}`;
    const program = lineProgram(command, who);
    let within = startup;
    return {
      decide: async seen => {
        const line = await program.ask(JSON.stringify({ ...seen, setting }), within);
        within = deadline;
        return read(line, who);
      },
      close: program.close,
    };
  },
});

/** What the line says, whatever it is: the trial checks that it is a decision, as it does for every controller. */
function read(line: string, who: string): Decision {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(
      `${who}: expected a decision {"containers": 3, "reason": "why"} as one line of JSON, found ${line.slice(0, 200)}; print all else to standard error.`,
      { cause },
    );
  }
}
