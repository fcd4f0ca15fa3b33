import { describe, expect, it } from 'vitest';
import { anew, type Breaker, breaker, type Harm, whyTripped, withHarm } from '#shared/domain/breaker.ts';

const EMPTY = breaker.parse({});
/** After `harms` in a row, each with `between` good outcomes before it. */
const given = (harm: Harm, harms: number, between: number, from: Breaker = EMPTY): Breaker => {
  let now = from;
  for (let n = 0; n < harms; n += 1)
    now = withHarm({ ...now, outcomes: now.outcomes + between }, harm, `${harm}-${from.outcomes}-${n}`);
  return now;
};

describe('a breaker', () => {
  it.each<[Harm, number, number, string | undefined]>([
    ['bounce', 9, 0, undefined],
    ['bounce', 10, 0, 'bounce-rate'],
    ['bounce', 10, 54, 'bounce-rate'], // the first of ten is 495 outcomes ago
    ['bounce', 10, 55, undefined], // 504
    ['bounce', 100, 60, undefined],
    ['complaint', 1, 0, undefined],
    ['complaint', 2, 0, 'complaint-rate'],
    ['complaint', 2, 3998, 'complaint-rate'],
    ['complaint', 2, 3999, undefined],
    ['complaint', 50, 4000, undefined],
  ])('%s: %i of them, each after %i others: %s', (harm, harms, between, why) => {
    expect(whyTripped(given(harm, harms, between))).toBe(why);
  });

  it('counts the same harm once, however often it is reported', () => {
    const once = withHarm(EMPTY, 'complaint', 'a');
    expect(withHarm(once, 'complaint', 'a')).toBe(once);
    expect(whyTripped(withHarm(once, 'bounce', 'a'))).toBeUndefined(); // another harm of the same message
    expect(whyTripped(withHarm(once, 'complaint', 'b'))).toBe('complaint-rate');
  });

  it('forgets what was held against it, and not how far it has counted', () => {
    const tripped = { ...given('bounce', 10, 10), v: 7, held: true };
    const again = anew(tripped);
    expect(again).toEqual({ v: 7, outcomes: 110, bounces: [], complaints: [] });
    expect(whyTripped(given('bounce', 9, 0, again))).toBeUndefined();
    expect(whyTripped(given('bounce', 10, 0, again))).toBe('bounce-rate');
  });

  it('stays small: no more harms are kept than it takes to trip', () => {
    const worst = given('complaint', 40, 0, given('bounce', 400, 0));
    expect([worst.bounces.length, worst.complaints.length]).toEqual([10, 2]);
  });
});
