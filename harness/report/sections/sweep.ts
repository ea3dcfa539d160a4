import { ofFigures } from '../section.ts';

export const section = ofFigures({ id: 'sweep', title: 'Many arms', place: 80 });
