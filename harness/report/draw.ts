import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Drawing, Size } from './chart.ts';
import { patterns } from './legend.ts';
import { light, withColours } from './palette.ts';
import { slim } from './slim.ts';
import { textWidth } from './text-width.ts';
import { font, sizes, theme } from './theme.ts';

declare module 'vega' {
  const textMetrics: {
    width: (item: { fontSize?: number; fontWeight?: string | number }, text: unknown) => number;
  };
}

// Without a canvas Vega guesses widths, and long labels overlap.
vega.textMetrics.width = ({ fontSize = 11, fontWeight }, text) =>
  textWidth(String(text), { size: fontSize, bold: fontWeight === 'bold' || Number(fontWeight) >= 600 });

/** A drawing in both sizes, and the specification from which a browser draws the wide one again. */
export interface Drawn {
  readonly wide: string;
  readonly narrow: string;
  readonly live: vega.Spec;
}

export async function draw(drawing: Drawing, id: string): Promise<Drawn> {
  const live = compiled(drawing.spec(sizes.wide), { size: 'wide' });
  return {
    wide: await svg(live, `${id}-w`),
    narrow: await svg(compiled(drawing.spec(sizes.narrow), { size: 'narrow' }), `${id}-n`),
    live,
  };
}

/** A drawing that stands alone, for a paper: with its legend, its patterns and the colours of the light page. */
export async function drawAlone(drawing: Drawing, id: string): Promise<string> {
  const drawn = await svg(compiled(drawing.spec(sizes.wide), { size: 'wide', legend: true }), id);
  const framed = drawn.replace(/^<svg ([^>]*)>/, (_, attributes: string) => {
    return `<svg ${attributes} font-family="${font}"><title>${escaped(drawing.title)}</title><desc>${escaped(drawing.caption)}</desc>${patterns}`;
  });
  return withColours(framed, light);
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, c => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));

/** A small drawing without variants. */
export const drawSpec = (spec: TopLevelSpec, id: string): Promise<string> =>
  svg(compiled(spec, { size: 'narrow' }), id);

const compiled = (
  spec: TopLevelSpec,
  { size, legend = false }: { size: Size['name']; legend?: boolean },
): vega.Spec => compile(spec, { config: theme({ size, legend }) }).spec;

async function svg(spec: vega.Spec, id: string): Promise<string> {
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logLevel: vega.Error });
  try {
    return slim(await view.toSVG(), id);
  } finally {
    view.finalize();
  }
}
