import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const file = (name: string): Buffer => readFileSync(fileURLToPath(import.meta.resolve(name)));

let begun: Promise<Buffer[]> | undefined;

/** WebAssembly and fonts from packages: no native code, and the same pixels whatever the machine has installed. */
async function begin(): Promise<Buffer[]> {
  await initWasm(file('@resvg/resvg-wasm/index_bg.wasm'));
  return ['DejaVuSans', 'DejaVuSans-Bold'].map(name => file(`dejavu-fonts-ttf/ttf/${name}.ttf`));
}

/** A drawing that stands alone as a PNG on white, `scale` pixels for each of its own. */
export async function png(svg: string, { scale = 3 } = {}): Promise<Buffer> {
  begun ??= begin();
  const image = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers: await begun, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  });
  try {
    const rendered = image.render();
    const bytes = Buffer.from(rendered.asPng());
    rendered.free();
    return bytes;
  } finally {
    image.free();
  }
}
