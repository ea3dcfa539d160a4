import type { TraceEvent } from '../trace.ts';

type Life = 'waiting' | 'running' | 'done';

/** A microsecond, to which times are rounded. */
const ROUNDED = 0.001;

/** Tells, event by event, what cannot have happened, in words that complete "expected …"; undefined while all can. */
export function orderOfEvents(requests: number): {
  next(event: TraceEvent): string | undefined;
  end(): string | undefined;
} {
  const lives = new Map<number, Life>();
  const containers = new Map<string, 'starting' | 'ready' | 'gone'>();
  let at = Number.NEGATIVE_INFINITY;
  let ended = false;

  function ofRequest(event: Extract<TraceEvent, { request: number }>): string | undefined {
    const { request, type } = event;
    if (ended) return `nothing of a request after the trial's end, found ${type}`;
    if (type === 'request.arrived') {
      if (request >= requests) return `requests below ${requests}, found ${request}`;
      if (lives.has(request)) return `request ${request} to arrive once, found it twice`;
      lives.set(request, 'waiting');
      return undefined;
    }
    const from = type === 'request.dispatched' ? 'waiting' : 'running';
    if (lives.get(request) !== from)
      return `request ${request} to be ${from}, found it ${lives.get(request) ?? 'not arrived'}`;
    if (type === 'request.dispatched' && containers.get(event.container) !== 'ready')
      return `container ${event.container} to be there for request ${request}, found it ${containers.get(event.container) ?? 'unheard of'}`;
    lives.set(
      request,
      type === 'request.dispatched' ? 'running' : type === 'request.retried' ? 'waiting' : 'done',
    );
    return undefined;
  }

  function ofContainer(event: Extract<TraceEvent, { type: `container.${string}` }>): string | undefined {
    const { container, type } = event;
    const state = containers.get(container);
    const possible = {
      'container.starting': state === undefined,
      'container.ready': state === 'starting',
      'container.stopping': state === 'starting' || state === 'ready',
      'container.gone': state === 'starting' || state === 'ready',
    };
    if (!possible[type]) return `${type} to be possible for ${container}, found it ${state ?? 'unheard of'}`;
    if (type === 'container.starting') containers.set(container, 'starting');
    if (type === 'container.ready') containers.set(container, 'ready');
    if (type === 'container.gone') containers.set(container, 'gone');
    return undefined;
  }

  return {
    next: event => {
      // A slot is written down when its work has been handed out, with the moment at which it began.
      if (event.at < at - ROUNDED && event.type !== 'slot')
        return `events in order of time, found ${event.at} ms after ${at} ms`;
      at = Math.max(at, event.at);
      if ('request' in event) return ofRequest(event);
      if (event.type === 'trial.ended') {
        if (ended) return 'one end of the trial, found two';
        ended = true;
      }
      return event.type.startsWith('container.')
        ? ofContainer(event as Extract<TraceEvent, { type: `container.${string}` }>)
        : undefined;
    },
    end: () => {
      if (!ended) return 'the end of the trial, found none: it was cut off';
      const there = [...containers].find(([, state]) => state !== 'gone');
      return there ? `every container to be gone, found ${there[0]} still there: it was cut off` : undefined;
    },
  };
}
