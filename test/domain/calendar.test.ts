import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  holidays,
  isHoliday,
  isWorkingDay,
  LEVELLED,
  workingDayFrom,
} from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/dates.ts';
import { on } from '#test/builders.ts';

describe('public holidays (Algemene termijnenwet art. 3)', () => {
  it.each([
    [2026, '2026-04-03', '2026-04-06', '2026-04-27', '2026-05-14', '2026-05-25'],
    [2027, '2027-03-26', '2027-03-29', '2027-04-27', '2027-05-06', '2027-05-17'],
    [2028, '2028-04-14', '2028-04-17', '2028-04-27', '2028-05-25', '2028-06-05'],
    [2029, '2029-03-30', '2029-04-02', '2029-04-27', '2029-05-10', '2029-05-21'],
    [2030, '2030-04-19', '2030-04-22', '2030-04-27', '2030-05-30', '2030-06-10'],
  ])('%i', (year, goodFriday, easterMonday, kingsDay, ascension, whitMonday) => {
    expect(holidays(year)).toEqual([
      `${year}-01-01`,
      goodFriday,
      easterMonday,
      kingsDay,
      `${year}-05-05`,
      ascension,
      whitMonday,
      `${year}-12-25`,
      `${year}-12-26`,
    ]);
  });

  it.each([
    [2026, 'Tue'],
    [2027, 'Wed'],
    [2028, 'Fri'],
    [2029, 'Sat'],
    [2030, 'Sun'],
  ])('5 May of %i is a holiday, on a %s', (year, weekday) => {
    const day = on(`${year}-05-05`);
    expect(new Date(`${day}T00:00:00Z`).toUTCString()).toContain(weekday);
    expect(isHoliday(day)).toBe(true);
  });

  it.each([2025, 2031])('King’s Day moves to the 26th when the 27th is a Sunday (%i)', (year) => {
    expect(isWorkingDay(on(`${year}-04-26`))).toBe(false);
    expect(holidays(year)).toContain(`${year}-04-26`);
    expect(holidays(year)).not.toContain(`${year}-04-27`);
  });
});

describe('days on a level with a holiday (art. 3(3))', () => {
  it.each(LEVELLED)('%s is no working day', (day) => {
    expect(isWorkingDay(on(day))).toBe(false);
    expect(holidays(Number(day.slice(0, 4)))).not.toContain(day);
  });
  it('always lie between a holiday and a weekend', () => {
    for (const day of LEVELLED) {
      expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe(5);
      expect(isHoliday(addDays(on(day), -1))).toBe(true);
    }
  });
});

describe('working days', () => {
  it.each([
    ['2026-12-24', '2026-12-30'],
    ['2027-03-25', '2027-04-01'],
    ['2027-05-03', '2027-05-11'], // 5 and 6 May are holidays, the 7th is on a level with one
    ['2026-12-31', '2027-01-06'],
  ])('the third after %s is %s', (start, end) => {
    expect(addWorkingDays(on(start), 3)).toBe(end);
  });

  it.each([
    ['2026-11-24', '2026-11-24'],
    ['2026-11-28', '2026-11-30'],
    ['2026-12-25', '2026-12-28'],
    ['2027-03-26', '2027-03-30'],
  ])('the first from %s on is %s', (day, expected) => expect(workingDayFrom(on(day))).toBe(expected));
});
