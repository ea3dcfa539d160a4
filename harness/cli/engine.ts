import { Command } from 'commander';
import { startEngine } from '../engines/docker/daemon.ts';
import { askAll } from '../engines/docker/socket.ts';
import { run } from './run.ts';

const tell = (line: string): void => console.log(`docker: ${line}`);

/* node harness/cli/engine.ts: finds a Docker engine, or installs and starts one. */
await run(
  new Command('node harness/cli/engine.ts')
    .description('Finds the Docker engine to use; as root, installs and starts one where none answers.')
    .action(async () => {
      const { found, tried } = await askAll();
      if (found) return tell(`already there (${found.name})`);
      if (process.env.DOCKER_HOST)
        throw new Error(`No Docker engine answers at ${tried.join()}; start it, or unset DOCKER_HOST.`);
      const closed = tried.find(one => one.includes('permission denied'));
      if (closed) throw new Error(`Docker does not let this user in: ${closed}, or run this as root.`);
      tell(`none answers; tried ${tried.join('; ')}`);
      const started = await startEngine(tell);
      tell(`started (${started.name})`);
    }),
);
