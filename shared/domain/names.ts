import type { ResidentRecord } from './person.ts';
import { nobleSalutation, titleOf } from './titles.ts';

type Named = Pick<ResidentRecord, 'person' | 'partner'>;
type Name = { readonly prefix?: string | undefined; readonly surname?: string | undefined };

/**
 * Text of the register as it can be set in a line: composed, on one line, and without what is not seen but changes what is:
 * characters that turn the direction of writing or make two names look the same, controls, halves of surrogate pairs.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();

const joined = (...parts: readonly (string | undefined)[]): string => oneLine(parts.filter(Boolean).join(' '));

/** The register writes a full stop for what is not known. Nor is anything known without a letter or a digit that can be read. */
export const known = (text: string | undefined): string | undefined =>
  text !== undefined && /[\p{L}\p{N}]/u.test(oneLine(text)) ? text : undefined;

const written = (name: Name | undefined, title?: string): string | undefined => {
  const surname = known(name?.surname);
  return surname && joined(title, name?.prefix, surname);
};

/**
 * The surname in the order the resident chose (naamgebruik, LO 01.61.10), prefixes as registered: `van Velzen`, `in het
 * Veld-van Velzen`. Their own when the partner's is not known; undefined when what they chose is not known.
 */
const surnames = ({ person, partner }: Named, title?: string): string | undefined => {
  const own = written(person, title);
  const theirs = written(partner);
  const use = theirs === undefined ? 'E' : person.nameUse;
  switch (use) {
    case 'E':
      return own;
    case 'P':
      return theirs;
    case 'V':
      return own && `${theirs}-${own}`;
    case 'N':
      return own && `${own}-${theirs}`;
    default:
      throw new Error(`no such name use: ${use satisfies never}`);
  }
};

/**
 * `A.Ö.` of `Anna Östra`, `A.b.M.` of `Ali bin Mohammed`: one letter for each given name, as it is written there. A given
 * name of one letter gets no full stop: `S.Q` of `Suzie Q`, `J P` of `J P`.
 */
const initials = (given: string | undefined): string =>
  oneLine(known(given) ?? '')
    .split(' ')
    .map((name) => ([...name].length > 1 ? `${[...name][0]}.` : `${name} `))
    .join('')
    .trim();

/** A first letter that has no capital of one letter, such as the ligature of `ﬂeur`, stays as it is. */
const capitalised = (text: string): string => {
  const [first = ''] = text;
  const capital = first.toLocaleUpperCase('nl');
  return [...capital].length === 1 ? `${capital}${text.slice(first.length)}`.normalize('NFC') : text;
};

/**
 * The name as it stands above an address (aanschrijfwijze): `C.T. Groenlo-Groenen`, `A.B. baron van Aedel`, `Jonkheer J.A.
 * van den Aedel`. Undefined when the name is not known. Source: Haal Centraal BRP bevragen, aanschrijfwijze.
 */
export const fullName = (resident: Named): string | undefined => {
  const { given, nameUse } = resident.person;
  const title = titleOf(resident);
  const isInFront = title?.isPredicate && (nameUse !== 'V' || written(resident.partner) === undefined);
  const name = surnames(resident, isInFront ? undefined : title?.word);
  return name && capitalised(joined(isInFront ? title?.word : undefined, initials(given), name));
};

/**
 * `Geachte heer Van Puffelen`, `Geachte mevrouw In het Veld`, `Hooggeboren heer`; who is neither man nor woman in the
 * register is addressed by initials and name. Undefined when the name is not known. Source: Haal Centraal, aanhef.
 */
export const salutation = (resident: Named): string | undefined => {
  const { sex, given } = resident.person;
  const title = titleOf(resident);
  const name = surnames(resident);
  if (name === undefined) return undefined;
  const noble = title && nobleSalutation(title, sex);
  if (noble) return noble;
  if (sex === 'O') return `Geachte ${capitalised(joined(initials(given), name))}`;
  return `Geachte ${sex === 'M' ? 'heer' : 'mevrouw'} ${capitalised(name)}`;
};
