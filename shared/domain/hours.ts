import { isHoliday, isSunday, isWeekday } from './calendar.ts';
import { clockOf, dayOf, type Instant, type IsoDate } from './dates.ts';

type Hours = { readonly opens: string; readonly closes: string };

const WEEKDAY: Hours = { opens: '09:00', closes: '20:00' };
const SATURDAY: Hours = { opens: '10:00', closes: '16:00' };

/** The hours in which an e-mail or a text may reach somebody on a day, by the clock in the Netherlands; none on a Sunday or holiday. */
export const hoursOf = (day: IsoDate): Hours | undefined => {
  if (isSunday(day) || isHoliday(day)) return undefined;
  return isWeekday(day) ? WEEKDAY : SATURDAY;
};

/**
 * Whole seconds until the hours of e-mails and texts close; 0 when they are closed. The clock is changed on Sundays, when
 * all is closed, so between opening and closing a second on the clock is a second that passes.
 */
export const secondsUntilClose = (at: Instant): number => {
  const hours = hoursOf(dayOf(at));
  const clock = clockOf(at);
  if (!hours || clock < hours.opens || clock >= hours.closes) return 0;
  return (minutesOf(hours.closes) - minutesOf(clock)) * 60 - Math.floor((Date.parse(at) % 60_000) / 1000);
};

/** Whether the hours of e-mails and texts are open at `at`, and opened after `since`. */
export const hasOpened = (since: Instant, at: Instant): boolean => {
  if (secondsUntilClose(at) === 0) return false;
  const { opens } = hoursOf(dayOf(at)) as Hours;
  return dayOf(since) < dayOf(at) || clockOf(since) < opens;
};

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
