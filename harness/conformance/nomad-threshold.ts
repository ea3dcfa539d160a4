import { z } from 'zod';
import { threshold } from '../controllers/rules/nomad-strategies.ts';
import { answered, strategyInput, thresholdOptions } from './nomad-config.ts';
import type { Subject } from './subject.ts';

const asked = z.object(strategyInput);

/** Answers nomad-threshold.json. */
export const subject: Subject = {
  answer: input => {
    const { config, metrics, count } = asked.parse(input);
    return answered(() =>
      // Without a metric the settings are not looked at.
      metrics.length === 0 ? undefined : threshold(thresholdOptions(config), metrics, count),
    );
  },
};
