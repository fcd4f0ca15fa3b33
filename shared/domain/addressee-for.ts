import { addresseeOf, streetLine, townLine } from './addressing.ts';
import type { Relation } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import { listed } from './listed.ts';
import type { Addressee } from './message.ts';
import { fullName, oneLine } from './names.ts';
import type { ResidentRecord } from './person.ts';
import { actingOn } from './representative.ts';

type Records = readonly [ResidentRecord, ...ResidentRecord[]];

/** More children than this are counted and not named: six lines are all that a window shows. */
const NAMED = 2;

/**
 * Who is written to about these residents, and how; undefined when no letter can be addressed. Parents are written to at the
 * children's own address, by the children's names, so that a letter never says where another parent lives.
 * @param place the municipality's name as it stands in addresses
 */
export const addresseeFor = (to: Relation, records: Records, place: string, today: IsoDate): Addressee | undefined => {
  const [first] = records;
  switch (to) {
    case 'self':
      return addresseeOf(first, place);
    case 'parents':
      return parentsOf(records, addresseeOf(first, place));
    case 'guardian':
    case 'curator':
    case 'administrator':
      return representativeOf(first, to, today);
    default:
      throw new Error(`nobody is written to as ${to satisfies never}`);
  }
};

const parentsOf = (records: Records, child: Addressee | undefined): Addressee | undefined => {
  const names = records.map(fullName).filter((name) => name !== undefined);
  const rest = names.length - NAMED;
  const named = rest > 0 ? [...names.slice(0, NAMED), rest === 1 ? '1 ander kind' : `${rest} andere kinderen`] : names;
  return child && { ...child, name: `Aan de ouder(s) van ${listed(named)}`, salutation: 'Geachte ouder(s)' };
};

const representativeOf = (
  { representatives }: ResidentRecord,
  kind: 'guardian' | 'curator' | 'administrator',
  today: IsoDate,
): Addressee | undefined => {
  const acting = actingOn(representatives, kind, today);
  if (!acting) return undefined;
  const suffix = `${acting.letter ?? ''}${acting.addition ?? ''}`;
  return {
    name: oneLine(acting.name),
    salutation: 'Geachte heer of mevrouw',
    lines: [streetLine(acting), townLine(acting.postcode, acting.town)],
    postcode: acting.postcode,
    houseNumber: acting.houseNumber,
    ...(suffix !== '' && { suffix }),
  };
};
