import { addDays, type IsoDate } from './dates.ts';
import { dayNumber } from './day-number.ts';

/** Easter Sunday by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, ch. 8). */
const easter = (year: number): IsoDate => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return date(year, Math.floor(n / 31), (n % 31) + 1);
};

const date = (year: number, month: number, day: number): IsoDate =>
  `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}` as IsoDate;

/** From 0 for Sunday; 1 January 1970 was a Thursday. */
const weekday = (day: IsoDate): number => (((dayNumber(day) + 4) % 7) + 7) % 7;

/** The public holidays of the Algemene termijnenwet art. 3; Good Friday counts as one, and 5 May does every year. */
export const holidays = (year: number): IsoDate[] => {
  const sunday = easter(year);
  const king = date(year, 4, 27);
  return [
    date(year, 1, 1),
    addDays(sunday, -2),
    addDays(sunday, 1),
    weekday(king) === 0 ? addDays(king, -1) : king,
    date(year, 5, 5),
    addDays(sunday, 39),
    addDays(sunday, 50),
    date(year, 12, 25),
    date(year, 12, 26),
  ];
};

/**
 * Days that were put on a level with a holiday, by decree and for three years at a time (Algemene termijnenwet art. 3(3)). The decree for 2029
 * to 2031 adds its days here. Source: Besluit gelijkstelling van 28 april 2023 … 30 mei 2025, and that of 2 januari 2026 …
 * 26 mei 2028, met een algemeen erkende feestdag.
 */
export const LEVELLED: readonly string[] = [
  '2023-04-28',
  '2023-05-19',
  '2024-05-10',
  '2024-12-27',
  '2025-05-30',
  '2026-01-02',
  '2026-05-15',
  '2027-05-07',
  '2028-04-28',
  '2028-05-26',
];

/** Holidays of the years that were asked for: every message asks, and they are always the same. */
const known = new Map<string, ReadonlySet<string>>();
const holidaysIn = (year: string): ReadonlySet<string> => {
  const all = known.get(year) ?? new Set([...holidays(Number(year)), ...LEVELLED]);
  known.set(year, all);
  return all;
};

export const isHoliday = (day: IsoDate): boolean => holidaysIn(day.slice(0, 4)).has(day);
export const isSunday = (day: IsoDate): boolean => weekday(day) === 0;
export const isWeekday = (day: IsoDate): boolean => ![0, 6].includes(weekday(day));
export const isWorkingDay = (day: IsoDate): boolean => isWeekday(day) && !isHoliday(day);

/** The first working day on or after `day`. */
export const workingDayFrom = (day: IsoDate): IsoDate => (isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1)));

/** `count` working days after `day`. */
export const addWorkingDays = (day: IsoDate, count: number): IsoDate =>
  count === 0 ? day : addWorkingDays(workingDayFrom(addDays(day, 1)), count - 1);
