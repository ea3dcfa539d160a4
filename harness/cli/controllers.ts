import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { controllerCatalogue } from '../controller-catalogue.ts';
import { controllerTable, tableWithin, withTable } from '../controller-table.ts';
import { run } from './run.ts';

/*
 * npm run controllers [-- --write README.md]
 * Prints the table of the controllers that are there, made of their files' docs; or puts it into a Markdown file.
 */
await run(
  new Command('npm run controllers --')
    .description('Prints a Markdown table of all controllers: what each optimises, its flaws, its source.')
    .option('--write <file>', 'write it between the two marks of this file instead')
    .action(async ({ write }: { write?: string }) => {
      const table = controllerTable(await controllerCatalogue());
      if (write === undefined) return console.log(table);
      const text = readFileSync(write, 'utf8');
      if (tableWithin(text) === undefined)
        throw new Error(
          `${write}: expected the marks <!-- controllers:begin --> and <!-- controllers:end -->, found none; add them where the table belongs.`,
        );
      writeFileSync(write, withTable(text, table));
      console.log(`The table in ${write} is up to date.`);
    }),
);
