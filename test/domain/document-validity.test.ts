import { describe, expect, it } from 'vitest';
import { brpDate } from '#shared/domain/brp-date.ts';
import { lastDayOf } from '#shared/domain/document-validity.ts';
import { on } from '#test/builders.ts';

describe('the last day of a passport or identity card', () => {
  it.each([
    ['2016-11-24', '19800101', '2026-11-24', 'an adult'],
    ['2016-11-24', '19981124', '2026-11-24', '18 on the day'],
    ['2016-11-24', '19981125', '2021-11-24', '17 for one more day'],
    ['2016-11-24', '20080101', '2021-11-24', 'a child'],
    ['2014-03-08', '19800101', '2019-03-08', 'issued the day before'],
    ['2014-03-09', '19800101', '2024-03-09', 'issued on the first day'],
    ['2014-03-08', '00000000', '2019-03-08', 'issued before: the age does not matter'],
    ['2016-11-24', '19980000', 'unknown', '17 or 18'],
    ['2016-11-24', '19970000', '2026-11-24', 'at least 18'],
    ['2016-11-24', '19981100', 'unknown', '17 or 18'],
    ['2016-11-24', '19981200', '2021-11-24', '17'],
    ['2016-11-24', '00000000', 'unknown', 'any age'],
    ['2016-02-29', '19800101', '2026-02-28', 'a day that the last year does not have'],
  ])('issued on %s, born %s: %s (%s)', (issuedOn, birth, expected) => {
    expect(lastDayOf(on(issuedOn), brpDate.parse(birth))).toBe(expected);
  });
});
