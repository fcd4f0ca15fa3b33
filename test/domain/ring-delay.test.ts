import { describe, expect, it } from 'vitest';
import { ringDelay } from '#shared/domain/ring-delay.ts';

const delays = (attempt: number): (number | undefined)[] =>
  Array.from({ length: 500 }, (_, n) => ringDelay({ noticeId: `resident-${n}#s#o#notice`, attempt }));

describe('when a notice that was not taken is rung for again', () => {
  it.each([
    [1, 20, 120],
    [2, 40, 240],
    [3, 80, 480],
    [4, 150, 900],
    [7, 150, 900],
  ])('after try %i: within %i to %i seconds, spread over all of them', (attempt, least, most) => {
    const all = delays(attempt) as number[];
    expect([Math.min(...all) >= least, Math.max(...all) <= most]).toEqual([true, true]);
    const width = (most - least) / 4;
    for (const quarter of [0, 1, 2, 3])
      expect(all.filter((each) => Math.floor((each - least) / width) === quarter).length).toBeGreaterThan(70);
  });

  it('is the same each time it is computed, and another after another try', () => {
    expect(delays(4)).toEqual(delays(4));
    expect(delays(5)).not.toEqual(delays(4));
  });

  it('no more after the eighth try: that is for the sweep', () => {
    expect([...new Set(delays(8)), ...new Set(delays(30))]).toEqual([undefined, undefined]);
  });
});
