import type { Warning } from '../summary.ts';
import type { Doubtful } from '../warning.ts';

export const place = 80;

/** A container's start takes more than half a slot at this time scale (METHOD, "Time scale"). */
export function warnings({ declared, facts }: Doubtful): Warning[] {
  if (!facts || declared.arms.every(arm => arm.passive)) return [];
  const share = facts.startDelay / (declared.loop.slot * declared.timeScale);
  if (share <= 0.5) return [];
  return [
    {
      id: 'start-delay',
      what: `A container takes ${(facts.startDelay / 1000).toFixed(2)} s to start, ${Math.round(share * 100)} % of a slot at this time scale.`,
      why: 'Starts do not shrink with the time scale, so an elastic arm looks slower here than at full scale.',
      advice: `Use a time scale of ${((facts.startDelay * 2) / declared.loop.slot).toPrecision(1)} or more when the difference is small.`,
    },
  ];
}
