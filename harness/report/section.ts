import { readdir } from 'node:fs/promises';
import type { PageInput } from './page-input.ts';

/**
 * A part of the page under a heading of its own. `harness/report/sections/<id>.ts` exports one as `section`; the page
 * finds it by being there, and charts stand in it by naming its id.
 */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Sections follow one another in the order of their places. */
  readonly place: number;
  /** Its template: templates/<template>.hbs. */
  readonly template: string;
  /** What the template shows; undefined where there is nothing to say, and the section is then left out. */
  context(page: PageInput): object | undefined;
}

/** A section of charts alone. */
export const ofFigures = (section: Pick<Section, 'id' | 'title' | 'place'>): Section => ({
  ...section,
  template: 'figures',
  context: page => {
    const figures = page.figures(section.id);
    return figures.length === 0 ? undefined : { figures };
  },
});

/** Every section of sections/, in the order of the page. */
export async function sections(): Promise<Section[]> {
  const folder = new URL('./sections/', import.meta.url);
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts')).sort();
  const files: { section: Section }[] = await Promise.all(
    names.map(name => import(new URL(name, folder).href)),
  );
  return files.map(file => file.section).sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
}
