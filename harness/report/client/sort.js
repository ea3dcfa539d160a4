/** Makes the head of a column that has something to sort by a button; once more turns it round. */
export function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  const original = [...table.tBodies[0].rows];
  heads.forEach((head, column) => {
    if (column > 0 && original.every(row => row.cells[column].dataset.sort === '')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const rows = column === 0 ? original : sorted(original, column, up);
      table.tBodies[0].append(...(column === 0 && !up ? rows.toReversed() : rows));
    });
  });
}

/** By the number that a cell keeps; cells without one stay last either way. */
function sorted(rows, column, up) {
  const value = row => Number.parseFloat(row.cells[column].dataset.sort);
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
    return up ? x - y : y - x;
  });
}
