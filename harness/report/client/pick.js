import { live } from './live.js';
import { unpacked } from './unpack.js';

/** A list of trials above each figure that can show another one. */
export async function addPicker(figure) {
  const { follows, shown, workload } = figure.dataset;
  const trials = await unpacked('trial-tables');
  const own = trials.filter(trial => trial.workload === Number(workload));
  const choices = new Map(
    own.map(trial =>
      follows === 'block' ? [String(trial.block), trial.blockLabel] : [trial.trial, trial.label],
    ),
  );
  if (choices.size < 2) return;
  const select = document.createElement('select');
  for (const [value, text] of choices)
    select.append(new Option(text, value, value === shown, value === shown));
  const show = () => showPicked(figure, own, select.value);
  select.addEventListener('change', show);
  const step = (text, by) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.addEventListener('click', () => {
      select.selectedIndex = (select.selectedIndex + by + select.length) % select.length;
      show();
    });
    return button;
  };
  const label = document.createElement('label');
  label.append(follows === 'block' ? 'Show seed ' : 'Show trial ', select);
  const bar = document.createElement('p');
  bar.className = 'pick';
  bar.append(label, step('Previous', -1), step('Next', 1));
  figure.querySelector('.drawing').before(bar);
}

async function showPicked(figure, own, value) {
  const view = await live(figure);
  const whole = figure.dataset.follows === 'block';
  const picked = own.filter(trial => (whole ? String(trial.block) : trial.trial) === value);
  const [first] = picked;
  const rows = name => picked.flatMap(trial => rowsOf(trial.tables[name], { arm: trial.arm }));
  view.data('arrivals', rowsOf(first.tables.arrivals));
  view.data('faults', rows('faults'));
  view.data('containers', rows('containers'));
  if (whole) view.data('backlog', rows('backlog'));
  else {
    view.data('extent', [{ t: 0 }, { t: first.tables.containers.t.at(-1) }]);
    view.data('decisions', rows('decisions'));
    view.data('spans', rows('spans'));
    view.signal('armColour', first.colour);
    showReasons(figure, first.tables.decisions);
  }
  await view.runAsync();
  const title = whole ? `Containers, demand and backlog over time, ${first.blockLabel}` : first.label;
  figure.querySelector('h3 bdi').textContent = title;
  figure
    .querySelector('.drawing')
    .setAttribute('aria-label', `${title}. Its figures are in the tables of this page.`);
  const key = figure.querySelector('.legend li');
  if (!whole && key) key.remove();
}

const rowsOf = (columns, more = {}) => {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, i) => ({
    ...Object.fromEntries(names.map(name => [name, columns[name][i]])),
    ...more,
  }));
};

/** The table of reasons follows the figure, for those who do not hover. */
function showReasons(figure, decisions) {
  const details = document.querySelector(`details[data-figure="${figure.id}"]`);
  if (!details) return;
  const columns = ['t', 'queued', 'running', 'existing', 'ready', 'wanted', 'applied', 'reason'];
  const body = document.createElement('tbody');
  for (const row of rowsOf(decisions)) {
    const line = body.insertRow();
    for (const column of columns) {
      const text = document.createElement('bdi');
      text.textContent = row[column];
      line.insertCell().append(text);
    }
  }
  details.querySelector('tbody').replaceWith(body);
  details.querySelector('summary').textContent =
    `The ${body.rows.length} decisions of this trial as a table, with reasons`;
}
