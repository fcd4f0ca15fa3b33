import { setTimeout as sleep } from 'node:timers/promises';

type Deps = {
  /** What is still to be done, per queue and function; nothing when all is still. */
  readonly busy: () => Readonly<Record<string, number>>;
  /** Messages that failed or were delayed and wait for their time, and how to let that time pass. */
  readonly waiting: () => number;
  readonly hasten: () => void;
  /** Called now and then while something is being waited for. */
  readonly onWait: (busy: Readonly<Record<string, number>>) => void;
};

const LOOK_EVERY_MS = 20;
const STILL_FOR_MS = 150;

/**
 * Waits until nothing waits or works any more, and has not for a short while. Messages that failed or were delayed come when
 * all else is done: on AWS that is minutes later.
 */
export const drain = async ({ busy, waiting, hasten, onWait }: Deps): Promise<void> => {
  let stillSince = performance.now();
  for (;;) {
    const left = busy();
    if (Object.keys(left).length > 0) {
      stillSince = performance.now();
      onWait(left);
      if (Object.values(left).reduce((sum, count) => sum + count, 0) === waiting()) hasten();
    } else if (performance.now() - stillSince >= STILL_FOR_MS) return;
    await sleep(LOOK_EVERY_MS);
  }
};
