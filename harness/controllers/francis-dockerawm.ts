import type { Millis } from '../clock.ts';
import type { ControllerDocs, ControllerFactory } from '../controller.ts';
import { francisLaw, meanAgeSeconds } from './rules/francis-law.ts';

export const docs: ControllerDocs = {
  optimises:
    'as many containers as clear the waiting requests in 300 s, if each took as long as the containers are old',
  flaws:
    'age is not response time: it grows by itself, so nothing happens in the first half minute whatever the queue; ' +
    'rounding up leaves up to 5 surplus containers, and from 4 containers it never scales in',
  source: "identified from DockerAWM's run logs (104 of 107 logged moves); the original's code is not public",
};

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

export const controller = francisDockerAwm;
