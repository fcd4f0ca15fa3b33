import { describe, expect, it } from 'vitest';
import { addresseeFor } from '#shared/domain/addressee-for.ts';
import { addresseeOf } from '#shared/domain/addressing.ts';
import type { ResidentRecord } from '#shared/domain/person.ts';
import { resolveAddressee } from '#shared/domain/resolve-addressee.ts';
import type { Theme } from '#shared/domain/service.ts';
import { aRecord, aRepresentative, on } from '#test/builders.ts';

const TODAY = on('2026-11-24');
const address = { street: 'Lindelaan', houseNumber: 7, postcode: '9901AC' };
const elsewhere = { street: 'Geheimpad', houseNumber: 99, postcode: '9901AZ' };
type Over = NonNullable<Parameters<typeof aRecord>[0]>;
const nine = (over: Over = {}): ResidentRecord =>
  aRecord({
    ...over,
    person: { birthDate: '20170401' as never, ...over.person },
    residence: { ...address, ...over.residence },
    parents: over.parents ?? { first: 'mother', second: 'father' },
  });
const adult = (over: Over = {}): ResidentRecord => aRecord({ ...over, residence: { ...address, ...over.residence } });
const both = { mother: adult(), father: adult() };

const resolve = (theme: Theme, record: ResidentRecord, linked: Record<string, ResidentRecord> = {}) => {
  const resolved = resolveAddressee(
    { residentId: 'subject', record, linked: new Map(Object.entries(linked)) },
    TODAY,
    theme,
  );
  if ('handOver' in resolved) return `a person: ${resolved.handOver}`;
  const { agenda, to, heed, alsoSelf } = resolved;
  return [to, `on ${agenda}`, ...heed.map((id) => `heeds ${id}`), ...(alsoSelf ? ['and self'] : [])].join(', ');
};
const self = 'self, on subject';

/** DOMAIN §5.8, every row; the columns are the themes. What is for a person says why. */
describe.each<
  [string, ResidentRecord, Record<string, ResidentRecord>, document: string, arrears: string, award: string]
>([
  ['an adult whose address is secret', adult({ registration: { secrecy: 7 } }), {}, self, self, self],
  [
    'a child of nine, both parents at the address',
    nine(),
    both,
    'parents, on mother, heeds father',
    'a person: minor',
    'parents, on mother, heeds father',
  ],
  [
    'a child of nine, a guardian institution has authority',
    nine({ authority: { overMinor: 'D' }, representatives: [aRepresentative({ kind: 'guardian' })] }),
    both,
    'guardian, on subject',
    'a person: minor',
    'guardian, on subject',
  ],
  [
    'a sixteen-year-old',
    nine({ person: { birthDate: '20101124' as never } }),
    both,
    self,
    'a person: minor',
    'parents, on mother, heeds father',
  ],
  [
    'under curatele',
    adult({ authority: { curatele: true }, representatives: [aRepresentative()] }),
    {},
    'curator, on subject',
    'curator, on subject',
    'curator, on subject',
  ],
  [
    'with an administrator (bewind)',
    adult({ representatives: [aRepresentative({ kind: 'administrator' })] }),
    {},
    self,
    'administrator, on subject, and self',
    'administrator, on subject',
  ],
  [
    'a child whose authority cannot be determined',
    nine({ authority: { overMinor: 'C' } }),
    both,
    'a person: authority-unknown',
    'a person: minor',
    'a person: authority-unknown',
  ],
  ['at an address for letters only', adult({ residence: { function: 'B' } }), {}, self, self, self],
  [
    'established not to live at the address',
    adult({ residence: { underInvestigation: '089999' } }),
    {},
    'a person: address-under-investigation',
    'a person: address-under-investigation',
    'a person: address-under-investigation',
  ],
  [
    'of an unknown address',
    adult({ residence: { postcode: undefined, street: '.' } }),
    {},
    'a person: address-unwritable',
    'a person: address-unwritable',
    'a person: address-unwritable',
  ],
  ['one of two former partners at one address', adult(), { other: adult() }, self, self, self],
  [
    'in a shelter, reached at its post office box',
    adult({ residence: { function: 'B', street: 'Postbus', houseNumber: 100 } }),
    {},
    self,
    self,
    self,
  ],
])('%s', (_, record, linked, document, arrears, award) => {
  it(`papers: ${document}`, () => expect(resolve('travel-document', record, linked)).toBe(document));
  it(`arrears: ${arrears}`, () => expect(resolve('arrears', record, linked)).toBe(arrears));
  it(`an award: ${award}`, () => expect(resolve('award', record, linked)).toBe(award));
});

