import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const client = new URL('./client/', import.meta.url);

/** The modules of client/ as one script: they import only one another, so leaving the imports out joins them. */
export function clientScript(): string {
  const names = readdirSync(client)
    .filter(name => name.endsWith('.js'))
    .sort();
  const modules = names.map(name => readFileSync(new URL(name, client), 'utf8'));
  const joined = modules
    .map(text => text.replace(/^import [^;]*;\n/gm, '').replace(/^export /gm, ''))
    .join('\n');
  return `(() => {\n'use strict';\n${joined}\n})();\n`;
}

/** What the page of a running study has besides. */
export const liveScript = (): string =>
  `(() => {\n'use strict';\n${readFileSync(new URL('live/show.js', client), 'utf8')}\n})();\n`;

/** Vega and its interpreter, which evaluates expressions without `eval`, as one script that sets `vega`. */
export function vegaScript(): string {
  const vega = source('vega').replace(/[^/]*\.module\.js$/, 'vega.min.js');
  const interpreter = readFileSync(source('vega-interpreter'), 'utf8')
    .replace(/^import \{([^}]*)\} from 'vega-util';/m, 'const {$1} = vega;')
    .replace(
      /^export \{ expression as expressionInterpreter \};/m,
      'vega.expressionInterpreter = expression;',
    )
    .replace(/^\s*(?:\/\*\*[\s\S]*?\*\/|\/\/.*)$/gm, '');
  const text = `${readFileSync(vega, 'utf8')}\n;(() => {${interpreter}})();\n`.replace(
    /^\/\/# sourceMappingURL.*$/gm,
    '',
  );
  if (/<\/script|<!--/i.test(text)) throw new Error('Vega: its text would end the script that holds it.');
  return text;
}

const source = (name: string): string => fileURLToPath(import.meta.resolve(name));

/** A text deflated, as a script element can hold it: data a fifth as long, a script half. The page unpacks it when asked. */
export const packed = (text: string): string => deflateSync(text, { level: 9 }).toString('base64');

/** How a content security policy names a text that may run. */
export const integrity = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
