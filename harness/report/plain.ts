/**
 * Text of others made fit for one line of a drawing: control characters and the ones that turn the direction of what
 * follows become "·" (they could reorder a whole legend), runs of space become one, and it is cut at `most` characters.
 */
export function plain(text: string, { most = 60 } = {}): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·')
    .trim();
  return shortened(line, most);
}

/** Cut at `most` characters, never within one; the cut shows as "…". */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
