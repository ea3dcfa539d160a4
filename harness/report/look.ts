import { readFileSync } from 'node:fs';
import { paletteCss } from './palette.ts';

/** style.css with the palette before it. */
export const styleSheet = (): string =>
  paletteCss() + readFileSync(new URL('./style.css', import.meta.url), 'utf8');
