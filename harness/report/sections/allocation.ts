import { ofFigures } from '../section.ts';

export const section = ofFigures({ id: 'allocation', title: 'Allocation over time', place: 40 });
