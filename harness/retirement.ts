import type { Container, Retire } from './engine.ts';

const oldestFirst = (a: Container, b: Container): number => a.askedAt - b.askedAt || a.index - b.index;

/** Which of the living containers to retire, at most `count`; see `Retire`. */
export function chooseRetired<C extends Container>(living: readonly C[], count: number, retire: Retire): C[] {
  if (count === 0) return [];
  if (retire === 'oldest') return [...living].sort(oldestFirst).slice(0, count);
  if (retire === 'oldest-idle')
    return living
      .filter(c => c.state === 'ready')
      .sort(oldestFirst)
      .slice(0, count);
  const rank = (c: C): number => (c.state === 'starting' ? 0 : c.state === 'ready' ? 1 : 2);
  // Of those still starting the last one asked for goes first: it has cost least so far.
  return [...living]
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        (a.state === 'starting' ? b.index - a.index : a.idleSince - b.idleSince) ||
        a.index - b.index,
    )
    .slice(0, count);
}
