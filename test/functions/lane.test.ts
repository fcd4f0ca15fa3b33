import { describe, expect, it } from 'vitest';
import { type Lane, lane } from '#functions/dispatch/lane.ts';
import { lanesFor } from '#infra/lanes.ts';
import { seeded } from '#infra/local/invented/random.ts';
import { type Timeline, timeline } from '#test/sim/timeline.ts';

const START = Date.parse('2026-11-24T09:05:00.000Z');
const QUOTAS = [2, 3, 5, 7, 10, 13, 14, 15, 25, 50, 99, 200];
/** Batches that each lane works: only a whole number of them shows how fast a channel is that has enough to do. */
const BATCHES = 3;

/** A lane as Lambda works it: batch after batch, each by whichever function is warm, with the delays that calls have. */
const workOf = (time: Timeline, quota: number, stoppedShare: number) => {
  const { lanes, spacingMs, batchSize } = lanesFor(quota);
  const random = seeded(quota);
  const sent: number[] = [];
  let lastDone = START;
  const wait = (milliseconds: number) =>
    new Promise<void>((over) => time.after(milliseconds + random.between(0, 2), () => over()));
  const outside = { now: () => time.instant(), wait };
  const takes = (least: number, most: number) => wait(random.chance(0.01) ? most * 6 : random.between(least, most));

  const send = async (own: Lane): Promise<void> => {
    await own.ahead(async () => {
      await takes(30, 80); // read and written
      if (random.chance(stoppedShare)) return; // stopped in between: it never comes to its turn
      const toWire = await own.turn();
      await takes(4, 25); // the last write
      await toWire();
      sent.push(time.now());
      await takes(40, 120); // the call
      await takes(4, 25); // what came of it
    });
  };
  const work = async (): Promise<void> => {
    const warm = [lane(spacingMs, outside), lane(spacingMs, outside)];
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const own = random.pick(warm); // another may have worked this lane a moment ago
      own.begin();
      await Promise.all(Array.from({ length: batchSize }, () => send(own)));
      await takes(20, 60); // the next batch is fetched
    }
    lastDone = Math.max(lastDone, time.now());
  };
  for (let each = 0; each < lanes; each += 1) void work();
  return { sent, volume: lanes * BATCHES * batchSize, seconds: () => (lastDone - START) / 1000 };
};

/** The most that any one second holds, from each message on. */
const mostInASecond = (sent: readonly number[]): number => {
  let [most, from] = [0, 0];
  for (const [place, at] of sent.entries()) {
    while (at - (sent[from] as number) >= 1000) from += 1;
    most = Math.max(most, place - from + 1);
  }
  return most;
};

describe('a channel whose provider takes so many messages a second', () => {
  it.each(QUOTAS)(
    '%i: never sends more in any one second, and takes no twentieth longer than it must',
    async (quota) => {
      const time = timeline(START);
      const { sent, volume, seconds } = workOf(time, quota, 0);
      await time.runUntil(START + 3600_000);
      expect([sent.length, mostInASecond(sent)]).toEqual([volume, quota]);
      expect(seconds()).toBeLessThanOrEqual((1.05 * volume) / quota);
    },
  );

  it.each(QUOTAS)('%i: nor when some are stopped on their way', async (quota) => {
    const time = timeline(START);
    const { sent, volume } = workOf(time, quota, 0.2);
    await time.runUntil(START + 3600_000);
    expect(sent.length).toBeLessThan(volume);
    expect(mostInASecond(sent)).toBeLessThanOrEqual(quota);
  });

  it('is as fast as it can be where there is no quota', async () => {
    const time = timeline(START);
    const free = lane(0, { now: () => time.instant(), wait: () => Promise.reject(new Error('it must not wait')) });
    let sent = 0;
    await Promise.all(
      Array.from({ length: 50 }, () =>
        free.ahead(async () => {
          await (await free.turn())();
          sent += 1;
        }),
      ),
    );
    expect(sent).toBe(50);
  });

  it('lets the others go on when one fails', async () => {
    const time = timeline(START);
    const own = lane(100, {
      now: () => time.instant(),
      wait: (ms) => new Promise((over) => time.after(ms, () => over())),
    });
    const came: string[] = [];
    const all = Promise.allSettled(
      Array.from({ length: 12 }, (_, place) =>
        own.ahead(async () => {
          const toWire = await own.turn();
          if (place % 3 === 0) throw new Error('refused');
          await toWire();
          came.push(`${place}`);
        }),
      ),
    );
    await time.runUntil(START + 60_000);
    expect((await all).filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect(came).toHaveLength(8);
  });
});

describe('lanes', () => {
  it('use a quota up without exceeding it, whatever it is', () => {
    for (let quota = 2; quota <= 1000; quota += 1) {
      const { lanes, spacingMs, batchSize } = lanesFor(quota);
      const perLane = Math.round(1000 / spacingMs);
      expect([lanes >= 2 && lanes <= 1000, lanes * perLane <= quota, lanes * perLane >= quota * 0.97]).toEqual(
        Array(3).fill(true),
      );
      expect(batchSize).toBeLessThanOrEqual(100);
    }
  });
  it.each([0, 1, -2, 2.5, Number.NaN])('are none for %d messages a second', (quota) => {
    expect(() => lanesFor(quota)).toThrow(RangeError);
  });
});
