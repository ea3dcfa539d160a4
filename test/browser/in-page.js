// Questions that tests ask within a page; see browser.ts.

const shown = element => element.getBoundingClientRect().width > 0;

/** Each figure's marks that can be seen, and texts that stick out of the drawing or were shortened. */
export function figures() {
  const ground = getComputedStyle(document.body).backgroundColor;
  const painted = colour => colour !== 'none' && colour !== ground && !colour.endsWith(', 0)');
  return [...document.querySelectorAll('figure')].map(figure => {
    const svg = [...figure.querySelectorAll('.wide > svg, .narrow > svg')].find(shown);
    const frame = svg.getBoundingClientRect();
    const marks = [...svg.querySelectorAll('path, rect, line, text')].filter(element => {
      const { width, height } = element.getBoundingClientRect();
      const { fill, stroke } = getComputedStyle(element);
      return width + height > 0 && (painted(fill) || painted(stroke)) && !element.closest('clipPath, defs');
    });
    const cut = [...svg.querySelectorAll('text')].filter(text => {
      const { width, left, right, top, bottom } = text.getBoundingClientRect();
      const out =
        left < frame.left - 2 || right > frame.right + 2 || top < frame.top - 2 || bottom > frame.bottom + 2;
      return width > 0 && (out || text.textContent.endsWith('…'));
    });
    return { id: figure.id, marks: marks.length, cut: cut.map(text => text.textContent) };
  });
}

/** What is wider than the page and in nothing that scrolls by itself. */
export function overflowing() {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter(element => {
    const { left, right } = element.getBoundingClientRect();
    return shown(element) && (right > width + 1 || left < -1) && !element.closest('.scroll, pre, svg, .skip');
  });
  return [
    ...(document.documentElement.scrollWidth > width ? ['the page itself'] : []),
    ...wide.map(element => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 60)}`),
  ];
}

/** Each figure as it is printed. */
export const printed = () =>
  [...document.querySelectorAll('figure')].map(figure => ({
    id: figure.id,
    height: figure.getBoundingClientRect().height,
    broken: getComputedStyle(figure).breakInside,
    right: figure.querySelector('.wide svg').getBoundingClientRect().right,
  }));

export const structure = () => ({
  landmarks: ['header', 'nav', 'main', 'footer'].map(name => document.querySelectorAll(name).length),
  levels: [...document.querySelectorAll('h1, h2, h3, h4')].map(head => Number(head.tagName[1])),
  headless: [...document.querySelectorAll('table')].filter(
    table => !table.querySelector('th') || table.querySelector('th:not([scope])'),
  ).length,
  unnamed: [...document.querySelectorAll('[role="img"]')].filter(
    image => (image.getAttribute('aria-label') ?? '').length < 20,
  ).length,
});

/** Opens everything that is folded away. */
export function unfold() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const tabled of document.querySelectorAll('.tabled')) tabled.classList.add('unfolded');
  return [];
}

/** Breaches of WCAG and good practice; axe-core has to be in the page. */
export const violations = () =>
  globalThis.axe
    .run()
    .then(found =>
      found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
      ),
    );
