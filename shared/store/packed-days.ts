import { addDays, daysBetween, type IsoDate } from '#shared/domain/dates.ts';

/** A day, and how many days later the delivery was that first said so: `2026-11-01 +23`. */
export const packDays = (on: IsoDate, asOf: IsoDate): string => {
  const later = daysBetween(on, asOf);
  return `${on} ${later < 0 ? '' : '+'}${later}`;
};

/** The day of the delivery again; nothing, for the schema to find, when it cannot be. */
export const unpackAsOf = (on: string | undefined, later: string | undefined): IsoDate | undefined => {
  const days = Number(later);
  return on !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(on) && Number.isInteger(days)
    ? addDays(on as IsoDate, days)
    : undefined;
};
