import { experiment } from '../harness/experiment.ts';
import { common, everyController } from './controllers.ts';

/** The loads of controllers.ts, with every option as its original has it: what one gets who tunes nothing. */
export default experiment({
  ...common,
  question: 'Which controller serves which load best as it comes, without any tuning?',
  arms: (await everyController({})).filter(({ label }) => label !== 'scheduled'),
  reference: 'hpa',
});
