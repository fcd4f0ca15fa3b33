import type { CallRecord } from './call-record.ts';
import { drain } from './drain.ts';
import { pollQueue } from './poll-queue.ts';
import { depthOf } from './queue-depth.ts';
import type { World } from './world.ts';

/** How much is still to be done, per queue and function that is busy. */
export type Busy = Readonly<Record<string, number>>;

/** Something that went wrong in a function, with how often. The message may have come through later. */
export type Problem = { readonly where: string; readonly what: string; count: number };

/** Lets every mapped function work its queue, from now until it is stopped. */
export const workQueues = ({ world, record }: { readonly world: World; readonly record: CallRecord }) => {
  const problems = new Map<string, Problem>();
  const onFailure = (where: string, error: unknown): void => {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const known = problems.get(`${where} ${what}`) ?? { where, what, count: 0 };
    known.count += 1;
    problems.set(`${where} ${what}`, known);
  };
  const polls = world.mappings.map((mapping) => ({
    name: mapping.queue.name,
    ...pollQueue(mapping, { sqs: world.fauxqs.sqs, record, meter: world.meter, onFailure }),
  }));
  const busy = (): Busy =>
    Object.fromEntries(
      [
        ...polls.map(({ name, depth }) => [name, depth()] as const),
        ...world.functions.map(({ name, running }) => [`${name} at work`, running()] as const),
      ].filter(([, count]) => count > 0),
    );
  return {
    problems: () => [...problems.values()],
    /** Waits until everything is done; see `drain`. */
    drain: (onWait: (busy: Busy) => void) =>
      drain({
        busy,
        onWait,
        waiting: () => polls.reduce((sum, { waiting }) => sum + waiting(), 0),
        hasten: () => {
          for (const { hasten } of polls) hasten();
        },
      }),
    /** Queues that nothing works on and that hold something. */
    deadLetters: () =>
      world.queues
        .filter(({ arn }) => !world.mappings.some(({ queue }) => queue.arn === arn))
        .map(({ name, arn }) => ({ name, count: depthOf(world.fauxqs.sqs, arn) }))
        .filter(({ count }) => count > 0),
    stop: async () => void (await Promise.all(polls.map(({ stop }) => stop()))),
  };
};
