import type { ControllerFactory } from '../controller.ts';

/**
 * Holds the number of containers it began with: the "no controller" of the paper, and with kMin 1 the sequential case.
 * A container that died is replaced.
 */
export const fixed = (): ControllerFactory => ({
  name: 'fixed',
  passive: true,
  create: ({ kMin }) => ({ decide: () => ({ containers: kMin, reason: 'holds its size' }) }),
});
