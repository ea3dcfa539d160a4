/** What a mark has to say, beside the pointer. Only ever text. */
export function showTip(event, value) {
  const tip = document.getElementById('tip');
  tip.replaceChildren();
  tip.hidden = value === undefined || value === null || value === '';
  if (tip.hidden) return;
  if (typeof value === 'object') {
    const list = document.createElement('dl');
    for (const [name, text] of Object.entries(value)) {
      const [term, said] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = name;
      said.textContent = text;
      list.append(term, said);
    }
    tip.append(list);
  } else tip.textContent = value;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(event.clientX + 14, innerWidth - width - 8);
  const below = event.clientY + 16;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${below + height > innerHeight ? Math.max(8, event.clientY - height - 12) : below}px`;
}
