import { type Millis, seconds } from '../../clock.ts';

/*
 * KEDA, first phase: its executor switches a target between 0 (or idle) and active; what lies between is left to an HPA.
 * Source: kedacore/keda@8b4f083c, pkg/scaling/executor/scale_scaledobjects.go, RequestScale and below.
 */

export const kedaDefaults = {
  pollingInterval: seconds(30),
  cooldownPeriod: seconds(300),
  initialCooldownPeriod: 0,
  minReplicas: 0,
  maxReplicas: 100,
  activationThreshold: 0,
} as const;

export interface KedaActivation {
  readonly currentReplicas: number;
  readonly minReplicas: number;
  /** Replicas while nothing is active, less than the minimum; undefined: the minimum. */
  readonly idleReplicas: number | undefined;
  /** Some trigger is active. */
  readonly active: boolean;
  /** Some trigger could not be read. */
  readonly error: boolean;
  /** Undefined: it never was active. */
  readonly sinceLastActive: Millis | undefined;
  readonly sinceCreation: Millis;
  readonly cooldownPeriod: Millis;
  readonly initialCooldownPeriod: Millis;
  readonly pauseScaleIn: boolean;
  readonly pauseScaleOut: boolean;
  readonly paused: boolean;
  readonly forceActivation: boolean;
  /** Undefined: no fallback is given. */
  readonly fallbackReplicas: number | undefined;
}

export interface KedaActivated {
  /** What the executor leaves behind. */
  readonly replicas: number;
  /** The last active time is now. */
  readonly marksActive: boolean;
  /** In words. */
  readonly why: string;
}

/** One poll of the executor. */
export const activateKeda = (asked: KedaActivation): KedaActivated => {
  if (asked.paused) return left(asked, 'paused');
  return asked.active || asked.forceActivation ? activated(asked) : deactivated(asked);
};

const activated = (asked: KedaActivation): KedaActivated => {
  const { currentReplicas, minReplicas, idleReplicas } = asked;
  const why = asked.active ? 'active' : 'activation is forced';
  const asleep = currentReplicas === 0 || (idleReplicas !== undefined && currentReplicas < minReplicas);
  if (asleep && asked.pauseScaleOut) return left(asked, `${why}, but scaling out is paused`);
  // Where one trigger is active and another fails, the original leaves the last active time as it was.
  if (!asleep) return { ...left(asked, why), marksActive: !asked.error };
  return { replicas: Math.max(1, minReplicas), marksActive: true, why: `${why}: woken` };
};

const deactivated = (asked: KedaActivation): KedaActivated => {
  const { currentReplicas, minReplicas, idleReplicas, error, fallbackReplicas } = asked;
  // From 0 no HPA would bring it back to the fallback, so an error never leads there.
  if (error && fallbackReplicas !== 0) return left(asked, 'a trigger failed');
  const aboveIdle = idleReplicas !== undefined && currentReplicas > idleReplicas;
  if (aboveIdle || (currentReplicas > 0 && minReplicas === 0)) return towardsSleep(asked);
  if (idleReplicas === undefined && currentReplicas < minReplicas)
    return {
      replicas: minReplicas,
      marksActive: false,
      why: `inactive, below the minimum of ${minReplicas}`,
    };
  return left(asked, 'inactive');
};

const towardsSleep = (asked: KedaActivation): KedaActivated => {
  if (asked.pauseScaleIn) return left(asked, 'inactive, but scaling in is paused');
  const { sinceLastActive } = asked;
  const since = sinceLastActive ?? asked.sinceCreation;
  const cooldown = sinceLastActive === undefined ? asked.initialCooldownPeriod : asked.cooldownPeriod;
  const spell = `inactive for ${inSeconds(since)}, cooldown ${inSeconds(cooldown)}`;
  if (since <= cooldown) return left(asked, spell);
  return {
    replicas: asked.idleReplicas ?? asked.minReplicas,
    marksActive: false,
    why: `${spell}: put to sleep`,
  };
};

const left = ({ currentReplicas }: KedaActivation, why: string): KedaActivated => ({
  replicas: currentReplicas,
  marksActive: false,
  why,
});

const inSeconds = (time: Millis): string => `${Math.round(time / 100) / 10} s`;
