import type { Millis } from '../clock.ts';
import type { ControllerFactory } from '../controller.ts';
import { francisLaw, meanAgeSeconds } from './rules/francis-law.ts';

/** getAvgTime.py read ages from `docker ps`, which tells whole seconds. */
const wholeSeconds = (age: Millis): Millis => Math.floor(age / 1000) * 1000;

/**
 * The controller of the DockerAWM report as identified from its logs (see rules/francis-law.ts for the law, its source
 * and its flaws). kMin is only the number it starts with: it may fall to 1, as in two of the logged runs.
 */
export const francisDockerAwm = (): ControllerFactory => ({
  name: 'francis-dockerawm',
  create: ({ kMax }) => ({
    decide: seen => {
      const running = seen.containers.length;
      const { delta, reason } = francisLaw(
        {
          meanAgeSeconds: meanAgeSeconds(seen.containers.map(c => wholeSeconds(c.age))),
          running,
          waiting: seen.queued,
        },
        { most: kMax },
      );
      return { containers: running + delta, reason };
    },
  }),
});
