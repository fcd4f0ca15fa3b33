import { hasAge } from './brp-date.ts';
import type { IsoDate } from './dates.ts';
import type { Residence, ResidentRecord } from './person.ts';

type Child = {
  readonly record: Pick<ResidentRecord, 'parents' | 'residence'>;
  readonly linked: ReadonlyMap<string, ResidentRecord>;
};

/**
 * The parent, among those with authority, who can be told about a child: alive, registered, of age, able to act, and living at
 * the child's address. The register's order decides between two. A parent elsewhere is never written to, and never named.
 * @returns that parent, and the others with authority, whose stops count as well
 */
export const parentAtAddress = (
  { record, linked }: Child,
  withAuthority: readonly ('first' | 'second')[],
  day: IsoDate,
): { readonly residentId: string; readonly others: readonly string[] } | undefined => {
  const ids = withAuthority.flatMap((place) => record.parents[place] ?? []);
  const residentId = ids.find((id) => {
    const parent = linked.get(id);
    return parent && canAct(parent, day) && isSameAddress(parent.residence, record.residence);
  });
  return residentId === undefined ? undefined : { residentId, others: ids.filter((id) => id !== residentId) };
};

const canAct = ({ person, death, registration, authority, residence }: ResidentRecord, day: IsoDate): boolean =>
  !death &&
  !registration.suspension &&
  !authority?.curatele &&
  !residence.underInvestigation &&
  hasAge(person.birthDate, 18, day) === true;

/** Postcode, number, letter, addition and designation are the same; without a postcode there is no telling. */
const isSameAddress = (a: Residence, b: Residence): boolean =>
  a.postcode !== undefined &&
  a.postcode === b.postcode &&
  a.houseNumber === b.houseNumber &&
  a.letter === b.letter &&
  a.addition === b.addition &&
  a.designation === b.designation;
