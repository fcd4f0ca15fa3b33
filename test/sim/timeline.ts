import type { Instant } from '#shared/domain/dates.ts';

/** What happens at a moment. `idle`: nothing did, so that there is nothing to wait for. */
type Act = () => unknown;
type Event = { readonly at: number; readonly turn: number; readonly act: Act };

/**
 * Virtual time: what happens when, in one order that depends on nothing but what was put on it. Times are milliseconds since the
 * epoch; of two events at one moment the first that was put on goes first.
 */
export const timeline = (start: number) => {
  const heap: Event[] = [];
  let time = start;
  let turn = 0;

  const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.turn < b.turn);
  const put = (event: Event): void => {
    let place = heap.push(event) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (isBefore(heap[parent] as Event, event)) break;
      heap[place] = heap[parent] as Event;
      place = parent;
    }
    heap[place] = event;
  };
  const take = (): Event | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (isBefore(last, heap[child] as Event)) break;
      heap[place] = heap[child] as Event;
      place = child;
    }
    heap[place] = last;
    return first;
  };

  return {
    now: (): number => time,
    /** Now, as somebody reads it whose clock is ahead by so many milliseconds. */
    instant: (ahead = 0): Instant => new Date(time + ahead).toISOString() as Instant,
    at: (at: number, act: Act): void => {
      turn += 1;
      put({ at: Math.max(at, time), turn, act });
    },
    after: (milliseconds: number, act: Act): void => {
      turn += 1;
      put({ at: time + milliseconds, turn, act });
    },
    /** Lets everything happen up to a moment; between two events all promises that can settle do. */
    runUntil: async (end: number): Promise<void> => {
      for (;;) {
        const next = heap[0];
        if (!next || next.at > end) break;
        take();
        time = next.at;
        if (next.act() !== 'idle') await settled();
      }
      time = Math.max(time, end);
    },
  };
};
export type Timeline = ReturnType<typeof timeline>;

/** After all microtasks: whatever a flow does between two calls outside is done by then. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
