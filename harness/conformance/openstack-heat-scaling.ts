import { adjusted } from '../controllers/rules/capacity-change.ts';
import { applyInput } from './aws-step-scaling.ts';
import type { Subject } from './subject.ts';

/** Answers openstack-heat-capacity.json. */
export const subject: Subject = {
  answer: input => {
    const asked = applyInput.parse(input);
    return { capacity: adjusted(asked, asked.current, asked) };
  },
};
