import { type Command, CommanderError } from 'commander';

/**
 * Runs a command line and turns every error into one sentence on standard error: exit code 2 for usage, 1 for the rest.
 * DOCKERAWM_DEBUG=1 shows the stack as well.
 */
export async function run(program: Command): Promise<void> {
  program.exitOverride().configureOutput({ outputError: () => {} });
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return;
      console.error(`${error.message.replace(/^error: /, '').replaceAll('\n', ' ')}; see --help.`);
      process.exitCode = 2;
      return;
    }
    console.error(error instanceof Error ? error.message : String(error));
    if (process.env.DOCKERAWM_DEBUG && error instanceof Error) console.error(error.stack);
    process.exitCode = 1;
  }
}

/** A whole number of at least `least`, for commander. */
export const wholeNumber =
  (name: string, least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least) return value;
    throw new CommanderError(
      2,
      'usage',
      `${name}: expected a whole number of at least ${least}, found "${text}"`,
    );
  };

/** A number above 0, for commander. */
export const positiveNumber =
  (name: string) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw new CommanderError(2, 'usage', `${name}: expected a number above 0, found "${text}"`);
  };

/** A share given in percent, "5%" or "5 %" for 0.05, for commander. */
export const percentage =
  (name: string) =>
  (text: string): number => {
    const value = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1]);
    if (value > 0) return value / 100;
    throw new CommanderError(2, 'usage', `${name}: expected a percentage such as 5%, found "${text}"`);
  };

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** A duration with its unit, "90s", "30m" or "2h", in milliseconds, for commander. */
export const duration =
  (name: string) =>
  (text: string): number => {
    const [, number, unit] = /^(\d+(?:\.\d+)?) ?([smh])$/.exec(text) ?? [];
    const value = Number(number) * (units[unit ?? ''] ?? Number.NaN);
    if (value > 0) return value;
    throw new CommanderError(2, 'usage', `${name}: expected a time such as 90s, 30m or 2h, found "${text}"`);
  };
