import type { DeadLetter, DeadLetters } from '#shared/aws/dead-letters.ts';
import { nameOf } from '#shared/aws/error-name.ts';
import type { log } from '#shared/aws/log.ts';
import type { Switches } from '#shared/store/switches.ts';

/**
 * What became of a dead letter. `returned`: it is on its own queue again. `cancelled`: so is its notice, to be decided anew. `nothing`: there was
 * nothing left to do. `parked`: nobody here can read it. The last stays where it is, and so does one that `failed`.
 */
export type Outcome = 'returned' | 'cancelled' | 'nothing' | 'parked' | 'failed';
type Counts = Record<Outcome, number>;

export type DeadQueue = DeadLetters & {
  readonly name: string;
  readonly settle: (body: string) => Promise<Outcome>;
};

type Deps = {
  readonly queues: readonly DeadQueue[];
  readonly switches: Pick<Switches, 'halted'>;
  readonly log: typeof log;
};

/**
 * Goes through the dead letters of every queue until there are no more, or no time. Each is removed after what it led to was
 * done: cut off in between it is gone through again, which its readers do not mind.
 * @param hasTime whether there is time for ten more
 * @returns per queue what became of them, and whether every queue was gone through
 */
export const redrive =
  (deps: Deps) =>
  async (hasTime: () => boolean): Promise<{ isDone: boolean; queues: Record<string, Counts> }> => {
    // What restored tables call QUEUED may have been sent: it must not be cancelled before reconcile has said so.
    if ((await deps.switches.halted([])) === 'epoch') {
      deps.log('restored-tables');
      return { isDone: false, queues: {} };
    }
    const all = await Promise.all(deps.queues.map((queue) => goThrough(queue, hasTime, deps.log)));
    return {
      isDone: all.every(({ isDone }) => isDone),
      queues: Object.fromEntries(all.map(({ name, counts }) => [name, counts])),
    };
  };

/** One queue that cannot be reached must not keep the others. */
const goThrough = async (queue: DeadQueue, hasTime: () => boolean, tell: typeof log) => {
  const { name } = queue;
  const counts: Counts = { returned: 0, cancelled: 0, nothing: 0, parked: 0, failed: 0 };
  let isDone = false;
  try {
    while (!isDone && hasTime()) isDone = !(await nextFew(queue, counts, tell));
  } catch (error) {
    tell('dead-letters-failed', { queue: name, error: nameOf(error) });
  }
  tell('redriven', { queue: name, ...counts });
  return { name, counts, isDone };
};

/** Adds up what becomes of the next few; false when there were none. */
const nextFew = async (queue: DeadQueue, counts: Counts, tell: typeof log): Promise<boolean> => {
  const letters = await queue.take();
  const outcomes = await Promise.all(letters.map((letter) => settle(queue, letter, tell)));
  for (const outcome of outcomes) counts[outcome] += 1;
  await queue.remove(letters.filter((_, index) => !STAYS.includes(outcomes[index] as Outcome)));
  return letters.length > 0;
};

const STAYS: readonly Outcome[] = ['parked', 'failed'];

/** One that cannot be settled must not keep the others. */
const settle = async (queue: DeadQueue, { messageId, body }: DeadLetter, tell: typeof log): Promise<Outcome> => {
  try {
    return await queue.settle(body);
  } catch (error) {
    tell('dead-letter-failed', { queue: queue.name, messageId, error: nameOf(error) });
    return 'failed';
  }
};
