/**
 * Takes out of a drawing what nobody sees: roles and labels of single marks (the figure around it is described), empty
 * frames, labels that overlapped, defaults, points within a straight line; rounds coordinates to a tenth of a pixel; makes
 * one path of neighbours that look alike, and circles of paths that are round. Less than a third of its size.
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
        .replace(/-?\d+\.\d+(?:e-?\d+)?/g, digits => String(Math.round(Number(digits) * 10) / 10 + 0))
        .replace(/^(?!.* stroke=)(.*) stroke-width="[^"]*"/, '$1')
        .replace(/ d="([^"]*)"/, (_, d: string) => ` d="${d.replace(polyline, straightened)}"`),
    )
    .replace(alike, joined)
    .replace(round, '<circle cx="$1" cy="$2" r="$3"')
    .replace(/<g>(<\/g>)/g, '')
    .replace(/<g><\/g>/g, '');
}

const polyline = /M[-\d.]+,[-\d.]+(?:L[-\d.]+,[-\d.]+)+/g;

/** A line from point to point without those that it would pass anyway; horizontal and vertical parts as such. */
function straightened(line: string): string {
  const points = line
    .slice(1)
    .split('L')
    .map(point => point.split(',').map(Number) as [number, number]);
  const kept: [number, number][] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    if (before && last && (passes(before, last, point, 0) || passes(before, last, point, 1))) kept.pop();
    kept.push(point);
  }
  return kept
    .map(([x, y], i) => {
      const [lastX, lastY] = kept[i - 1] ?? [];
      return i === 0 ? `M${x},${y}` : y === lastY ? `H${x}` : x === lastX ? `V${y}` : `L${x},${y}`;
    })
    .join('');
}

/** Whether a straight way along `axis` from one point to another leads through the one between. */
function passes(
  from: [number, number],
  between: [number, number],
  to: [number, number],
  axis: 0 | 1,
): boolean {
  const across = axis === 0 ? 1 : 0;
  return (
    from[across] === between[across] &&
    between[across] === to[across] &&
    (between[axis] - from[axis]) * (to[axis] - between[axis]) > 0
  );
}

/** Neighbours of the same look, neither moved nor see-through: those would look otherwise where they overlap. */
const alike = /<path d="[^"]*"((?! [^>]*(?:transform|opacity)=)[^>]*)\/>(?:<path d="[^"]*"\1\/>)+/g;

/** A symbol of Vega's that is round, where it is drawn. */
const round =
  /<path transform="translate\(([-\d.]+),([-\d.]+)\)" d="M([\d.]+),0A(?:[\d.]+,){2}0,1,1,-[\d.]+,0A(?:[\d.]+,){2}0,1,1,\3,0"/g;

const joined = (paths: string, look: string): string =>
  `<path d="${Array.from(paths.matchAll(/ d="([^"]*)"/g), ([, d]) => d).join('')}"${look}/>`;
