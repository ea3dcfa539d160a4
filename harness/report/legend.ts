import type { ArmLook, Shape } from './arm-look.ts';
import type { Drawing } from './chart.ts';
import { type Html, html } from './template.ts';

export interface LegendEntry {
  readonly swatch: Html;
  readonly text: string;
}

/** The legend as HTML, which wraps on a phone and is read aloud. */
export const legendOf = ({ legend, marks = [] }: Drawing): LegendEntry[] => [
  ...legend.map(arm => ({
    swatch: armSwatch(arm),
    text: arm.reference ? `${arm.label} (reference)` : arm.label,
  })),
  ...marks.map(({ mark, means }) => ({
    swatch: html(`<svg class="swatch" aria-hidden="true" viewBox="0 0 26 12">${pictures[mark] ?? ''}</svg>`),
    text: means,
  })),
];

/** Colour, dash and shape of an arm. */
export const armSwatch = ({ colour, dash, shape }: ArmLook): Html =>
  html(
    `<svg class="swatch" aria-hidden="true" viewBox="0 0 26 12"><path d="M0,6H26" stroke="${colour}" stroke-width="2.2"${
      dash.length > 0 ? ` stroke-dasharray="${dash.join(',')}"` : ''
    }/><path d="${shapes[shape]}" transform="translate(13,6)" fill="${colour}"/></svg>`,
  );

const shapes: Readonly<Record<Shape, string>> = {
  circle: 'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z',
  square: 'M-4,-4h8v8h-8Z',
  'triangle-up': 'M0,-4.5L4.5,4H-4.5Z',
  'triangle-down': 'M0,4.5L4.5,-4H-4.5Z',
  diamond: 'M0,-5L4,0L0,5L-4,0Z',
  cross: 'M-1.5,-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5Z',
};

const late = (colour: string, dash: string): string =>
  `<path d="M0,6H26" stroke="var(--${colour})" stroke-width="2.2" stroke-dasharray="${dash}"/>`;

const pictures: Readonly<Record<string, string>> = {
  needed: '<path d="M0,6H26" stroke="var(--ink)" stroke-width="1.4" stroke-dasharray="2,2"/>',
  under: '<path d="M2,0H24V12H2Z" fill="url(#hatch)"/>',
  over: '<path d="M2,0H24V12H2Z" fill="var(--over)" opacity=".45"/>',
  starting: '<path d="M2.5,1.5H23.5V10.5H2.5Z" fill="url(#dots)" stroke="var(--ink-3)"/>',
  ready: '<path d="M0,5H26V7H0Z" fill="var(--ink-3)"/>',
  busy: '<path d="M2,1H24V11H2Z" fill="var(--ink-2)"/>',
  stopping: '<path d="M2,3.5H24V8.5H2Z" fill="var(--bad)"/>',
  fault: '<path d="M13,0V12" stroke="var(--bad)" stroke-width="1.5" stroke-dasharray="4,2"/>',
  'late-sends': late('ink', '1,0'),
  'late-slots': late('link', '7,2'),
  'late-slotsWhileStarting': late('doubt', '2,2'),
};

/** Patterns that drawings fill areas with; once a page, and once in each drawing that stands alone. */
export const patterns =
  '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<path d="M0,0H5V5H0Z" fill="var(--under)" fill-opacity=".16"/><path d="M0,0H1.6V5H0Z" fill="var(--under)"/></pattern>' +
  '<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M1,1h1.6v1.6h-1.6Z" fill="var(--ink-3)"/></pattern></defs>';
