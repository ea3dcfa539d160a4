import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dark, light, type Palette, paletteCss, withColours } from '../../harness/report/palette.ts';

const channels = (hex: string): number[] =>
  [1, 3, 5].map(at => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });

const luminance = (hex: string): number => {
  const [r, g, b] = channels(hex);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};

/** WCAG 2.2, contrast ratio. */
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
};

/** As a reader without green-sensitive cones sees it (Viénot, Brettel and Mollon 1999, deuteranopia), linear RGB. */
const deuteranope = (hex: string): number[] => {
  const [r, g, b] = channels(hex);
  return [0.29275 * r! + 0.70725 * g!, 0.29275 * r! + 0.70725 * g!, -0.02234 * r! + 0.02234 * g! + b!];
};

const distance = (a: number[], b: number[]): number => Math.hypot(...a.map((value, i) => value - b[i]!));

for (const [name, palette] of Object.entries({ light, dark })) {
  const of = (key: string): string => (palette as Palette)[key]!;
  describe(`the ${name} palette`, () => {
    it('gives text 4.5 : 1 on the page, on panels and on tinted grounds (WCAG AA)', () => {
      for (const ink of ['ink', 'ink-2', 'ink-3', 'link', 'good', 'bad', 'doubt'])
        for (const ground of ['page', 'panel'])
          assert.ok(
            contrast(of(ink), of(ground)) >= 4.5,
            `${ink} on ${ground}: ${contrast(of(ink), of(ground))}`,
          );
      for (const tone of ['good', 'bad', 'doubt'])
        for (const ink of [tone, 'ink'])
          assert.ok(contrast(of(ink), of(`${tone}-soft`)) >= 4.5, `${ink} on ${tone}-soft`);
    });

    it('gives every arm 3 : 1 against the page', () => {
      for (let arm = 0; arm <= 7; arm++)
        assert.ok(
          contrast(of(`arm-${arm}`), of('page')) >= 3,
          `arm-${arm}: ${contrast(of(`arm-${arm}`), of('page'))}`,
        );
    });

    it('keeps the first four arms apart for readers who do not see green', () => {
      for (let a = 0; a < 4; a++)
        for (let b = a + 1; b < 4; b++)
          assert.ok(
            distance(deuteranope(of(`arm-${a}`)), deuteranope(of(`arm-${b}`))) > 0.07,
            `arm-${a} and arm-${b}: ${distance(deuteranope(of(`arm-${a}`)), deuteranope(of(`arm-${b}`)))}`,
          );
    });

    it('lets numbers be read on every shade of a heat map', () => {
      for (let step = 0; step < 6; step++) {
        const ink = step >= 4 ? of('heat-text') : of('ink');
        assert.ok(
          contrast(ink, of(`heat-${step}`)) >= 4.5,
          `heat-${step}: ${contrast(ink, of(`heat-${step}`))}`,
        );
      }
    });
  });
}

describe('colours', () => {
  it('have the same names in light and dark, light on paper', () => {
    assert.deepEqual(Object.keys(light), Object.keys(dark));
    assert.match(
      paletteCss(),
      /^:root\{.*--page:#ffffff.*\}\n@media screen and \(prefers-color-scheme:dark\)/s,
    );
  });

  it('are put in the place of their names in a drawing that stands alone', () => {
    assert.equal(withColours('fill="var(--ink)" var(--unknown)', light), 'fill="#14181f" var(--unknown)');
  });
});
