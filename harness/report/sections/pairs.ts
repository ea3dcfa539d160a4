import { ofFigures } from '../section.ts';

export const section = ofFigures({ id: 'pairs', title: 'Seed by seed', place: 60 });
