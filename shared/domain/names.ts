import type { ResidentRecord } from './person.ts';

type Named = Pick<ResidentRecord, 'person' | 'partner'>;
type Name = { readonly prefix?: string | undefined; readonly surname?: string | undefined };

/** Characters that turn the direction of writing: no name needs them, and they can make a line read as another. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const clean = (text: string): string => text.normalize('NFC').replace(DIRECTION, '');

/** The register writes a full stop for a name that is not known. */
const known = (name: Name | undefined): Name | undefined =>
  name?.surname === undefined || name.surname === '.' ? undefined : name;

const written = ({ prefix, surname }: Name): string => clean([prefix, surname].filter(Boolean).join(' '));

/**
 * The surname in the order the resident chose (naamgebruik, LO 01.61.10), prefixes small: `van Velzen`, `in het Veld-van
 * Velzen`. Without a known partner it is their own. Source: Haal Centraal BRP bevragen, aanschrijfwijze.
 */
const surnames = ({ person, partner }: Named): string => {
  const own = known(person);
  const theirs = known(partner);
  if (!own || !theirs) return written(own ?? theirs ?? { surname: person.given });
  switch (person.nameUse) {
    case 'E':
      return written(own);
    case 'P':
      return written(theirs);
    case 'V':
      return `${written(theirs)}-${written(own)}`;
    case 'N':
      return `${written(own)}-${written(theirs)}`;
    default:
      throw new Error(`no such name use: ${person.nameUse satisfies never}`);
  }
};

/** `A.Ö.` of `Anna Östra`: the first letter of each given name. */
const initials = ({ given, surname }: ResidentRecord['person']): string =>
  given === undefined || surname === undefined
    ? ''
    : clean(given)
        .split(/\s+/)
        .map((name) => [...name][0]?.toLocaleUpperCase('nl'))
        .filter(Boolean)
        .map((letter) => `${letter}.`)
        .join('');

/** `C.T. Groenlo-Groenen`: as it stands above an address. */
export const fullName = (resident: Named): string =>
  [initials(resident.person), surnames(resident)].filter(Boolean).join(' ');

/** `heer Van Puffelen`, `mevrouw In het Veld`; who is neither is addressed by the full name. */
export const salutation = (resident: Named): string => {
  const { sex } = resident.person;
  const name = surnames(resident);
  const capital = name.charAt(0).toLocaleUpperCase('nl') + name.slice(1);
  if (sex === 'O') return `Geachte ${fullName(resident)}`;
  return `Geachte ${sex === 'M' ? 'heer' : 'mevrouw'} ${capital}`;
};
