import { showTip } from './tip.js';

const views = new Map();
let specs;

/** Draws a figure again, this time with answers: once, when it is first asked for. Gives its view. */
export function live(figure) {
  if (!views.has(figure.id)) views.set(figure.id, begin(figure));
  return views.get(figure.id);
}

async function begin(figure) {
  const drawing = figure.querySelector('.drawing');
  const spec = fitted(parsed('chart-specs')[figure.id], {
    drawn: Number(drawing.querySelector('.wide svg').getAttribute('width')),
    wanted: drawing.clientWidth,
  });
  const vega = runVega();
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
function runVega() {
  if (!window.vega) {
    const script = document.createElement('script');
    script.textContent = document.getElementById('vega-source').textContent;
    document.head.append(script);
  }
  return window.vega;
}

function parsed(id) {
  specs ??= {};
  specs[id] ??= JSON.parse(document.getElementById(id).textContent);
  return specs[id];
}

export const trials = () => parsed('trial-tables');
