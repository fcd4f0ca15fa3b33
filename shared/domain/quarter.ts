import type { IsoDate } from './dates.ts';

const FIRST_DAYS = ['01-01', '04-01', '07-01', '10-01'];

/**
 * The first day of the first calendar quarter that begins on or after `day`: the day that decides whether there is a right to
 * child benefit. Source: AKW art. 11 (right for a quarter when the conditions are met on its first day).
 */
export const quarterDayFrom = (day: IsoDate): IsoDate => {
  const first = FIRST_DAYS.find((each) => each >= day.slice(5));
  return (first ? `${day.slice(0, 5)}${first}` : `${Number(day.slice(0, 4)) + 1}-01-01`) as IsoDate;
};
