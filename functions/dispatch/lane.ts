import type { Outside } from '#shared/aws/outside.ts';

/** Waits until it may go over the wire, and is the one that goes: what comes next is counted from there. */
export type ToWire = () => Promise<void>;
export type Lane = {
  /** A batch begins. Who worked this lane before may have been another, and may have sent a moment ago. */
  readonly begin: () => void;
  /** Reads and writes no more than a few messages ahead of the wire, so that what was read is fresh when it leaves. */
  readonly ahead: <T>(work: () => Promise<T>) => Promise<T>;
  /** Waits until it is nearly one's turn: time for one more write. */
  readonly turn: () => Promise<ToWire>;
};

/** What the last write before the wire mostly takes, and more. */
const LEAD_MS = 50;
const MOST_AHEAD = 4;

/**
 * One function's share of what a provider takes a second (`lanesFor`). Waiting costs no receive: the message stays in hand. No two
 * calls begin closer to each other than `spacingMs` by the clock, however late a timer is; 0 is no limit at all.
 */
export const lane = (spacingMs: number, { now, wait }: Pick<Outside, 'now' | 'wait'>): Lane => {
  const clock = (): number => Date.parse(now());
  let nextTurn = 0;
  let last = Number.NEGATIVE_INFINITY;
  let atWork = 0;
  const waiting: (() => void)[] = [];

  const goes = async (turn: number): Promise<void> => {
    for (;;) {
      const left = Math.max(turn, last + spacingMs) - clock();
      if (left <= 0) break;
      await wait(left);
    }
    last = clock();
  };
  const leave = (): void => {
    atWork -= 1;
    waiting.shift()?.();
  };
  return {
    begin: () => {
      last = Math.max(last, clock());
      nextTurn = Math.max(nextTurn, last + spacingMs);
    },
    ahead: async (work) => {
      if (spacingMs > 0 && atWork >= MOST_AHEAD) await new Promise<void>((enter) => waiting.push(enter));
      atWork += 1;
      try {
        return await work();
      } finally {
        leave();
      }
    },
    turn: async () => {
      if (spacingMs === 0) return async () => {};
      const turn = Math.max(clock(), nextTurn);
      nextTurn = turn + spacingMs;
      const early = turn - LEAD_MS - clock();
      if (early > 0) await wait(early);
      return () => goes(turn);
    },
  };
};
