import type { ControllerDocs, ControllerFactory } from '../controller.ts';

export const docs: ControllerDocs = {
  optimises: 'nothing: it is the baseline that every other controller has to beat at equal cost',
  flaws: 'sized for the mean it queues at the peak, sized for the peak it idles the rest of the day',
  source: 'the "no controller" runs of the DockerAWM report',
};

/**
 * Holds the number of containers it began with: the "no controller" of the paper, and with kMin 1 the sequential case.
 * A container that died is replaced.
 */
export const fixed = (): ControllerFactory => ({
  name: 'fixed',
  passive: true,
  create: ({ kMin }) => ({ decide: () => ({ containers: kMin, reason: 'holds its size' }) }),
});

export const controller = fixed;
