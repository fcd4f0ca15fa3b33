import { type BrpDate, hasAge } from './brp-date.ts';
import type { IsoDate } from './dates.ts';
import { addMonths } from './deadline.ts';

/** Since this day a passport or identity card of an adult is valid for ten years. */
const TEN_YEARS_SINCE = '2014-03-09';
const ADULT = 18;

/**
 * The last day of a passport or identity card that was issued on a day: ten years for who was 18, five for others and for all
 * that were issued before 9 March 2014. `unknown` when a partial date of birth leaves the age open. The register’s own date
 * (12.35.50) comes first: a document may be issued for less. Source: Paspoortwet as it stands since 9 March 2014.
 */
export const lastDayOf = (issuedOn: IsoDate, birth: BrpDate): IsoDate | 'unknown' => {
  const isAdult = issuedOn >= TEN_YEARS_SINCE && hasAge(birth, ADULT, issuedOn);
  return isAdult === 'unknown' ? isAdult : addMonths(issuedOn, 12 * (isAdult ? 10 : 5));
};
