import type { IsoDate } from './dates.ts';

/**
 * Days since 1 January 1970 in the Gregorian calendar, and back: years counted from March, so that the leap day is a year's last.
 * Ten times as fast as `Date`, and every decision counts days. Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms.
 */
export const dayNumber = (day: IsoDate): number => {
  const [year, month, date] = [digits(day, 0, 4), digits(day, 5, 7), digits(day, 8, 10)];
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return era * ERA + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - EPOCH;
};

/** The day with that number; within a day the number of hours does not matter. */
export const dayOfNumber = (number: number): IsoDate => {
  const shifted = Math.floor(number) + EPOCH;
  const era = Math.floor(shifted / ERA);
  const dayOfEra = shifted - era * ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${`${year}`.padStart(4, '0')}-${two(month)}-${two(dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)}` as IsoDate;
};

/** Days of four hundred years, after which the calendar repeats itself; and from 1 March of year 0 to 1 January 1970. */
const ERA = 146_097;
const EPOCH = 719_468;

const ZERO = 48;
const digits = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let place = from; place < to; place += 1) number = number * 10 + text.charCodeAt(place) - ZERO;
  return number;
};

/** A number below a hundred in two digits. */
export const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);
