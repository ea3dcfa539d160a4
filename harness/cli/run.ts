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
