import type { Trace } from '../trace.ts';

/** Remembers what was computed from a trace, for each further argument, as long as the trace lives. */
export function oncePerTrace<A extends readonly number[], T>(
  compute: (trace: Trace, ...rest: A) => T,
): (trace: Trace, ...rest: A) => T {
  const known = new WeakMap<Trace, Map<string, T>>();
  return (trace, ...rest) => {
    const answers = known.get(trace) ?? new Map<string, T>();
    known.set(trace, answers);
    const key = rest.join();
    if (!answers.has(key)) answers.set(key, compute(trace, ...rest));
    return answers.get(key)!;
  };
}
