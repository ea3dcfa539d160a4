import { rng } from '../../rng.ts';
import { EventHeap } from './event-heap.ts';

const ARRIVED = 0;
const DISPATCHED = 1;
const FINISHED = 2;
const ARRIVAL = -1;

/**
 * A queue with several servers written as sparely as it can be: the same draws from the same seeded streams as the
 * trial, one heap, first come first served, and a line in typed columns for each arrival, dispatch and end. What a trial
 * does beside that (containers, slots, failures, shared cores) it does not. Gives the mean wait.
 */
export function bareQueue(options: {
  servers: number;
  customers: number;
  meanGap: number;
  meanWork: number;
}): number {
  const { servers, customers, meanGap, meanWork } = options;
  const chance = rng('workload/1');
  const heap = new EventHeap(servers + 1);
  const kind = new Uint8Array(3 * customers);
  const at = new Float64Array(3 * customers);
  const subject = new Int32Array(3 * customers);
  const server = new Int32Array(3 * customers);
  const arrivedAt = new Float64Array(customers);
  const workOf = new Float64Array(customers);
  const serving = new Int32Array(servers);
  const idle = Array.from({ length: servers }, (_, i) => i);
  let events = 0;
  let arrived = 0;
  let dispatched = 0;
  let waits = 0;

  const note = (what: number, now: number, customer: number, by: number): void => {
    kind[events] = what;
    at[events] = now;
    subject[events] = customer;
    server[events++] = by;
  };
  const dispatch = (now: number): void => {
    while (dispatched < arrived && idle.length > 0) {
      const by = idle.pop()!;
      const customer = dispatched++;
      waits += now - arrivedAt[customer]!;
      note(DISPATCHED, now, customer, by);
      serving[by] = customer;
      heap.push(now + workOf[customer]!, by);
    }
  };

  heap.push(chance.exponential(meanGap), ARRIVAL);
  while (heap.size > 0) {
    const now = heap.due;
    const what = heap.pop();
    if (what === ARRIVAL) {
      workOf[arrived] = chance.exponential(meanWork);
      arrivedAt[arrived] = now;
      note(ARRIVED, now, arrived++, 0);
      if (arrived < customers) heap.push(now + chance.exponential(meanGap), ARRIVAL);
    } else {
      note(FINISHED, now, serving[what]!, what);
      idle.push(what);
    }
    dispatch(now);
  }
  return waits / customers;
}
