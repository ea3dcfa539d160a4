const contents = new Map();

/** What an element of the page holds deflated: as its data where it says that it is JSON, else as text. */
export function unpacked(id) {
  if (!contents.has(id)) contents.set(id, unpack(document.getElementById(id)));
  return contents.get(id);
}

async function unpack(element) {
  const bytes = Uint8Array.from(atob(element.textContent), character => character.charCodeAt(0));
  const inflated = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')));
  return element.dataset.holds === 'json' ? inflated.json() : inflated.text();
}
