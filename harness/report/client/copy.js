/** Copies the text of a table; where the clipboard is out of reach, marks it so that a person can. */
export async function copyText(tabled, kind) {
  const source = tabled.querySelector(`[data-text="${kind}"]`);
  const status = tabled.querySelector('[role="status"]');
  try {
    await navigator.clipboard.writeText(source.textContent);
    status.textContent = 'Copied.';
  } catch {
    source.closest('details').open = true;
    getSelection().selectAllChildren(source);
    status.textContent = 'Marked below: copy it with Ctrl C.';
  }
}
