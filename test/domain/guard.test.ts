import { describe, expect, it } from 'vitest';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { type Counted, countNew, dueByService } from '#shared/domain/guard.ts';
import { anAgenda, anEntry, on } from '#test/builders.ts';

const TODAY = on('2026-11-24');
const WIDE = { least: 0, most: 10_000 };
const due = (count: number, over: Parameters<typeof anEntry>[0] = {}) =>
  Array.from({ length: count }, (_, index) => anEntry({ about: `resident-${index}`, ...over }));
/** A count of yesterday, after runs in which so many newly came due, the last one first. */
const yesterday = (rates: readonly number[], over: Partial<Counted> = {}): Counted => ({
  on: addDays(TODAY, -1),
  plan: 'plans/before',
  newly: 0,
  days: 1,
  usual: rates.map((perDay, index) => ({ on: addDays(TODAY, -1 - index), perDay })),
  ...over,
});
const count = (newly: number, rates: readonly number[], band = WIDE) =>
  countNew(due(newly), TODAY, band, { counted: yesterday(rates), named: new Set() }).unusual;

describe('what is due', () => {
  it('is open, and in its window', () => {
    const entries = [
      anEntry({ occasion: 'PN-today', from: TODAY }),
      anEntry({ occasion: 'PN-last-day', until: addDays(TODAY, 1) }),
      anEntry({ occasion: 'PN-tomorrow', from: addDays(TODAY, 1) }),
      anEntry({ occasion: 'PN-over', until: TODAY }),
      anEntry({ occasion: 'PN-told', state: 'claimed' }),
      anEntry({ occasion: 'one', service: 'another' }),
    ];
    const found = dueByService([anAgenda({ entries }), anAgenda({ addresseeId: 'b', entries: [] })], TODAY);
    expect([...found].map(([service, some]) => [service, some.map(({ occasion }) => occasion)])).toEqual([
      ['travel-document-expiry', ['PN-today', 'PN-last-day']],
      ['another', ['one']],
    ]);
  });
});

describe('a count', () => {
  it('leaves out what the plan of the last count names, and divides by the days since', () => {
    const entries = due(9);
    const named = new Set(entries.slice(0, 3).map(noticeIdOf));
    const counted = yesterday([], { on: addDays(TODAY, -4) });
    expect(countNew(entries, TODAY, WIDE, { counted, named })).toEqual({
      on: TODAY,
      newly: 6,
      days: 4,
      usual: [{ on: TODAY, perDay: 1.5 }],
    });
  });

  it('is of windows that open today where nothing was counted before', () => {
    const entries = [...due(2, { from: TODAY }), ...due(400, { from: addDays(TODAY, -1) })];
    expect(countNew(entries, TODAY, { least: 0, most: 2 })).toMatchObject({ newly: 2, days: 1 });
    expect(countNew(entries, TODAY, { least: 0, most: 1 })).toMatchObject({ unusual: 'above-its-band' });
  });

  it('never divides by less than a day', () => {
    const counted = yesterday([], { on: TODAY });
    expect(countNew(due(3), TODAY, WIDE, { counted, named: new Set() })).toMatchObject({ newly: 3, days: 1 });
  });

  it('keeps two weeks of what is usual', () => {
    const { usual } = countNew(due(30), TODAY, WIDE, { counted: yesterday(Array(14).fill(20)), named: new Set() });
    expect(usual).toHaveLength(14);
    expect(usual[0]).toEqual({ on: TODAY, perDay: 30 });
  });

  it('begins anew what is usual where it is not', () => {
    const { usual } = countNew(due(301), TODAY, WIDE, { counted: yesterday(Array(14).fill(100)), named: new Set() });
    expect(usual).toEqual([]);
  });
});

describe('what is unusual', () => {
  it.each([
    [11, 'above-its-band'],
    [10, undefined],
    [5, undefined],
    [4, 'below-its-band'],
  ])('%i a day with a band from 5 to 10: %s', (newly, why) => {
    expect(count(newly, [], { least: 5, most: 10 })).toBe(why);
  });
  it('is nothing, for a service without a band of which little is known', () => {
    expect(countNew(due(5_000), TODAY, undefined).unusual).toBeUndefined();
    expect(count(5_000, [10, 10, 10])).toBeUndefined();
  });
  it.each<[number, readonly number[], string | undefined]>([
    [121, [40, 40, 40, 40], 'above-three-times-usual'],
    [120, [40, 40, 40, 40], undefined],
    [106, [0, 50, 20, 90], 'above-three-times-usual'], // the median is 35
    [25, [1, 1, 1, 1], undefined], // no more than a trial may reach
    [26, [1, 1, 1, 1], 'above-three-times-usual'],
    [9, [40, 40, 40, 40, 40, 40, 30], 'below-a-third-of-usual'],
    [10, [40, 40, 40, 40, 40, 40, 30], undefined], // a third of a week ago
    [14, [40, 40, 40, 40, 40, 40, 45], undefined], // a third of the median
    [9, [29, 29, 29, 29, 29, 29, 29], undefined],
    [9, [40, 40, 40, 40], undefined], // nothing is known of this weekday
    [0, [50, 50, 50, 50, 50, 0, 0], undefined], // the desks were closed on that weekday, years ago
    [150, [50, 0, 0, 0, 0, 50, 50, 50, 50, 50], undefined], // after a long weekend
  ])('%i a day after %j: %s', (newly, rates, why) => {
    expect(count(newly, rates)).toBe(why);
  });
});

it('a register that is delivered late makes one large day of several small ones', () => {
  const days = (since: IsoDate) =>
    countNew(due(120), TODAY, { least: 0, most: 40 }, { counted: yesterday([], { on: since }), named: new Set() })
      .unusual;
  expect([days(addDays(TODAY, -1)), days(addDays(TODAY, -3))]).toEqual(['above-its-band', undefined]);
});
