import { ofFigures } from '../section.ts';

export const section = ofFigures({ id: 'over-time', title: 'Allocation over time', place: 40 });
