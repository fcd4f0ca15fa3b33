import type { Addressee } from './message.ts';
import { fullName, salutation } from './names.ts';
import type { Residence, ResidentRecord } from './person.ts';

const DESIGNATIONS = { by: 'bij', to: 't/o' } as const;

/**
 * `Borgesiusstraat 103 c`, `Atatürkstraat 9-2`, `1e Exloërmond t/o 3 L2`. An addition that begins with a digit is set off
 * by a hyphen unless a letter stands before it. Source: Haal Centraal BRP bevragen, adresregel 1.
 */
export const streetLine = ({ street, houseNumber, letter, addition, designation }: Residence): string =>
  [
    street,
    designation && DESIGNATIONS[designation],
    `${houseNumber}${letter ? ` ${letter}${addition ?? ''}` : suffix(addition)}`,
  ]
    .filter(Boolean)
    .join(' ');

const suffix = (addition: string | undefined): string =>
  addition === undefined ? '' : /^\d/.test(addition) ? `-${addition}` : ` ${addition}`;

/** `2583 XL  SCHEVENINGEN`: two spaces, capitals; the municipality's name where the register gives no town. */
export const townLine = (postcode: string, town: string): string =>
  `${postcode.slice(0, 4)} ${postcode.slice(4)}  ${town.toLocaleUpperCase('nl')}`;

/**
 * Who is written to and how, or undefined when no letter can be addressed: abroad, a described location, or an address
 * without postcode or number. What is under investigation is for others to judge.
 * @param municipality its name as it stands in addresses
 */
export const addresseeOf = (
  resident: Pick<ResidentRecord, 'person' | 'partner' | 'residence'>,
  municipality: string,
): Addressee | undefined => {
  const { residence } = resident;
  const { postcode, houseNumber, street, town = municipality, abroad } = residence;
  const name = fullName(resident);
  if (abroad || !postcode || !houseNumber || !street || name === '') return undefined;
  const lines = [streetLine(residence), townLine(postcode, town)];
  return { name, salutation: salutation(resident), lines, postcode, houseNumber };
};
