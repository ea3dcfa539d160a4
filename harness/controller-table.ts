import type { CataloguedController } from './controller-catalogue.ts';

const begin = '<!-- controllers:begin -->';
const end = '<!-- controllers:end -->';

/** A cell of Markdown: no line ends, no bars. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

/** The controllers as a Markdown table, in the words of their own files. */
export function controllerTable(controllers: readonly Pick<CataloguedController, 'name' | 'docs'>[]): string {
  const rows = controllers.map(
    ({ name, docs }) =>
      `| \`${name}\` | ${cell(docs.optimises)} | ${cell(docs.flaws)} | ${cell(docs.source)} |`,
  );
  return ['| controller | optimises | known flaws | source |', '|---|---|---|---|', ...rows].join('\n');
}

/** What stands between the two marks of a Markdown text; undefined where they are not. */
export function tableWithin(text: string): string | undefined {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  return from < 0 || to < from ? undefined : text.slice(from + begin.length, to).trim();
}

/** The text with the table between its marks, which it has. */
export function withTable(text: string, table: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
}
