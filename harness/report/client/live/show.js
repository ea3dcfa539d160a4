/* Follows a running study by server-sent events. What it is told is shown as text and never as markup. */

const panel = document.getElementById('live');
const part = name => panel.querySelector(`[data-live="${name}"]`);
const namespace = 'http://www.w3.org/2000/svg';

/** Who has pressed or typed something on this page may be reading it: it is not taken away. */
let touched = false;
for (const kind of ['pointerdown', 'keydown']) {
  document.querySelector('main').addEventListener(kind, event => {
    touched ||= !panel.contains(event.target);
  });
}

const source = new EventSource('events');
source.onmessage = event => show(JSON.parse(event.data));
source.onerror = () => {
  part('now').textContent = 'The run cannot be reached: it has ended, or its process is gone.';
};

function show(state) {
  if (state.finished || state.page > Number(panel.dataset.page)) {
    if (state.finished) source.close();
    if (!touched) return location.reload();
    part('fresh').hidden = false;
    if (state.finished) part('fresh').firstElementChild.textContent = 'The study has ended: show its page';
  }
  const last = state.moments.at(-1);
  part('now').textContent = [
    state.running ? state.running.text : state.finished ? 'The study has ended' : 'Between two trials',
    last && state.running
      ? `at ${last.at.toFixed(0)} s: ${last.busy} of ${last.ready} containers busy, ${last.starting} starting, ${last.queued} requests waiting`
      : '',
    `${state.ended} of ${state.planned} trials ended`,
  ]
    .filter(Boolean)
    .join(' · ');
  part('decisions').replaceChildren(
    ...state.decisions.map(({ at, seen, wanted, applied, reason }) =>
      item(
        `${at.toFixed(1)} s`,
        `saw ${seen.queued} waiting, ${seen.running} running, ${seen.containers} containers; wanted ${wanted}, asked for ${applied}: ${reason}`,
      ),
    ),
  );
  part('results').replaceChildren(...state.results.map(({ said }) => item('', said)));
  draw(state.moments);
}

function item(term, text) {
  const line = document.createElement('li');
  const said = document.createElement('bdi');
  said.textContent = text;
  if (term) {
    const when = document.createElement('b');
    when.textContent = `${term} `;
    line.append(when);
  }
  line.append(said);
  return line;
}

const panels = [
  { title: 'containers: ready (line), busy (area)', line: 'ready', area: 'busy', top: 14 },
  { title: 'requests waiting', area: 'queued', top: 108 },
];
const [width, height] = [600, 70];

/** Two panels over time, as steps; drawn anew each slot, which is a few hundred numbers. */
function draw(moments) {
  const svg = element('svg', { viewBox: `0 0 ${width} 200`, class: 'steps' });
  const end = Math.max(1, moments.at(-1)?.at ?? 1);
  for (const { title, line, area, top } of panels) {
    const most = Math.max(1, ...moments.map(one => Math.max(one[area], line ? one[line] : 0)));
    const y = value => top + height - (height * value) / most;
    const steps = name =>
      moments.map(one => `H${((width * one.at) / end).toFixed(1)}V${y(one[name]).toFixed(1)}`).join('');
    svg.append(element('path', { class: 'axis', d: `M0,${top + height}H${width}` }));
    if (moments.length > 0) {
      svg.append(element('path', { class: 'area', d: `M0,${y(0)}${steps(area)}V${y(0)}Z` }));
      if (line) svg.append(element('path', { class: 'line', d: `M0,${y(moments[0][line])}${steps(line)}` }));
    }
    const label = element('text', { x: 0, y: top - 3 });
    label.textContent = `${title}, at most ${most}; ${end.toFixed(0)} paper seconds so far`;
    svg.append(label);
  }
  part('picture').replaceChildren(svg);
}

function element(name, attributes) {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
