import { z } from 'zod';
import { seconds } from '../clock.ts';
import { hpaOptions } from '../controllers/rules/hpa-options.ts';
import { seeded, settle, startedHpa } from '../controllers/rules/hpa-settle.ts';
import * as given from './hpa-fields.ts';
import type { Subject } from './subject.ts';

const traceInput = z.object({ currentReplicas: z.number(), ...given.setting });
const traceStep = z.object({ atMs: z.number(), input: z.object({ desired: z.number() }) });

/** Answers k8s-hpa-trace.json: windows, limits and memory from sync to sync, given what the metrics ask for. */
export const subject: Subject = {
  begin: input => {
    const asked = traceInput.parse(input);
    const options = hpaOptions({
      minReplicas: asked.minReplicas ?? 1,
      maxReplicas: asked.maxReplicas,
      downscaleStabilization: seconds(asked.downscaleStabilizationSeconds),
      scaleUpLimitFactor: asked.scaleUpLimitFactor,
      scaleUpLimitMinimum: asked.scaleUpLimitMinimum,
      behavior: asked.behavior,
    });
    let state = startedHpa;
    let current = asked.currentReplicas;
    return step => {
      const { atMs: at, input } = traceStep.parse(step);
      const settled = settle(
        { replicas: input.desired, at },
        current,
        seeded(state, { replicas: current, at }),
        options,
      );
      state = settled.state;
      current = settled.replicas;
      return { replicas: current, reason: settled.limit };
    };
  },
};
