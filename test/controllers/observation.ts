import type {
  Controller,
  ControllerFactory,
  ControllerSetting,
  Observation,
} from '../../harness/controller.ts';

/** An observation in which all is as told and nothing else happened; `starting` are the ages of what is not ready. */
export function observed({
  ready = 0,
  starting = [],
  perSecond = [],
  ...told
}: Partial<Observation> & {
  ready?: number;
  starting?: readonly number[];
  perSecond?: readonly { running?: number; queued?: number; arrived?: number }[];
}): Observation {
  const containers = [
    ...Array.from({ length: ready }, (_, i) => ({
      id: `c${i + 1}`,
      state: 'ready' as const,
      age: 1e6,
      running: 0,
    })),
    ...starting.map((age, i) => ({ id: `s${i + 1}`, state: 'starting' as const, age, running: 0 })),
  ];
  return {
    at: 10_000,
    queued: 0,
    running: 0,
    containers,
    arrived: 0,
    finished: 0,
    waits: [],
    responses: [],
    buckets: perSecond.map(bucket => ({ queued: 0, running: 0, cpu: 0, arrived: 0, ...bucket })),
    ...told,
  };
}

export const setting = (change: Partial<ControllerSetting> = {}): ControllerSetting => ({
  kMin: 1,
  kMax: 12,
  slot: 10_000,
  dispatch: 'when-free',
  startDelay: 0,
  ...change,
});

/** Asks and checks that the answer comes at once. */
export function answer(controller: Controller, seen: Observation): { containers: number; reason: string } {
  const decision = controller.decide(seen);
  if (decision instanceof Promise) throw new Error('the controller answered with a promise');
  return decision;
}

export const begun = (factory: ControllerFactory, change: Partial<ControllerSetting> = {}): Controller =>
  factory.create(setting(change));
