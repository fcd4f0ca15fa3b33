import { expect, it } from 'vitest';
import { isWorkingDay } from '#shared/domain/calendar.ts';
import { addDays, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { secondsUntilClose } from '#shared/domain/hours.ts';
import { on } from '#test/builders.ts';

/** Easter Sundays as almanacs have them, and the days that decrees put on a level with a holiday: nothing here is computed as it is there. */
const EASTER = {
  2026: '04-05',
  2027: '03-28',
  2028: '04-16',
  2029: '04-01',
  2030: '04-21',
  2031: '04-13',
  2032: '03-28',
  2033: '04-17',
  2034: '04-09',
  2035: '03-25',
} as const;
const LEVELLED = ['2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26'];
const KINGS_DAY_ON_THE_26TH = '2031';

const holidays = new Set<string>(LEVELLED);
for (const [year, sunday] of Object.entries(EASTER)) {
  for (const days of [-2, 1, 39, 50]) holidays.add(addDays(on(`${year}-${sunday}`), days));
  for (const day of ['01-01', '05-05', '12-25', '12-26']) holidays.add(`${year}-${day}`);
  holidays.add(`${year}-04-${year === KINGS_DAY_ON_THE_26TH ? 26 : 27}`);
}

/** The last Sunday of a month, on which the clock is changed at 01:00 UTC. */
const lastSunday = (year: string, month: string): string =>
  [31, 30, 29, 28, 27, 26, 25]
    .map((date) => `${year}-${month}-${date}`)
    .find((day) => new Date(`${day}T12:00:00Z`).getUTCDay() === 0) as string;

const MINUTES = Array.from({ length: 1440 }, (_, minute) => {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `T${`${hours}`.padStart(2, '0')}:${`${minutes}`.padStart(2, '0')}:00.000Z`;
});

/** Seconds until closing that a minute of a UTC day has, from its weekday and how far the clock is ahead. */
const expected = (day: IsoDate, weekday: number, minute: number, summer: (minute: number) => boolean): number => {
  // In the hours that count the day in the Netherlands is that of UTC; near midnight nothing is open on either.
  const local = minute + (summer(minute) ? 120 : 60);
  if (weekday === 0 || holidays.has(day)) return 0;
  const [opens, closes] = weekday === 6 ? [10 * 60, 16 * 60] : [9 * 60, 20 * 60];
  return local >= opens && local < closes ? (closes - local) * 60 : 0;
};

it('every minute of 2026 to 2035 is open or closed as the calendar has it, to the second, also when the clock is changed', () => {
  const wrong: string[] = [];
  let open = 0;
  for (let day = on('2026-01-01'); day < '2036-01-01'; day = addDays(day, 1)) {
    const year = day.slice(0, 4);
    const [spring, autumn] = [lastSunday(year, '03'), lastSunday(year, '10')];
    const summer = (minute: number) =>
      (day > spring && day < autumn) || (day === spring && minute >= 60) || (day === autumn && minute < 60);
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    for (const [minute, text] of MINUTES.entries()) {
      const left = secondsUntilClose(`${day}${text}` as Instant);
      if (left !== expected(day, weekday, minute, summer)) wrong.push(`${day}${text}: ${left}`);
      if (left > 0) open += 1;
    }
    if (isWorkingDay(day) !== (weekday % 6 !== 0 && !holidays.has(day))) wrong.push(`${day}: ${isWorkingDay(day)}`);
  }
  expect(wrong).toEqual([]);
  // Some 253 working days of eleven hours and 51 Saturdays of six, each year.
  expect(open).toBeGreaterThan(10 * 60 * (250 * 11 + 50 * 6));
}, 120_000);
