import { Command } from 'commander';
import { engineNames, loadEngine } from '../engine-file.ts';
import { run } from './run.ts';

/* npm run reset: removes every container that carries our labels, on every engine that can, and nothing else. */
await run(
  new Command('npm run reset')
    .description('Removes all containers of DockerAWM, and nothing else.')
    .action(async () => {
      for (const name of engineNames()) {
        const engine = await loadEngine(name);
        if (!engine.reset) continue;
        const removed = await engine.reset();
        console.log(`${name}: ${removed} container${removed === 1 ? '' : 's'} removed.`);
        await engine.close?.();
      }
    }),
);
