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
      advice: `Use a time scale of ${roundedUp((facts.startDelay * 2) / declared.loop.slot)} or more when the difference is small.`,
    },
  ];
}

/** To two digits and up, or the advice could be the very scale that it is about. */
function roundedUp(scale: number): string {
  const unit = 10 ** (Math.floor(Math.log10(scale)) - 1);
  return (Math.ceil(scale / unit - 1e-9) * unit).toPrecision(2);
}
