/**
 * The colours of page and charts, as CSS custom properties, for light and for dark. Colours of arms are made after
 * Okabe and Ito's palette for colour-blind readers ("Color universal design", 2008), each moved in lightness until it
 * stands 3 : 1 against its background (WCAG 2.2, 1.4.11); text stands 4.5 : 1. A test recomputes both.
 */
export type Palette = Readonly<Record<string, string>>;

export const light: Palette = {
  page: '#ffffff',
  panel: '#f6f7f9',
  ink: '#14181f',
  'ink-2': '#4a5260',
  'ink-3': '#626b7a',
  rule: '#c9ced6',
  grid: '#e6e9ee',
  link: '#0b5cad',
  good: '#12703c',
  'good-soft': '#e3f4e9',
  bad: '#b3261e',
  'bad-soft': '#fdecea',
  doubt: '#8a5300',
  'doubt-soft': '#fdf3df',
  mark: '#fff3c9',
  under: '#c62f3f',
  over: '#9aa5b5',
  'arm-0': '#5b6675',
  'arm-1': '#0067b1',
  'arm-2': '#c65200',
  'arm-3': '#00805f',
  'arm-4': '#a83f86',
  'arm-5': '#8a6d00',
  'arm-6': '#2d8fc4',
  'arm-7': '#7a3b12',
  'heat-text': '#ffffff',
  'heat-0': '#eaf2fa',
  'heat-1': '#c6dcf0',
  'heat-2': '#94c0e2',
  'heat-3': '#5a9bcd',
  'heat-4': '#2a74b0',
  'heat-5': '#0e4b80',
};

export const dark: Palette = {
  page: '#11151b',
  panel: '#191f28',
  ink: '#eef1f6',
  'ink-2': '#b4bcc9',
  'ink-3': '#949eae',
  rule: '#3c4654',
  grid: '#262e39',
  link: '#7db8f5',
  good: '#6fd39a',
  'good-soft': '#15301f',
  bad: '#ff8f86',
  'bad-soft': '#3a1917',
  doubt: '#f2b95c',
  'doubt-soft': '#33270f',
  mark: '#4a3c0c',
  under: '#ff6b78',
  over: '#66738a',
  'arm-0': '#a3aebd',
  'arm-1': '#5cb2f5',
  'arm-2': '#ff9350',
  'arm-3': '#36c79a',
  'arm-4': '#e58bc6',
  'arm-5': '#d9bd3c',
  'arm-6': '#2f8ec2',
  'arm-7': '#c48a5f',
  'heat-text': '#0b1118',
  'heat-0': '#16283b',
  'heat-1': '#1b3f61',
  'heat-2': '#225a8b',
  'heat-3': '#2a6fa6',
  'heat-4': '#63acdf',
  'heat-5': '#b4dbf7',
};

/** How a chart names a colour: the page decides between light and dark. */
export const colour = (name: keyof typeof light & string): string => `var(--${name})`;

const declarations = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** The style sheet's first lines: light unless the reader prefers dark, and light on paper. */
export const paletteCss = (): string =>
  `:root{color-scheme:light dark;${declarations(light)}}\n` +
  `@media screen and (prefers-color-scheme:dark){:root{${declarations(dark)}}}\n`;

/** A drawing that stands alone, with the colours of one palette in the place of their names. */
export const withColours = (svg: string, palette: Palette): string =>
  svg.replace(/var\(--([a-z0-9-]+)\)/g, (whole, name: string) => palette[name] ?? whole);
