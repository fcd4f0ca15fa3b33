import { describe, expect, it } from 'vitest';
import { addDays, clockOf, dayOf } from '#shared/domain/dates.ts';
import { instantsOf } from '#shared/domain/wall-clock.ts';
import { on } from '#test/builders.ts';

describe('a clock in the Netherlands', () => {
  it.each([
    ['2027-03-28', '02:30', []],
    ['2027-03-28', '02:00', []],
    ['2027-03-28', '02:59', []],
    ['2027-03-28', '01:59', ['2027-03-28T00:59:00.000Z']],
    ['2027-03-28', '03:00', ['2027-03-28T01:00:00.000Z']],
    ['2026-10-25', '02:30', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
    ['2026-10-25', '02:00', ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z']],
    ['2026-10-25', '01:59', ['2026-10-24T23:59:00.000Z']],
    ['2026-10-25', '03:00', ['2026-10-25T02:00:00.000Z']],
    ['2026-11-24', '10:05', ['2026-11-24T09:05:00.000Z']],
    ['2026-07-01', '00:00', ['2026-06-30T22:00:00.000Z']],
  ])('on %s shows %s at %j', (day, clock, expected) => expect(instantsOf(on(day), clock)).toEqual(expected));

  it('shows every minute once, but sixty that come twice in the night when it goes back', () => {
    const minutes = Array.from({ length: 1440 }, (_, minute) => minute).map((minute) =>
      [Math.floor(minute / 60), minute % 60].map((part) => `${part}`.padStart(2, '0')).join(':'),
    );
    const counts = [0, 0, 0];
    for (let day = on('2026-10-20'); day < '2026-10-30'; day = addDays(day, 1))
      for (const clock of minutes) {
        const found = instantsOf(day, clock);
        counts[found.length] = (counts[found.length] ?? 0) + 1;
        expect(found.every((one) => dayOf(one) === day && clockOf(one) === clock)).toBe(true);
      }
    expect(counts).toEqual([0, 10 * 1440 - 60, 60]);
  });
});
