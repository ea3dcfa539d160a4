import { Command } from 'commander';
import { connect } from '../engines/docker/connect.ts';
import { ensureImage } from '../engines/docker/image.ts';
import { run } from './run.ts';

/* node harness/cli/image.ts: sees to the image of the server that runs inside the containers. */
await run(
  new Command('node harness/cli/image.ts')
    .description('Makes the image of serverapp, unless the engine has it.')
    .action(async () => {
      const { docker } = await connect();
      const { tag, id, built } = await ensureImage(docker);
      console.log(`image: ${tag} ${built ? 'made' : 'already there'} (${id})`);
    }),
);
