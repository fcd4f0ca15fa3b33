import type { Relation } from './agenda.ts';
import { fullName, known, oneLine } from './names.ts';
import type { ResidentRecord } from './person.ts';

/**
 * How a message names whom it is about: not at all to themselves, a child by the first given name to its parents, and anybody
 * to who acts for them as the register writes their name.
 */
export const subjectName = (record: ResidentRecord, to: Relation): string | undefined => {
  if (to === 'self') return undefined;
  const given = oneLine(known(record.person.given) ?? '').split(' ')[0];
  return to === 'parents' && given ? given : fullName(record);
};
