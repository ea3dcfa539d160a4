import { ofFigures } from '../section.ts';

export const section = ofFigures({ id: 'responses', title: 'Response times', place: 50 });
