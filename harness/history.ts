import type { Millis } from './clock.ts';
import type { Trace, TraceEvent } from './trace.ts';

/** One request's life in wall milliseconds; NaN where it never came to that. */
export interface RequestLife {
  readonly request: number;
  readonly work: number;
  /** When it should have arrived; latency counts from here. */
  readonly intended: Millis;
  arrived: Millis;
  /** The first time it was handed to a container: the paper's wait ends here. */
  dispatched: Millis;
  finished: Millis;
  failed: boolean;
  retries: number;
  container: string | undefined;
}

/** One container's life in wall milliseconds; NaN where it never came to that. */
export interface ContainerLife {
  readonly id: string;
  readonly starting: Millis;
  ready: Millis;
  stopping: Millis;
  gone: Millis;
  exit: string | undefined;
  expected: boolean;
  /** Spells of work: [from, to]. */
  readonly busy: [from: Millis, to: Millis][];
}

type Of<T extends TraceEvent['type']> = Extract<TraceEvent, { type: T }>;

/** A trace told by subject instead of by time. */
export interface History {
  readonly requests: readonly RequestLife[];
  readonly containers: readonly ContainerLife[];
  readonly decisions: readonly Of<'decision'>[];
  readonly slots: readonly Of<'slot'>[];
  readonly faults: readonly Of<'fault'>[];
  /** Absent in a trace that was cut off. */
  readonly ended: Of<'trial.ended'> | undefined;
}

const known = new WeakMap<Trace, History>();

/** The history of a trace, told once and remembered as long as the trace is. */
export function historyOf(trace: Trace): History {
  const told = known.get(trace) ?? tell(trace);
  known.set(trace, told);
  return told;
}

function tell(trace: Trace): History {
  const requests: RequestLife[] = [];
  const containers = new Map<string, ContainerLife>();
  const serving = new Map<number, Millis>();
  const decisions: Of<'decision'>[] = [];
  const slots: Of<'slot'>[] = [];
  const faults: Of<'fault'>[] = [];
  let ended: Of<'trial.ended'> | undefined;
  const free = (event: { at: Millis; request: number; container: string }): void => {
    const since = serving.get(event.request);
    if (since !== undefined) containers.get(event.container)?.busy.push([since, event.at]);
    serving.delete(event.request);
  };
  for (const event of trace.events) {
    switch (event.type) {
      case 'request.arrived':
        requests[event.request] = {
          request: event.request,
          work: event.work,
          intended: event.intended,
          arrived: event.at,
          dispatched: Number.NaN,
          finished: Number.NaN,
          failed: false,
          retries: 0,
          container: undefined,
        };
        break;
      case 'request.dispatched': {
        const life = requests[event.request]!;
        if (Number.isNaN(life.dispatched)) life.dispatched = event.at;
        life.container = event.container;
        serving.set(event.request, event.at);
        break;
      }
      case 'request.finished':
        requests[event.request]!.finished = event.at;
        free(event);
        break;
      case 'request.retried':
        requests[event.request]!.retries++;
        free(event);
        break;
      case 'request.failed':
        requests[event.request]!.failed = true;
        free(event);
        break;
      case 'container.starting':
        containers.set(event.container, {
          id: event.container,
          starting: event.at,
          ready: Number.NaN,
          stopping: Number.NaN,
          gone: Number.NaN,
          exit: undefined,
          expected: true,
          busy: [],
        });
        break;
      case 'container.ready':
        containers.get(event.container)!.ready = event.at;
        break;
      case 'container.stopping':
        containers.get(event.container)!.stopping = event.at;
        break;
      case 'container.gone': {
        const life = containers.get(event.container)!;
        life.gone = event.at;
        life.exit = event.exit;
        life.expected = event.expected;
        break;
      }
      case 'decision':
        decisions.push(event);
        break;
      case 'slot':
        slots.push(event);
        break;
      case 'fault':
        faults.push(event);
        break;
      case 'trial.ended':
        ended = event;
        break;
    }
  }
  for (const [request, since] of serving) {
    const container = requests[request]!.container;
    if (container && ended) containers.get(container)?.busy.push([since, ended.at]);
  }
  return { requests, containers: [...containers.values()], decisions, slots, faults, ended };
}
