import * as z from 'zod';
import { dayNumber, dayOfNumber, two } from './day-number.ts';

/** A calendar day as `2027-03-01`. Dates stay ISO strings end to end: they sort, travel and compare as they are. */
export const isoDate = z.iso.date().brand<'IsoDate'>();
export type IsoDate = z.infer<typeof isoDate>;

/** An instant in UTC as `2027-03-01T09:05:00.000Z`. */
export const instant = z.iso.datetime().brand<'Instant'>();
export type Instant = z.infer<typeof instant>;

/** The day that lies `days` calendar days after `day` (before it when negative). */
export const addDays = (day: IsoDate, days: number): IsoDate => dayOfNumber(dayNumber(day) + days);

/** Calendar days from `a` to `b`; negative when `b` comes first. */
export const daysBetween = (a: IsoDate, b: IsoDate): number => dayNumber(b) - dayNumber(a);

/** The day in the Netherlands at an instant. */
export const dayOf = (at: Instant): IsoDate => dayOfNumber(Math.floor(wallOf(at) / DAY));

/** Hours and minutes on the clock in the Netherlands at an instant, as `09:05`. */
export const clockOf = (at: Instant): string => {
  const minutes = Math.floor((wallOf(at) % DAY) / MINUTE);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** What calendar and clock in the Netherlands show, as the milliseconds since the epoch at which UTC would. */
const wallOf = (at: Instant): number => {
  const time = Date.parse(at);
  return time + aheadAt(time);
};

const DAY = 86_400_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
let lastAsked = { hour: Number.NaN, ahead: 0 };
/** Milliseconds that the clock is ahead of UTC. It changes on the hour only, so the time zone is asked once for each. */
const aheadAt = (time: number): number => {
  const hour = Math.floor(time / HOUR);
  if (hour !== lastAsked.hour) {
    const shown = amsterdam.format(hour * HOUR).replace(' ', 'T'); // sv-SE: the locale that writes ISO dates
    lastAsked = { hour, ahead: Date.parse(`${shown}Z`) - hour * HOUR };
  }
  return lastAsked.ahead;
};
const amsterdam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The instant that lies `seconds` after `at`. */
export const addSeconds = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * 1000).toISOString() as Instant;

/** Seconds since the epoch, the unit in which DynamoDB wants its time to live. */
export const epochSeconds = (day: IsoDate): number => dayNumber(day) * 86_400;
