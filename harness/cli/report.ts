import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readResults } from '../results.ts';
import { run } from './run.ts';

const reports = fileURLToPath(new URL('../../reports', import.meta.url));

/*
 * npm run report -- <folder> [--figures]
 * Exit code 0: drawn; 1: the folder cannot be read; 2: the command line is wrong.
 */
await run(
  new Command('npm run report --')
    .description('Draws the page of a study again, from the files of its results folder alone.')
    .argument('<folder>', 'a results folder, as reports/francis-vs-static/<study>')
    .option('--figures', 'also write every chart as SVG and PNG into <folder>/figures')
    .action(async (folder: string, options: { figures?: boolean }) => {
      const results = readResults(folder);
      const [{ writeReport }, { writeCatalogue }, { writeFigures }] = await Promise.all([
        import('../report/write.ts'),
        import('../report/catalogue.ts'),
        import('../report/figures.ts'),
      ]);
      console.log(await writeReport(results));
      if (options.figures) for (const file of await writeFigures(results)) console.log(file);
      // A study elsewhere is on no list.
      const place = relative(reports, resolve(folder)).split(/[\\/]/);
      if (place.length === 2 && place[0] !== '..') await writeCatalogue(reports);
    }),
);
