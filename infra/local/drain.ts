import { setTimeout as sleep } from 'node:timers/promises';

type Deps = {
  /** What is still to be done, per queue and function; nothing when all is still. */
  readonly busy: () => Readonly<Record<string, number>>;
  /** Called now and then while something is being waited for. */
  readonly onWait: (busy: Readonly<Record<string, number>>) => void;
};

const LOOK_EVERY_MS = 20;
const STILL_FOR_MS = 150;

/** Waits until nothing waits or works any more, and has not for a short while. */
export const drain = async ({ busy, onWait }: Deps): Promise<void> => {
  let stillSince = performance.now();
  for (;;) {
    const left = busy();
    if (Object.keys(left).length > 0) {
      stillSince = performance.now();
      onWait(left);
    } else if (performance.now() - stillSince >= STILL_FOR_MS) return;
    await sleep(LOOK_EVERY_MS);
  }
};
