import { colour } from './palette.ts';
import { plain } from './plain.ts';

/** How an arm looks, everywhere the same: never by colour alone. */
export interface ArmLook {
  /** As the experiment names it. */
  readonly arm: string;
  /** For drawings: one line of at most 32 characters, different for each arm. */
  readonly label: string;
  readonly reference: boolean;
  readonly colour: string;
  readonly dash: readonly number[];
  readonly shape: Shape;
}

export type Shape = 'circle' | 'square' | 'triangle-up' | 'diamond' | 'cross' | 'triangle-down';

const shapes: readonly Shape[] = ['square', 'triangle-up', 'diamond', 'cross', 'triangle-down', 'circle'];
const dashes: readonly (readonly number[])[] = [[], [8, 2], [3, 2], [8, 2, 2, 2], [1, 2]];
const colours = ['arm-1', 'arm-2', 'arm-3', 'arm-4', 'arm-5', 'arm-6', 'arm-7'];

/**
 * The reference is grey, dashed and round; the others take colours, dashes and shapes in the order declared. The cycles
 * have 7, 5 and 6 members, so that no two of 210 arms look alike.
 */
export function armLooks(arms: readonly string[], reference: string): ArmLook[] {
  const taken = new Set<string>();
  let place = 0;
  return arms.map(arm => {
    const label = unique(plain(arm, { most: 32 }), taken);
    if (arm === reference)
      return { arm, label, reference: true, colour: colour('arm-0'), dash: [5, 3], shape: 'circle' };
    const at = place++;
    return {
      arm,
      label,
      reference: false,
      colour: colour(colours[at % colours.length]!),
      dash: dashes[at % dashes.length]!,
      shape: shapes[at % shapes.length]!,
    };
  });
}

function unique(label: string, taken: Set<string>): string {
  let name = label === '' ? 'unnamed' : label;
  for (let n = 2; taken.has(name); n++) name = `${label.slice(0, 28)} (${n})`;
  taken.add(name);
  return name;
}
