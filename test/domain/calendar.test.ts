import { describe, expect, it } from 'vitest';
import { addWorkingDays, holidays, isWorkingDay, workingDayFrom } from '#shared/domain/calendar.ts';
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

  it.each([2025, 2031])('King’s Day moves to the 26th when the 27th is a Sunday (%i)', (year) => {
    expect(isWorkingDay(on(`${year}-04-26`))).toBe(false);
    expect(holidays(year)).toContain(`${year}-04-26`);
    expect(holidays(year)).not.toContain(`${year}-04-27`);
  });
});

describe('terms', () => {
  it.each([
    ['2026-11-27', '2026-12-28'],
    ['2027-04-07', '2027-05-07'],
    ['2027-02-26', '2027-03-30'],
    ['2026-12-01', '2026-12-29'],
  ])('28 days after %s end on %s', (start, end) => {
    expect(workingDayFrom(addDays(on(start), 28))).toBe(end);
  });

  it.each([
    ['2026-12-24', '2026-12-30'],
    ['2027-03-25', '2027-04-01'],
    ['2027-05-03', '2027-05-10'],
    ['2026-12-31', '2027-01-06'],
  ])('three working days after %s is %s', (start, end) => {
    expect(addWorkingDays(on(start), 3)).toBe(end);
  });
});
