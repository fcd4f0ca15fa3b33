import { describe, expect, it } from 'vitest';
import { brpDate, earliest, fullDate, hasAge, latest } from '#shared/domain/brp-date.ts';
import { on } from '#test/builders.ts';

describe('a BRP date', () => {
  it.each([
    ['20270224', '2027-02-24', '2027-02-24', '2027-02-24'],
    ['19830500', undefined, '1983-05-01', '1983-05-31'],
    ['19840200', undefined, '1984-02-01', '1984-02-29'],
    ['19830000', undefined, '1983-01-01', '1983-12-31'],
    ['00000000', undefined, '0001-01-01', '9999-12-31'],
  ])('%s is fully %s, at the earliest %s and at the latest %s', (value, full, first, last) => {
    expect([fullDate(value), earliest(value), latest(value)]).toEqual([full, first, last]);
    expect(brpDate.safeParse(value).success).toBe(true);
  });

  it.each([
    '20270230',
    '20271301',
    '19830012',
    '00000512',
    '00001200',
    '1983',
    '1983051x',
    '1983-05-1',
    '198305011',
    '',
  ])('%s is none', (value) => {
    expect(brpDate.safeParse(value).success).toBe(false);
  });
});

describe('age on a day', () => {
  const born = (value: string) => brpDate.parse(value);
  it.each([
    ['20101124', '2026-11-23', false],
    ['20101124', '2026-11-24', true],
    ['20101124', '2026-11-25', true],
    ['20101100', '2026-10-31', false],
    ['20101100', '2026-11-24', 'unknown'],
    ['20101100', '2026-11-30', true],
    ['20100000', '2025-12-31', false],
    ['20100000', '2026-01-01', 'unknown'],
    ['20100000', '2026-12-31', true],
    ['20080229', '2024-02-29', true],
    ['20080229', '2024-02-28', false],
    ['20080229', '2025-02-28', true],
    ['20110000', '2026-12-31', false],
    ['20100000', '2026-06-01', 'unknown'],
    ['19500000', '2026-06-01', true],
    ['00000000', '2026-06-01', 'unknown'],
  ])('born %s, 16 on %s: %s', (birth, day, expected) => {
    expect(hasAge(born(birth), 16, on(day))).toBe(expected);
  });
});
