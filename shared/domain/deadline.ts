import { isWorkingDay, workingDayFrom } from './calendar.ts';
import { addDays, type IsoDate } from './dates.ts';

type Unit = 'days' | 'weeks' | 'months' | 'years';

/** The longest term of each kind that moves for the calendar; a year never does. */
const LONGEST_THAT_MOVES = { days: 90, weeks: 12, months: 3, years: 0 } as const satisfies Record<Unit, number>;

/** A term this long, in days, has at least two working days in it. */
const HAS_TWO_WORKING_DAYS_FROM = 3;

/**
 * The last day of a statutory term that begins to run on the day after `start`. One of at least three days is made long enough to hold two
 * working days (art. 2), and one that ends on a Saturday, Sunday or holiday goes on until the next working day (art. 1(1)).
 * Longer terms than 90 days, twelve weeks or three months stay where they fall (art. 4(a)), as do those that are counted
 * back from an event (art. 1(2)) and those in hours: `addDays` and `addSeconds` are all there is to these.
 * Source: Algemene termijnenwet.
 */
export const deadline = (start: IsoDate, count: number, unit: Unit): IsoDate => {
  const end = lastDay(start, count, unit);
  if (count > LONGEST_THAT_MOVES[unit]) return end;
  const isLongEnough = unit !== 'days' || count >= HAS_TWO_WORKING_DAYS_FROM;
  return workingDayFrom(isLongEnough ? withTwoWorkingDays(start, end) : end);
};

const withTwoWorkingDays = (start: IsoDate, end: IsoDate): IsoDate => {
  let working = 0;
  let day = start;
  while (day < end || working < 2) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) working += 1;
  }
  return day;
};

const lastDay = (start: IsoDate, count: number, unit: Unit): IsoDate => {
  switch (unit) {
    case 'days':
      return addDays(start, count);
    case 'weeks':
      return addDays(start, 7 * count);
    case 'months':
      return addMonths(start, count);
    case 'years':
      return addMonths(start, 12 * count);
    default:
      throw new Error(`no such unit: ${unit satisfies never}`);
  }
};

/** The same day of a later month, or that month’s last. Source: European Convention on the Calculation of Time-Limits, art. 4. */
export const addMonths = (day: IsoDate, months: number): IsoDate => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10) as IsoDate;
};
