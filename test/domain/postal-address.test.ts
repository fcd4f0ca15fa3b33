import { describe, expect, it } from 'vitest';
import { residentRecord } from '#shared/domain/person.ts';
import { postalAddress, postcode } from '#shared/domain/postal-address.ts';

describe('a postcode', () => {
  it.each([
    ['1234 AB', '1234AB'],
    ['1234AB', '1234AB'],
    ['2583xl', '2583XL'],
    ['9999ZZ', '9999ZZ'],
    ['1000 AA', '1000AA'],
    ['1234 SB', '1234SB'],
  ])('%s is %s', (text, kept) => expect(postcode.safeParse(text).data).toBe(kept));

  it.each(['0123 AB', '1234 A1', '12345 AB', '1234 SS', '1234 SA', '1234sd', '1234  AB', '1234', '', ' 1234 AB'])(
    '«%s» is none',
    (text) => expect(postcode.safeParse(text).success).toBe(false),
  );
});

describe('a house number', () => {
  const inFile = (part: object) => postalAddress.safeParse({ postcode: '1234AB', houseNumber: 1, ...part }).success;
  const inRegister = (part: object) => residentRecord.shape.residence.safeParse(part).success;

  it.each([
    [{ houseNumber: 1 }, true],
    [{ houseNumber: 99_999 }, true],
    [{ houseNumber: 0 }, false],
    [{ houseNumber: 100_000 }, false],
    [{ houseNumber: -1 }, false],
    [{ houseNumber: 1.5 }, false],
    [{ letter: 'c' }, true],
    [{ letter: 'LL' }, false],
    [{ addition: 'III' }, true],
    [{ addition: '73c' }, true],
    [{ addition: 'b-2 ' }, true],
    [{ addition: 'hoogs' }, false],
  ])('%o: %s', (part, expected) => expect([inFile(part), inRegister(part)]).toEqual([expected, expected]));

  // The register is the source and is taken as it writes; other files only point at an address.
  it.each([{ letter: '1' }, { letter: 'é' }, { addition: '2/3' }, { addition: '½' }])(
    '%o: only the register',
    (part) => {
      expect([inFile(part), inRegister(part)]).toEqual([false, true]);
    },
  );
});
