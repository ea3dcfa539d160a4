import { readdir } from 'node:fs/promises';
import type { ControllerDocs, ControllerFactory, Grid } from './controller.ts';

type Options = Readonly<Record<string, unknown>>;

/** A controller as its file gives it. */
export interface CataloguedController {
  /** Of the file, without .ts. */
  readonly name: string;
  readonly docs: ControllerDocs;
  /** Absent where there are no defaults, as for a program of one's own. */
  readonly controller?: (options?: Options) => ControllerFactory;
  readonly grid?: Grid<Options>;
}

const ours = new URL('./controllers/', import.meta.url);

/** Every controller of the folder, by name. A new file is found by being there. */
export async function controllerCatalogue(folder: URL = ours): Promise<CataloguedController[]> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.ts'));
  const names = files.map(file => file.slice(0, -'.ts'.length)).sort();
  return Promise.all(
    names.map(async name => {
      const { docs, controller, grid }: Partial<CataloguedController> = await import(
        new URL(`${name}.ts`, folder).href
      );
      if (!docs?.optimises || !docs.flaws || !docs.source) {
        throw new Error(
          `Controllers: expected controllers/${name}.ts to export docs with optimises, flaws and source, found ${JSON.stringify(docs)}; add what is missing.`,
        );
      }
      return {
        name,
        docs,
        ...(controller ? { controller } : {}),
        ...(grid ? { grid } : {}),
      };
    }),
  );
}
