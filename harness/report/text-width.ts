/**
 * Advances of DejaVu Sans in thousandths of an em, from its own `hmtx` table (version 2.37): code points 32–126, then
 * 160–255. It is the widest of the usual sans-serif faces, so what fits in it is not clipped in another.
 */
const ascii =
  '318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838';
const latin =
  '318 401 636 636 636 636 337 500 500 1000 471 612 838 361 1000 500 500 838 401 401 500 636 636 318 500 401 471 612 969 969 969 531 684 684 684 684 684 684 974 698 632 632 632 632 295 295 295 295 775 748 787 787 787 787 787 838 787 732 732 732 732 611 605 630 613 613 613 613 613 613 982 550 615 615 615 615 278 278 278 278 612 634 612 612 612 612 612 838 612 634 634 634 634 592 635 592';

const table = new Map<number, number>([...advances(32, ascii), ...advances(160, latin)]);

function advances(first: number, widths: string): [number, number][] {
  return widths.split(' ').map((width, index) => [first + index, Number(width) / 1000]);
}

/** Bold letters of DejaVu Sans are 11 % wider in running text. */
const boldness = 1.11;

/** Width in pixels of a line of text; one em for a character that the table lacks. */
export function textWidth(text: string, { size = 12, bold = false } = {}): number {
  let ems = 0;
  for (const character of text) ems += table.get(character.codePointAt(0)!) ?? 1;
  return ems * size * (bold ? boldness : 1);
}

/** A text as lines that are at most `width` pixels wide, broken between words where that can be. */
export function wrapped(text: string, width: number, look: { size?: number; bold?: boolean } = {}): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, look) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && textWidth(line + character, look) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line];
}
