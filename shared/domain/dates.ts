import * as z from 'zod';

/** A calendar day as `2027-03-01`. Dates stay ISO strings end to end: they sort, travel and compare as they are. */
export const isoDate = z.iso.date().brand<'IsoDate'>();
export type IsoDate = z.infer<typeof isoDate>;

/** An instant in UTC as `2027-03-01T09:05:00.000Z`. */
export const instant = z.iso.datetime().brand<'Instant'>();
export type Instant = z.infer<typeof instant>;

const DAY = 86_400_000;

const midnight = (day: IsoDate): number => Date.parse(`${day}T00:00:00Z`);

/** The day that lies `days` calendar days after `day` (before it when negative). */
export const addDays = (day: IsoDate, days: number): IsoDate =>
  new Date(midnight(day) + days * DAY).toISOString().slice(0, 10) as IsoDate;

/** Calendar days from `a` to `b`; negative when `b` comes first. */
export const daysBetween = (a: IsoDate, b: IsoDate): number => Math.round((midnight(b) - midnight(a)) / DAY);

/** The day in the Netherlands at an instant. `sv-SE` because that locale writes ISO dates. */
export const dayOf = (at: Instant): IsoDate => amsterdamDay.format(Date.parse(at)) as IsoDate;
const amsterdamDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** Hours and minutes on the clock in the Netherlands at an instant, as `09:05`. */
export const clockOf = (at: Instant): string => amsterdamClock.format(Date.parse(at));
const amsterdamClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });

/** The instant that lies `seconds` after `at`. */
export const addSeconds = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * 1000).toISOString() as Instant;

/** Seconds since the epoch, the unit in which DynamoDB wants its time to live. */
export const epochSeconds = (day: IsoDate): number => midnight(day) / 1000;
