import type { ArmLook } from './arm-look.ts';
import { colour } from './palette.ts';

/** How the three sources of a figure look: the author's log, virtual time and a real engine. */
const look = (label: string, of: Omit<ArmLook, 'arm' | 'label' | 'reference'>): ArmLook => ({
  arm: label,
  label,
  reference: false,
  ...of,
});

export const sources = {
  log: look('the log', { colour: colour('ink'), dash: [2, 2], shape: 'circle' }),
  simulated: look('virtual time', { colour: colour('arm-2'), dash: [8, 2], shape: 'triangle-up' }),
  docker: look('Docker', { colour: colour('arm-1'), dash: [], shape: 'square' }),
};
