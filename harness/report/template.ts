import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

const folder = new URL('./templates/', import.meta.url);

/** Text that is HTML already: drawings, and what another template gave. Everything else is escaped. */
export type Html = Handlebars.SafeString;
export const html = (text: string): Html => new Handlebars.SafeString(text);

/** Every file of templates/ as a template; each may use the others as partials. A missing field is an error. */
export function templates(): <Context>(name: string, context: Context) => string {
  const environment = Handlebars.create();
  const known = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.hbs')) continue;
    const name = file.slice(0, -'.hbs'.length);
    const text = readFileSync(new URL(file, folder), 'utf8');
    environment.registerPartial(name, text);
    known.set(name, environment.compile(text, { strict: true, knownHelpersOnly: true }));
  }
  return (name, context) => {
    const template = known.get(name);
    if (!template) throw new Error(`Template ${name}: expected templates/${name}.hbs, found none.`);
    return template(context);
  };
}
