import { copyText } from './copy.js';
import { live } from './live.js';
import { addPicker } from './pick.js';
import { makeSortable } from './sort.js';

// Everything below adds to a page that is complete without it.
document.documentElement.classList.add('js');

for (const table of document.querySelectorAll('table.figures')) makeSortable(table);

for (const tabled of document.querySelectorAll('.tabled')) {
  tabled.querySelector('.tools').hidden = false;
  tabled.addEventListener('click', event => {
    const { copy, unfold } = event.target.dataset;
    if (copy) copyText(tabled, copy);
    if (unfold !== undefined) {
      tabled.classList.add('unfolded');
      event.target.remove();
    }
  });
}

// A browser from before 2023 cannot unpack what figures answer with; they stay as they are drawn.
const answering = 'DecompressionStream' in window ? document.querySelectorAll('.figure') : [];
for (const figure of answering) {
  if (figure.dataset.follows) addPicker(figure);
  const drawing = figure.querySelector('.drawing');
  const begin = event => {
    // Scrolling past moves the page under the pointer, not the pointer.
    if (event.type === 'pointermove' && event.movementX === 0 && event.movementY === 0) return;
    drawing.removeEventListener('pointermove', begin);
    drawing.removeEventListener('click', begin);
    live(figure);
  };
  drawing.addEventListener('pointermove', begin);
  drawing.addEventListener('click', begin);
}
