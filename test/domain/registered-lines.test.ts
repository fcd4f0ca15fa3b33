import { describe, expect, it } from 'vitest';
import { type Residence, residentRecord } from '#shared/domain/person.ts';
import { registeredLines } from '#shared/domain/registered-lines.ts';

const lines = (over: Partial<Residence>, country?: string) =>
  registeredLines(residentRecord.shape.residence.parse(over), {
    municipality: "'s-Gravenhage",
    ...(country && { country }),
  });
const boat = 'Woonboot tegenover de Grote Sloot';
const brussels = ['Rue du pomme 25', 'Bruxelles', 'postcode 1000'];

// The expectations are those of the feature files of Haal Centraal BRP bevragen, where they have the case.
describe('where somebody is registered', () => {
  it.each<[string, Partial<Residence>, string[]]>([
    [
      'an address',
      { street: 'een straat', houseNumber: 1, postcode: '2583XL', town: 'Scheveningen' },
      ['een straat 1', '2583 XL  SCHEVENINGEN'],
    ],
    [
      'an address without a town',
      { street: 'een straat', houseNumber: 1, postcode: '2584BZ' },
      ['een straat 1', "2584 BZ  'S-GRAVENHAGE"],
    ],
    [
      'a capital of two letters',
      { street: 'Utrechtseweg', houseNumber: 2, postcode: '3401AA', town: 'IJsselstein' },
      ['Utrechtseweg 2', '3401 AA  IJSSELSTEIN'],
    ],
    [
      'a capital of two letters, written as one sign',
      { street: 'Utrechtseweg', houseNumber: 2, postcode: '3401AA', town: 'ijsselstein' },
      ['Utrechtseweg 2', '3401 AA  IJSSELSTEIN'],
    ],
    ['an address without a postcode', { street: 'een straat', houseNumber: 1 }, ['een straat 1', "'S-GRAVENHAGE"]],
    ['a described place', { location: boat }, [boat, "'S-GRAVENHAGE"]],
    ['a described place with a postcode', { location: boat, postcode: '2584BZ' }, [boat, "2584 BZ  'S-GRAVENHAGE"]],
    ['nothing', {}, []],
    ['a street that is not known', { street: '.', houseNumber: 1, postcode: '2584BZ' }, []],
  ])('%s', (_, over, expected) => expect(lines(over)).toEqual(expected));

  it.each<[string, Residence['abroad'], string | undefined, string[]]>([
    ['three lines and the country', { country: '5010', lines: brussels }, 'België', [...brussels, 'België']],
    ['the country alone', { country: '5010', lines: [] }, 'België', ['België']],
    ['no country when it is not told', { country: '5010', lines: brussels }, undefined, brussels],
    ['nothing when the country is not known', { country: '0000', lines: ['Pietermaai 19, Curaçao'] }, undefined, []],
  ])('abroad: %s', (_, abroad, country, expected) => expect(lines({ abroad }, country)).toEqual(expected));

  it('has no lines for who was found not to live there, and keeps them in any other doubt', () => {
    const address = { street: 'een straat', houseNumber: 1, postcode: '2584BZ' };
    expect(lines({ ...address, underInvestigation: '089999' })).toEqual([]);
    expect(lines({ ...address, underInvestigation: '081160' })).toHaveLength(2);
  });
});
