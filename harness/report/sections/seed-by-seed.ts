import { ofFigures } from '../section.ts';

export const section = ofFigures({ id: 'seed-by-seed', title: 'Seed by seed', place: 60 });
