import { describe, expect, it } from 'vitest';
import { addresseeOf, streetLine, townLine } from '#shared/domain/addressing.ts';
import { fullName, salutation } from '#shared/domain/names.ts';
import { type Residence, residentRecord } from '#shared/domain/person.ts';
import { aRecord } from '#test/builders.ts';

const residence = (over: Partial<Residence>): Residence => residentRecord.shape.residence.parse(over);

describe('the first address line (Haal Centraal)', () => {
  it.each<[Partial<Residence>, string]>([
    [{ street: 'Borgesiusstraat', houseNumber: 103, letter: 'c' }, 'Borgesiusstraat 103 c'],
    [{ street: 'Daniël Stalpertstraat', houseNumber: 35, addition: 'III' }, 'Daniël Stalpertstraat 35 III'],
    [{ street: 'Atatürkstraat', houseNumber: 9, addition: '2' }, 'Atatürkstraat 9-2'],
    [{ street: 'St. Jacobsstraat', houseNumber: 400, letter: 'L', addition: 'Toe' }, 'St. Jacobsstraat 400 LToe'],
    [{ street: 'Cronus', houseNumber: 555, letter: 'B', addition: '73c' }, 'Cronus 555 B73c'],
    [{ street: 'Graan voor Visch', houseNumber: 15201, designation: 'by' }, 'Graan voor Visch bij 15201'],
    [
      { street: 'Graan voor Visch', houseNumber: 15201, designation: 'by', letter: 'B' },
      'Graan voor Visch bij 15201 B',
    ],
    [
      { street: 'Graan voor Visch', houseNumber: 15201, designation: 'by', addition: 'III' },
      'Graan voor Visch bij 15201 III',
    ],
    [
      { street: 'Graan voor Visch', houseNumber: 15201, designation: 'by', addition: '2' },
      'Graan voor Visch bij 15201-2',
    ],
    [{ street: '1e Exloërmond', houseNumber: 3, designation: 'to' }, '1e Exloërmond t/o 3'],
    [
      { street: '1e Exloërmond', houseNumber: 3, designation: 'to', letter: 'L', addition: 'III' },
      '1e Exloërmond t/o 3 LIII',
    ],
    [
      { street: '1e Exloërmond', houseNumber: 3, designation: 'to', letter: 'L', addition: '2' },
      '1e Exloërmond t/o 3 L2',
    ],
  ])('%o is %s', (over, line) => expect(streetLine(residence(over))).toBe(line));
});

describe('the second address line', () => {
  it.each([
    ['2583XL', 'Scheveningen', '2583 XL  SCHEVENINGEN'],
    ['2584BZ', "'s-Gravenhage", "2584 BZ  'S-GRAVENHAGE"],
    ['3401AA', 'IJsselstein', '3401 AA  IJSSELSTEIN'],
  ])('%s %s is %s', (postcode, town, line) => expect(townLine(postcode, town)).toBe(line));

  it('takes the municipality’s name where the register gives no town', () => {
    const record = aRecord({ residence: { town: undefined } });
    expect(addresseeOf(record, 'Voorbeeldstad')?.lines).toEqual(['Zonnebloemlaan 12', '9901 AA  VOORBEELDSTAD']);
  });
});

describe('names', () => {
  const inHetVeld = { prefix: 'in het', surname: 'Veld' };
  const person = (over: object) => ({ given: 'Helena', prefix: 'van', surname: 'Velzen', ...over });
  const named = (over: object, partner?: { prefix?: string; surname?: string }) =>
    aRecord({ person: person(over), ...(partner && { partner }) });

  it.each([
    ['M', 'Geachte heer Van Puffelen'],
    ['V', 'Geachte mevrouw Van Puffelen'],
    ['O', 'Geachte R.M. van Puffelen'],
  ] as const)('sex %s is addressed as %s', (sex, expected) => {
    expect(salutation(named({ given: 'Rob Maria', surname: 'Puffelen', sex }))).toBe(expected);
  });

  it.each([
    ['E', 'Geachte mevrouw Van Velzen', 'H. van Velzen'],
    ['P', 'Geachte mevrouw In het Veld', 'H. in het Veld'],
    ['V', 'Geachte mevrouw In het Veld-van Velzen', 'H. in het Veld-van Velzen'],
    ['N', 'Geachte mevrouw Van Velzen-in het Veld', 'H. van Velzen-in het Veld'],
  ] as const)('name use %s: %s, %s', (nameUse, greeting, full) => {
    expect([salutation(named({ nameUse }, inHetVeld)), fullName(named({ nameUse }, inHetVeld))]).toEqual([
      greeting,
      full,
    ]);
  });

  it.each([
    [{ given: 'Anna Östra', prefix: undefined, surname: 'Groenen' }, 'A.Ö. Groenen'],
    [{ given: 'Carla Truus', prefix: undefined, surname: 'Groenlo-Groenen' }, 'C.T. Groenlo-Groenen'],
    [{ given: undefined, prefix: undefined, surname: 'Groenen' }, 'Groenen'],
    [{ given: 'Soekarno', prefix: undefined, surname: '.' }, 'S. Soekarno'],
    [{ given: 'An\u202ena', prefix: undefined, surname: 'Bak\u200fker' }, 'A. Bakker'],
  ])('%o is written %s', (over, full) => expect(fullName(named(over))).toBe(full));

  it('uses the own name when the partner’s is not known', () => {
    expect(fullName(named({ nameUse: 'P' }))).toBe('H. van Velzen');
    expect(fullName(named({ nameUse: 'P' }, { surname: '.' }))).toBe('H. van Velzen');
  });

  it('leaves an apostrophe in front alone', () => {
    expect(salutation(named({ prefix: "'t", surname: 'Hart', sex: 'M' }))).toBe("Geachte heer 't Hart");
  });
});

describe('who cannot be written to', () => {
  it.each<[string, Partial<Residence>]>([
    ['abroad', { abroad: { country: '5002', lines: ['18 rue des Exemples'] } }],
    ['without postcode', { postcode: undefined }],
    ['without house number', { houseNumber: undefined }],
    ['a described place', { street: undefined, houseNumber: undefined, location: 'Woonboot' }],
  ])('%s', (_, over) => expect(addresseeOf(aRecord({ residence: over }), 'Voorbeeldstad')).toBeUndefined());
});
