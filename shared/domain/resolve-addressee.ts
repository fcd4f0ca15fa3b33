import { hasAge } from './brp-date.ts';
import type { IsoDate } from './dates.ts';
import type { ResidentRecord } from './person.ts';
import type { HandOverReason } from './service.ts';

/** From this age a resident gets the letter about their own document; before it, the parents do. */
const OWN_LETTER_AGE = 16;

/**
 * Whether a resident can be written to themselves about something that is due from `from`, or why a person must decide.
 * Source: Wet BRP 2.54 (acting for minors and persons under curatele), Wabb 9; the age of 16 is ours.
 */
export const resolveAddressee = (
  { person, authority, residence }: Pick<ResidentRecord, 'person' | 'authority' | 'residence'>,
  from: IsoDate,
  isWritable: boolean,
): HandOverReason | 'self' => {
  const isOldEnough = hasAge(person.birthDate, OWN_LETTER_AGE, from);
  if (isOldEnough === 'unknown') return 'age-unknown';
  if (!isOldEnough) return 'under-16';
  if (authority?.curatele) return 'curatele';
  if (residence.underInvestigation) return 'address-under-investigation';
  return isWritable ? 'self' : 'address-unwritable';
};
