import { describe, expect, it } from 'vitest';
import { isBsn, isTestBsn, syntheticBsn, toSyntheticBsn } from '#shared/domain/bsn.ts';

describe('a BSN', () => {
  it.each([
    '111222333',
    '211551557',
    '123456782',
    '999992806',
    '999990019',
    '999993653',
    '999995121',
    '000000012',
    '000009830',
    '999999400',
  ])('%s is one', (value) => expect(isBsn(value)).toBe(true));

  it.each([
    ['fails the test', '123456789'],
    ['fails the test', '111222334'],
    ['fails the test', '999991111'],
    ['fails the test, though the DDAS examples have it', '999012345'],
    ['fails the test, though the DDAS examples have it', '111111111'],
    ['is nothing but zeros', '000000000'],
    ['has eight digits', '12345678'],
    ['has ten digits', '1234567820'],
    ['has a space', '1112 22333'],
    ['has a letter', '11122233A'],
    ['has digits of another script', '١١١٢٢٢٣٣٣'],
  ])('what %s is none: %s', (_, value) => expect(isBsn(value)).toBe(false));
});

describe('the ranges for tests', () => {
  const count = (prefix: string, digits: number) =>
    Array.from({ length: 10 ** digits }, (_, number) => `${prefix}${`${number}`.padStart(digits, '0')}`).filter(
      isTestBsn,
    ).length;

  it.each([
    ['0000', 5, 9_090],
    ['99999', 4, 909],
  ])('%s and %i more digits hold %i', (prefix, digits, expected) => expect(count(prefix, digits)).toBe(expected));

  it.each([
    ['999990019', true],
    ['000009830', true],
    ['000000012', true],
    ['111222333', false],
    ['123456782', false],
    ['999900018', false],
    ['000000000', false],
  ])('%s: %s', (value, expected) => expect(isTestBsn(value)).toBe(expected));
});

describe('a synthetic number', () => {
  const made = Array.from({ length: 20_000 }, (_, index) => toSyntheticBsn(index * 4_999)).filter(
    (each) => each !== undefined,
  );

  it('can never be a BSN, nor another one', () => {
    expect(made.filter((each) => isBsn(each))).toEqual([]);
    expect(made.filter((each) => !syntheticBsn.safeParse(each).success)).toEqual([]);
    expect(new Set(made).size).toBe(made.length);
  });
  it('exists for ten in eleven', () => expect(made.length / 20_000).toBeCloseTo(10 / 11, 2));
  it.each(['111222333', '999990019', '123456789', '00000001', 'x00000010'])('%s is none', (value) => {
    expect(syntheticBsn.safeParse(value).success).toBe(false);
  });
});
