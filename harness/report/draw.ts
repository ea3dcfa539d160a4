import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Drawing } from './chart.ts';
import { slim } from './slim.ts';
import { textWidth } from './text-width.ts';
import { sizes, theme } from './theme.ts';

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
  const live = compiled(drawing.spec(sizes.wide));
  return {
    wide: await svg(live, `${id}-w`),
    narrow: await svg(compiled(drawing.spec(sizes.narrow)), `${id}-n`),
    live,
  };
}

/** For a paper: with its legend, on its own. */
export const drawAlone = (drawing: Drawing, id: string): Promise<string> =>
  svg(compiled(drawing.spec(sizes.wide), { legend: true }), id);

const compiled = (spec: TopLevelSpec, { legend = false } = {}): vega.Spec =>
  compile(spec, { config: theme({ legend }) }).spec;

async function svg(spec: vega.Spec, id: string): Promise<string> {
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logLevel: vega.Error });
  try {
    return slim(await view.toSVG(), id);
  } finally {
    view.finalize();
  }
}
