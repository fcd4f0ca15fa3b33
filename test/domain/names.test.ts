import { describe, expect, it } from 'vitest';
import { fullName, salutation } from '#shared/domain/names.ts';
import type { ResidentRecord } from '#shared/domain/person.ts';
import { aRecord } from '#test/builders.ts';

type Person = Partial<ResidentRecord['person']>;
type Partner = ResidentRecord['partner'];

const named = (person: Person, partner?: Partner) => aRecord({ person, ...(partner && { partner }) });
const both = (person: Person, partner?: Partner) => [
  fullName(named(person, partner)),
  salutation(named(person, partner)),
];
const velzen: Person = { given: 'Helena', prefix: 'van', surname: 'Velzen' };
const veld = { prefix: 'in het', surname: 'Veld' };

// The expectations are those of the feature files of Haal Centraal BRP bevragen, where they have the case.
describe('how somebody is greeted', () => {
  it.each<[ResidentRecord['person']['sex'], string]>([
    ['M', 'Geachte heer Van Puffelen'],
    ['V', 'Geachte mevrouw Van Puffelen'],
    ['O', 'Geachte R.M. van Puffelen'],
  ])('sex %s: %s', (sex, expected) => {
    expect(salutation(named({ given: 'Robin Melle', prefix: 'van', surname: 'Puffelen', sex }))).toBe(expected);
  });

  it.each<[string, Person, Partner, string]>([
    [
      'no given name',
      { given: undefined, prefix: 'in het', surname: 'Zonnetje', sex: 'O' },
      undefined,
      'In het Zonnetje',
    ],
    [
      'capitals kept',
      { given: 'Jo Rene', prefix: 'Op Den', surname: 'Berghe', sex: 'O' },
      undefined,
      'J.R. Op Den Berghe',
    ],
    ['an apostrophe first', { ...velzen, nameUse: 'P' }, { prefix: "'t", surname: 'Wolkje' }, "mevrouw 't Wolkje"],
    [
      'an apostrophe first of two',
      { prefix: 'in het', surname: 'Zonnetje', nameUse: 'V' },
      { prefix: "'t", surname: 'Wolkje' },
      "mevrouw 't Wolkje-in het Zonnetje",
    ],
  ])('%s: Geachte %s', (_, person, partner, expected) => {
    expect(salutation(named(person, partner))).toBe(`Geachte ${expected}`);
  });
});

describe('the name that the resident chose', () => {
  it.each<[ResidentRecord['person']['nameUse'], string, string]>([
    ['E', 'H. van Velzen', 'Geachte mevrouw Van Velzen'],
    ['P', 'H. in het Veld', 'Geachte mevrouw In het Veld'],
    ['V', 'H. in het Veld-van Velzen', 'Geachte mevrouw In het Veld-van Velzen'],
    ['N', 'H. van Velzen-in het Veld', 'Geachte mevrouw Van Velzen-in het Veld'],
  ])('%s: %s, %s', (nameUse, full, greeting) => {
    expect(both({ ...velzen, nameUse }, veld)).toEqual([full, greeting]);
  });

  it.each(['E', 'P', 'V', 'N'] as const)('%s without a known partner is their own', (nameUse) => {
    expect(fullName(named({ ...velzen, nameUse }))).toBe('H. van Velzen');
    expect(fullName(named({ ...velzen, nameUse }, { surname: '.' }))).toBe('H. van Velzen');
  });

  it.each<[ResidentRecord['person']['nameUse'], string | undefined]>([
    ['E', undefined],
    ['V', undefined],
    ['N', undefined],
    ['P', 'A.b.M. de Boer'],
  ])('%s when their own is not known: %s', (nameUse, expected) => {
    const person: Person = { given: 'Ali bin Mohammed', surname: '.', nameUse };
    const [full, greeting] = both(person, { prefix: 'de', surname: 'Boer' });
    expect(full).toBe(expected);
    expect(greeting).toBe(expected && 'Geachte mevrouw De Boer');
  });

  it.each<[ResidentRecord['person']['nameUse'], string]>([
    ['E', 'Ali bin Mohammed'],
    ['P', 'Van Velzen'],
    ['V', 'Van Velzen-Ali bin Mohammed'],
    ['N', 'Ali bin Mohammed-van Velzen'],
  ])('%s of a chain of names: %s', (nameUse, expected) => {
    const person: Person = { given: undefined, surname: 'Ali bin Mohammed', nameUse };
    expect(fullName(named(person, { prefix: 'van', surname: 'Velzen' }))).toBe(expected);
  });
});

describe('initials', () => {
  it.each([
    ['Anna Özil', 'A.Ö. Groenen'],
    ['Anne-Fleur Belle', 'A.B. Groenen'],
    ['Theo Philip IJsbrand', 'T.P.I. Groenen'],
    ['Suzie Q', 'S.Q Groenen'],
    ['J P', 'J P Groenen'],
    ['Ali bin Mohammed', 'A.b.M. Groenen'],
    ['.', 'Groenen'],
    ['Łukasz Şükrü', 'Ł.Ş. Groenen'],
  ])('of %s: %s', (given, expected) => expect(fullName(named({ given, surname: 'Groenen' }))).toBe(expected));
});

