import { type Millis, watchdog } from '../clock.ts';

/** What a stop may take, and what each container adds that is on its way up: it cannot be removed before it is there. */
const STOP: Millis = 5_000;
const PER_START: Millis = 500;

/**
 * Ctrl-C, SIGTERM and a closed terminal ask the study to stop; a second one ends the process at once, and so does the
 * end of patience: what is left then is removed by the next study, or by `npm run reset`.
 */
export function stopOnSignals(startsAtOnce: number): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let patience = (): void => {};
  const giveUp = (): void => {
    console.error('Containers may be left; the next study removes them, or "npm run reset" at once.');
    process.exit(130);
  };
  const stop = (name: string): void => {
    if (controller.signal.aborted) giveUp();
    console.error(`\n${name}: stopping, removing the containers; once more ends at once.`);
    controller.abort(new Error(`stopped by ${name}`));
    patience = watchdog(STOP + PER_START * startsAtOnce, giveUp);
  };
  // Who closes the other end of a pipe wants no more; without this the process would end with its containers running.
  const deaf = (): void => {
    if (!controller.signal.aborted) stop('closed output');
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, stop);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', deaf);
  return {
    signal: controller.signal,
    release: () => {
      patience();
      for (const name of names) process.off(name, stop);
    },
  };
}
