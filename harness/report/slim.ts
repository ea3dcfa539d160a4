/**
 * Takes out of a drawing what nobody sees: roles and labels of single marks (the figure around it is described), empty
 * frames, labels that overlapped, defaults; and rounds coordinates to a tenth of a pixel. About half its size.
 * Ids get a prefix, since many drawings share a page.
 */
export function slim(svg: string, prefix: string): string {
  const ids = new Map<string, string>();
  const named = (id: string): string => {
    const known = ids.get(id) ?? `${prefix}-${ids.size}`;
    ids.set(id, known);
    return known;
  };
  return svg
    .replace(/<text [^>]*opacity="0"[^>]*>[^<]*<\/text>|<(?:path|line|rect) [^>]*opacity="0"[^>]*\/>/g, '')
    .replace(
      /<path class="(?:foreground|background)"[^>]*d="(?:|M0,0h[-\d.]+v[-\d.]+h[-\d.]+Z)"[^>]*\/>/g,
      tag => (/ fill="| stroke="/.test(tag) ? tag : ''),
    )
    .replace(/<[a-zA-Z][^>]*>/g, tag =>
      tag
        .replace(/ (?:role|class|aria-[a-z]+|pointer-events|font-family|xmlns:xlink|version)="[^"]*"/g, '')
        .replace(/ (?:fill-|stroke-)?opacity="1"| stroke-width="1"| stroke-miterlimit="\d+"/g, '')
        .replace(/ (id)="([^"]+)"/g, (_, name: string, id: string) => ` ${name}="${named(id)}"`)
        .replace(/url\(#(clip\d+|gradient[_\d]+)\)/g, (_, id: string) => `url(#${named(id)})`)
        .replace(/-?\d+\.\d+(?:e-?\d+)?/g, digits => String(Math.round(Number(digits) * 10) / 10 + 0)),
    )
    .replace(/<g>(<\/g>)/g, '')
    .replace(/<g><\/g>/g, '');
}
