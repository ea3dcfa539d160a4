import { z } from 'zod';
import type { NomadAction } from '../controllers/rules/nomad-action.ts';
import type {
  ScaleLimits,
  ThresholdAction,
  ThresholdOptions,
} from '../controllers/rules/nomad-strategies.ts';
import type { Fields } from './subject.ts';

/*
 * Nomad's policies give every setting as a string, read as Go reads numbers; whichever cannot be read is named.
 */

/** A setting that is missing or cannot be read. */
export class BadSetting extends Error {
  readonly setting: string;

  constructor(setting: string) {
    super(`the setting "${setting}" is missing or cannot be read`);
    this.setting = setting;
  }
}

/** What a strategy is asked with; the fields of a vector's input. */
export const strategyInput = {
  config: z.record(z.string(), z.string()).default({}),
  metrics: z.array(z.number()).default([]),
  count: z.number(),
};

type Config = Readonly<Record<string, string>>;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const infinite = /^[+-]?inf(inity)?$/i;

/** An empty setting is one that is not given. */
export const optionalFloat = (config: Config, setting: string): number | undefined => {
  const text = config[setting] ?? '';
  if (text === '') return undefined;
  if (infinite.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!decimal.test(text)) throw new BadSetting(setting);
  return Number(text);
};

export const optionalInteger = (config: Config, setting: string): number | undefined => {
  const text = config[setting] ?? '';
  if (text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw new BadSetting(setting);
  return Number(text);
};

export const required = (value: number | undefined, setting: string): number => {
  if (value === undefined) throw new BadSetting(setting);
  return value;
};

export const scaleLimits = (config: Config): ScaleLimits => ({
  maxScaleUp: optionalInteger(config, 'max_scale_up'),
  maxScaleDown: optionalInteger(config, 'max_scale_down'),
});

/** In the original's order, so that of several bad settings the same one is named. */
export const thresholdOptions = (config: Config): ThresholdOptions => {
  if (!config.lower_bound && !config.upper_bound) throw new BadSetting('bounds');
  const upper = optionalFloat(config, 'upper_bound');
  const lower = optionalFloat(config, 'lower_bound');
  const trigger = optionalInteger(config, 'within_bounds_trigger');
  return { lower, upper, trigger, action: thresholdAction(config) };
};

const thresholdAction = (config: Config): ThresholdAction => {
  const given = ['delta', 'percentage', 'value'].filter(name => (config[name] ?? '') !== '');
  if (given.length !== 1) throw new BadSetting('action');
  const delta = optionalInteger(config, 'delta');
  if (delta !== undefined) return { delta };
  const percentage = optionalFloat(config, 'percentage');
  if (percentage !== undefined) return { percentage };
  const value = required(optionalInteger(config, 'value'), 'value');
  if (value < 0) throw new BadSetting('value');
  return { value };
};

/** A strategy's answer in the words of the vectors: the action, no decision, or the bad setting. */
export const answered = (decide: () => NomadAction | undefined): Fields => {
  try {
    const action = decide();
    return action === undefined ? { direction: null } : { ...action };
  } catch (error) {
    if (error instanceof BadSetting) return { error: error.setting };
    throw error;
  }
};
