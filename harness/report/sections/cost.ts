import { ofFigures } from '../section.ts';

export const section = ofFigures({ id: 'cost', title: 'What it costs', place: 30 });