describe('which parent is told about a child', () => {
  const told = (record: ResidentRecord, linked: Record<string, ResidentRecord> = both) =>
    resolve('travel-document', record, linked);
  it.each<[string, ResidentRecord, Record<string, ResidentRecord>, string]>([
    ['the first of the register', nine(), both, 'parents, on mother, heeds father'],
    [
      'the one at the address',
      nine(),
      { ...both, mother: adult({ residence: elsewhere }) },
      'parents, on father, heeds mother',
    ],
    ['the one whom the register names', nine({ authority: { overMinor: '2' } }), both, 'parents, on father'],
    ['the one beside a third party', nine({ authority: { overMinor: '1D' } }), both, 'parents, on mother'],
    [
      'not one who died',
      nine(),
      { ...both, mother: adult({ death: { date: '20200101' as never } }) },
      'parents, on father, heeds mother',
    ],
    [
      'not one who emigrated',
      nine(),
      { ...both, mother: adult({ registration: { suspension: 'E' } }) },
      'parents, on father, heeds mother',
    ],
    [
      'not one under curatele',
      nine(),
      { ...both, mother: adult({ authority: { curatele: true } }) },
      'parents, on father, heeds mother',
    ],
    [
      'not one who is a minor',
      nine(),
      { ...both, mother: adult({ person: { birthDate: '20090101' as never } }) },
      'parents, on father, heeds mother',
    ],
    [
      'not one of unknown age',
      nine(),
      { ...both, mother: adult({ person: { birthDate: '00000000' as never } }) },
      'parents, on father, heeds mother',
    ],
    ['not one of whom we cannot rely on the record', nine(), { father: adult() }, 'parents, on father, heeds mother'],
    [
      'nobody at another number',
      nine(),
      { mother: adult({ residence: { houseNumber: 8 } }) },
      'a person: no-parent-at-address',
    ],
    [
      'nobody at another letter',
      nine(),
      { mother: adult({ residence: { letter: 'a' } }) },
      'a person: no-parent-at-address',
    ],
    ['nobody at another addition', nine({ residence: { addition: '2' } }), both, 'a person: no-parent-at-address'],
    ['nobody when neither has authority', nine({ authority: { overMinor: 'D' } }), both, 'a person: guardian-unknown'],
    ['nobody without parents in the register', nine({ parents: {} }), both, 'a person: no-parent-at-address'],
    [
      'nobody while authority is under investigation',
      nine({ authority: { underInvestigation: '113210' } }),
      both,
      'a person: authority-unknown',
    ],
    [
      'nobody while the address is',
      nine({ residence: { underInvestigation: '081100' } }),
      both,
      'a person: address-under-investigation',
    ],
  ])('%s', (_, record, linked, expected) => expect(told(record, linked)).toBe(expected));

  it('is decided by age as far as the date of birth says', () => {
    expect(told(nine({ person: { birthDate: '20110000' as never } }))).toBe('parents, on mother, heeds father');
    expect(told(nine({ person: { birthDate: '20100000' as never } }))).toBe('a person: age-unknown');
    expect(told(nine({ person: { birthDate: '20100000' as never } }))).not.toContain('self');
  });
});

describe('who acts for somebody', () => {
  const at = (representatives: ReturnType<typeof aRepresentative>[]) =>
    resolve('travel-document', adult({ authority: { curatele: true }, representatives }));
  it.each([
    ['is unknown without a file', [], 'a person: curator-unknown'],
    ['is not who no longer does', [aRepresentative({ until: on('2026-11-24') })], 'a person: curator-unknown'],
    ['is who still does', [aRepresentative({ until: on('2026-11-25') })], 'curator, on subject'],
    ['is not who will', [aRepresentative({ from: on('2026-11-25') })], 'a person: curator-unknown'],
    ['is not who acts in another capacity', [aRepresentative({ kind: 'administrator' })], 'a person: curator-unknown'],
  ])('%s', (_, representatives, expected) => expect(at(representatives)).toBe(expected));
});

describe('how they are written to', () => {
  const names = (...records: ResidentRecord[]) =>
    addresseeFor('parents', records as never, 'Voorbeeldstad', TODAY)?.name;
  const named = (given: string) => nine({ person: { given } });
  it('parents by the names of the children, at the children’s address', () => {
    expect(addresseeFor('parents', [named('Emma')], 'Voorbeeldstad', TODAY)).toEqual({
      ...addresseeOf(named('Emma'), 'Voorbeeldstad'),
      name: 'Aan de ouder(s) van E. Bakker',
      salutation: 'Geachte ouder(s)',
    });
    expect(names(named('Emma'), named('Daan'))).toBe('Aan de ouder(s) van E. Bakker en D. Bakker');
    expect(names(named('Emma'), named('Daan'), named('Tim'))).toBe(
      'Aan de ouder(s) van E. Bakker, D. Bakker en 1 ander kind',
    );
    expect(names(...['A', 'B', 'C', 'D'].map(named))).toMatch(/ en 2 andere kinderen$/);
  });
  it('who acts for somebody at their own address, without a word of the resident’s', () => {
    const record = adult({ representatives: [aRepresentative({ letter: 'B', addition: 'hs', town: 'Elders' })] });
    expect(addresseeFor('curator', [record], 'Voorbeeldstad', TODAY)).toEqual({
      name: 'Stichting Bescherming Voorbeeldstad',
      salutation: 'Geachte heer of mevrouw',
      lines: ['Kantoorplein 8 Bhs', '9902 CC  ELDERS'],
      postcode: '9902CC',
      houseNumber: 8,
      suffix: 'Bhs',
    });
    expect(addresseeFor('guardian', [record], 'Voorbeeldstad', TODAY)).toBeUndefined();
  });
});
