import { describe, expect, it } from 'vitest';
import { addresseeOf, streetLine, townLine, whyUnwritable } from '#shared/domain/addressing.ts';
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
});

describe('the addressee', () => {
  it('is how the register spells the name and the address', () => {
    const record = aRecord({
      person: { given: 'Carla Theodora', surname: 'Groenen', sex: 'V', nameUse: 'V' },
      partner: { surname: 'Groenlo' },
      residence: { street: 'Daniël Stalpertstraat', houseNumber: 35, addition: 'III', postcode: '9901ZZ' },
    });
    expect(addresseeOf(record, 'Voorbeeldstad')).toEqual({
      name: 'C.T. Groenlo-Groenen',
      salutation: 'Geachte mevrouw Groenlo-Groenen',
      lines: ['Daniël Stalpertstraat 35 III', '9901 ZZ  VOORBEELDSTAD'],
      postcode: '9901ZZ',
      houseNumber: 35,
      suffix: 'III',
    });
  });

  it.each([
    ['is not known', undefined],
    ['stands as a full stop', '.'],
  ])('lives in the municipality when the town %s', (_, town) => {
    const record = aRecord({ residence: { town } });
    expect(addresseeOf(record, 'Voorbeeldstad')?.lines).toEqual(['Zonnebloemlaan 12', '9901 AA  VOORBEELDSTAD']);
  });

  it('is found at a correspondence address, and where only a part of the address is looked into', () => {
    expect(addresseeOf(aRecord({ residence: { function: 'B' } }), 'Voorbeeldstad')).toBeDefined();
    expect(addresseeOf(aRecord({ residence: { underInvestigation: '081120' } }), 'Voorbeeldstad')).toBeDefined();
  });

  it('has no characters in the address that are not seen', () => {
    const record = aRecord({ residence: { street: 'Zonne\u202ebloem\u00adlaan\r\n', town: 'Voorbeeld\u200bstad' } });
    expect(addresseeOf(record, '')?.lines).toEqual(['Zonnebloemlaan 12', '9901 AA  VOORBEELDSTAD']);
  });
});

describe('who cannot be written to', () => {
  it.each<[string, string, Parameters<typeof aRecord>[0]]>([
    ['lives abroad', 'abroad', { residence: { abroad: { country: '5002', lines: ['18 rue des Exemples'] } } }],
    ['was found not to live there', 'not-at-address', { residence: { underInvestigation: '089999' } }],
    ['has no postcode', 'no-postal-address', { residence: { postcode: undefined } }],
    ['has no house number', 'no-postal-address', { residence: { houseNumber: undefined } }],
    ['has a street that is not known', 'no-postal-address', { residence: { street: '.' } }],
    [
      'lives at a described place',
      'no-postal-address',
      { residence: { street: undefined, houseNumber: undefined, postcode: undefined, location: 'Woonboot' } },
    ],
    ['has a name that is not known', 'name-unknown', { person: { surname: '.' } }],
  ])('somebody who %s: %s', (_, why, over) => {
    expect(whyUnwritable(aRecord(over))).toBe(why);
    expect(addresseeOf(aRecord(over), 'Voorbeeldstad')).toBeUndefined();
  });
  it('is nobody with a name and a postal address', () => expect(whyUnwritable(aRecord())).toBeUndefined());
});
