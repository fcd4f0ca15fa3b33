import { expect, it } from 'vitest';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { dayNumber, dayOfNumber } from '#shared/domain/day-number.ts';

const DAY = 86_400_000;

it('every day from 1800 to 2299 has the number that JavaScript gives it, and the other way round', () => {
  const wrong: string[] = [];
  for (let number = -62_091; number < 120_529; number += 1) {
    const day = new Date(number * DAY).toISOString().slice(0, 10) as IsoDate;
    if (dayNumber(day) !== number || dayOfNumber(number) !== day) wrong.push(day);
  }
  expect(wrong).toEqual([]);
});

it.each([
  ['2026-11-24', -9 * 365.25, '2017-11-23'],
  ['2026-11-24', 0.75, '2026-11-24'],
  ['0001-01-01', -365, '0000-01-02'],
])('%s and %d days are %s, as JavaScript has it', (day, days, expected) => {
  expect(addDays(day as IsoDate, days)).toBe(expected);
});
