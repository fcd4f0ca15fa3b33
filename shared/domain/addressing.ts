import type { Addressee } from './message.ts';
import { fullName, known, oneLine, salutation } from './names.ts';
import type { Residence, ResidentRecord } from './person.ts';

const DESIGNATIONS = { by: 'bij', to: 't/o' } as const;

/** 08.83.10: it has been established that the person does not live at the address. */
export const NOT_AT_ADDRESS = '089999';

type Street = Pick<Residence, 'street' | 'houseNumber' | 'letter' | 'addition'> &
  Partial<Pick<Residence, 'designation'>>;

/**
 * `Borgesiusstraat 103 c`, `Atatürkstraat 9-2`, `1e Exloërmond t/o 3 L2`. An addition that begins with a digit is set off
 * by a hyphen unless a letter stands before it. Source: Haal Centraal BRP bevragen, adresregel 1.
 */
export const streetLine = ({ street, houseNumber, letter, addition, designation }: Street): string =>
  oneLine(
    [
      street,
      designation && DESIGNATIONS[designation],
      `${houseNumber}${letter ? ` ${letter}${addition ?? ''}` : suffix(addition)}`,
    ]
      .filter(Boolean)
      .join(' '),
  );

const suffix = (addition: string | undefined): string =>
  addition === undefined ? '' : /^\d/.test(addition) ? `-${addition}` : ` ${addition}`;

/** `2583 XL  SCHEVENINGEN`: two spaces, capitals (adresregel 2). */
export const townLine = (postcode: string, town: string): string =>
  `${postcode.slice(0, 4)} ${postcode.slice(4)}  ${oneLine(town).toLocaleUpperCase('nl')}`;

/** Why no letter can be addressed. */
type Unwritable = 'abroad' | 'not-at-address' | 'no-postal-address' | 'name-unknown';

/**
 * Why no letter can be addressed to somebody, or undefined when one can. A described location has no postcode and no
 * number, so the post does not find it. Any other investigation of an address is for others to judge.
 */
export const whyUnwritable = (
  resident: Pick<ResidentRecord, 'person' | 'partner' | 'residence'>,
): Unwritable | undefined => {
  const { abroad, underInvestigation, postcode, houseNumber, street } = resident.residence;
  if (abroad) return 'abroad';
  if (underInvestigation === NOT_AT_ADDRESS) return 'not-at-address';
  if (!postcode || !houseNumber || !known(street)) return 'no-postal-address';
  return fullName(resident) === undefined ? 'name-unknown' : undefined;
};

/**
 * Who is written to and how, or undefined when no letter can be addressed.
 * @param municipality its name as it stands in addresses, for those that the register leaves without a town
 */
export const addresseeOf = (
  resident: Pick<ResidentRecord, 'person' | 'partner' | 'residence'>,
  municipality: string,
): Addressee | undefined => {
  const { residence } = resident;
  if (whyUnwritable(resident)) return undefined;
  const postcode = residence.postcode as string;
  const suffix = `${residence.letter ?? ''}${residence.addition ?? ''}`;
  return {
    name: fullName(resident) as string,
    salutation: salutation(resident) as string,
    lines: [streetLine(residence), townLine(postcode, known(residence.town) ?? municipality)],
    postcode,
    houseNumber: residence.houseNumber as number,
    ...(suffix !== '' && { suffix }),
  };
};
