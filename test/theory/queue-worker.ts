import { type Queue, replicate } from './queue.ts';

export default ({ queue, replication }: { queue: Queue; replication: number }) =>
  replicate(queue, replication);
