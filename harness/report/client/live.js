import { showTip } from './tip.js';
import { unpacked } from './unpack.js';

const views = new Map();

/** Draws a figure again, this time with answers: once, when it is first asked for. Gives its view. */
export function live(figure) {
  if (!views.has(figure.id)) views.set(figure.id, begin(figure));
  return views.get(figure.id);
}

async function begin(figure) {
  const drawing = figure.querySelector('.drawing');
  const specs = await unpacked('chart-specs');
  const spec = fitted(specs[figure.id], {
    drawn: Number(drawing.querySelector('.wide svg').getAttribute('width')),
    wanted: drawing.clientWidth,
  });
  const vega = await runVega();
  const place = document.createElement('div');
  place.className = 'live';
  place.setAttribute('aria-hidden', 'true');
  drawing.append(place);
  const view = new vega.View(vega.parse(spec, undefined, { ast: true }), {
    renderer: 'svg',
    container: place,
    hover: true,
    expr: vega.expressionInterpreter,
    tooltip: (_handler, event, _item, value) => showTip(event, value),
  });
  await view.runAsync();
  for (const child of drawing.children) if (child !== place) child.hidden = true;
  if (figure.dataset.follows) {
    const hint = document.createElement('p');
    hint.className = 'hint';
    hint.textContent = 'Drag over the arrivals to zoom in, double-click there to see all again.';
    drawing.after(hint);
  }
  return view;
}

/** Panels above one another take the room that the page gives; those side by side share it. */
function fitted(spec, { drawn, wanted }) {
  const full = drawn > 800;
  const room = Math.floor(
    (full ? wanted - drawn : Math.min(0, wanted - drawn)) / (spec.layout?.columns ?? 1),
  );
  const own = structuredClone(spec);
  if (typeof own.width === 'number') own.width += room;
  for (const signal of own.signals ?? []) {
    if (/width$/i.test(signal.name) && typeof signal.value === 'number') signal.value += room;
  }
  return own;
}

/** Vega waits in the page as text, so that nobody pays for it who only reads. */
async function runVega() {
  const text = await unpacked('vega-source');
  if (!window.vega) {
    const script = document.createElement('script');
    script.textContent = text;
    document.head.append(script);
  }
  return window.vega;
}
