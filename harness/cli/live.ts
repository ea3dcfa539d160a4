import type { Live } from '../report/live/open.ts';

/** Serves the page of a study that is about to run, and says where. */
export async function openForReaders(folder: string, timeScale: number): Promise<Live> {
  const { openLive } = await import('../report/live/open.ts');
  const live = await openLive(folder, timeScale);
  console.log(`Live: ${live.url}`);
  return live;
}

/**
 * Shows the final page to those who watch. On a terminal it stays until Ctrl-C, so that its files can be had too; where
 * nobody can press that, and when the study was stopped, it goes once the readers have it.
 */
export async function endForReaders(live: Live, { stopped }: { stopped: boolean }): Promise<void> {
  await live.finish();
  if (process.stdout.isTTY && !stopped) {
    console.log(`The page stays at ${live.url} until Ctrl-C.`);
    await new Promise<unknown>(resolve => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, resolve);
    });
  }
  live.close();
}