describe('titles', () => {
  const aedel: Person = { given: 'Jo Anne', prefix: 'van den', surname: 'Aedel', sex: 'V' };
  const boer = { prefix: 'de', surname: 'Boer' };

  it.each<[string, ResidentRecord['person']['sex'], string, string]>([
    ['B', 'M', 'J.A. baron van den Aedel', 'Hoogwelgeboren heer'],
    ['BS', 'V', 'J.A. barones van den Aedel', 'Hoogwelgeboren vrouwe'],
    ['G', 'M', 'J.A. graaf van den Aedel', 'Hooggeboren heer'],
    ['GI', 'V', 'J.A. gravin van den Aedel', 'Hooggeboren vrouwe'],
    ['H', 'M', 'J.A. hertog van den Aedel', 'Hoogwelgeboren heer'],
    ['HI', 'V', 'J.A. hertogin van den Aedel', 'Hoogwelgeboren vrouwe'],
    ['JH', 'M', 'Jonkheer J.A. van den Aedel', 'Hoogwelgeboren heer'],
    ['JV', 'V', 'Jonkvrouw J.A. van den Aedel', 'Hoogwelgeboren vrouwe'],
    ['M', 'M', 'J.A. markies van den Aedel', 'Hoogwelgeboren heer'],
    ['MI', 'V', 'J.A. markiezin van den Aedel', 'Hoogwelgeboren vrouwe'],
    ['P', 'O', 'J.A. prins van den Aedel', 'Hoogheid'],
    ['PS', 'V', 'J.A. prinses van den Aedel', 'Hoogheid'],
    ['R', 'M', 'J.A. ridder van den Aedel', 'Hoogwelgeboren heer'],
    ['R', 'O', 'J.A. ridder van den Aedel', 'Geachte J.A. van den Aedel'],
    ['XX', 'M', 'J.A. van den Aedel', 'Geachte heer Van den Aedel'],
  ])('%s, %s: %s, %s', (title, sex, full, greeting) => {
    expect(both({ ...aedel, title, sex })).toEqual([full, greeting]);
  });

  it.each<[string, ResidentRecord['person']['sex'], ResidentRecord['person']['nameUse'], string, string]>([
    ['BS', 'V', 'E', 'J.A. barones van den Aedel', 'Hoogwelgeboren vrouwe'],
    ['BS', 'V', 'P', 'J.A. de Boer', 'Geachte mevrouw De Boer'],
    ['BS', 'V', 'V', 'J.A. de Boer-barones van den Aedel', 'Hoogwelgeboren vrouwe'],
    ['BS', 'V', 'N', 'J.A. barones van den Aedel-de Boer', 'Hoogwelgeboren vrouwe'],
    ['JH', 'M', 'E', 'Jonkheer J.A. van den Aedel', 'Hoogwelgeboren heer'],
    ['JH', 'M', 'P', 'J.A. de Boer', 'Geachte heer De Boer'],
    ['JH', 'M', 'V', 'J.A. de Boer-jonkheer van den Aedel', 'Hoogwelgeboren heer'],
    ['JH', 'M', 'N', 'Jonkheer J.A. van den Aedel-de Boer', 'Hoogwelgeboren heer'],
    ['JV', 'V', 'E', 'J.A. van den Aedel', 'Geachte mevrouw Van den Aedel'],
    ['JV', 'V', 'N', 'J.A. van den Aedel-de Boer', 'Geachte mevrouw Van den Aedel-de Boer'],
  ])('%s with a partner, name use %s %s: %s, %s', (title, sex, nameUse, full, greeting) => {
    expect(both({ ...aedel, title, sex, nameUse }, boer)).toEqual([full, greeting]);
  });

  it('stands in front when there are no given names', () => {
    expect(fullName(named({ ...aedel, given: undefined, title: 'BS' }))).toBe('Barones van den Aedel');
  });
});

describe('what is not seen', () => {
  it.each([
    ['a turn of direction', 'An\u202ena', 'Bak\u200fker'],
    ['a soft hyphen and a joiner', 'A\u00adnna', 'Bak\u200dker'],
    ['line breaks', 'Anna\r\n', 'Bak\u2060ker\r\n'],
  ])('%s is no part of a name', (_, given, surname) => {
    expect(both({ given, surname })).toEqual(['A. Bakker', 'Geachte mevrouw Bakker']);
  });
  it('is composed: a letter and its accent are one', () => {
    expect(fullName(named({ given: 'Zoe\u0308', surname: 'C\u0327elik' }))).toBe('Z. Çelik');
  });
});
