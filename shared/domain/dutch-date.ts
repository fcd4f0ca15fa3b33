import type { IsoDate } from './dates.ts';

const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

/** `24 november 2026`, as Dutch readers write it. */
export const dutchDate = (day: IsoDate): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${date} ${MONTHS[month - 1]} ${year}`;
};
