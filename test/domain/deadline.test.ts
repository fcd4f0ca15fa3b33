import { describe, expect, it } from 'vitest';
import { addSeconds } from '#shared/domain/dates.ts';
import { addMonths, deadline } from '#shared/domain/deadline.ts';
import { travelDocumentExpiry } from '#shared/services/travel-document-expiry/service.ts';
import { aRecord, at, on } from '#test/builders.ts';

describe('a statutory term (Algemene termijnenwet)', () => {
  it.each([
    ['2026-11-27', '2026-12-28', 'Christmas Day, Boxing Day, Sunday'],
    ['2027-04-07', '2027-05-10', '5 May, Ascension Day, the Friday on a level with it'],
    ['2027-02-26', '2027-03-30', 'Good Friday until Easter Monday'],
    ['2026-12-01', '2026-12-29', 'a working day'],
  ])('28 days after %s end on %s: %s', (start, end) => expect(deadline(on(start), 28, 'days')).toBe(end));

  it.each<[number, Parameters<typeof deadline>[2], string, string, string]>([
    [90, 'days', '2026-09-26', '2026-12-28', 'the longest in days'],
    [91, 'days', '2026-09-25', '2026-12-25', 'longer'],
    [12, 'weeks', '2026-10-03', '2026-12-28', 'the longest in weeks'],
    [13, 'weeks', '2026-09-26', '2026-12-26', 'longer'],
    [3, 'months', '2026-09-25', '2026-12-28', 'the longest in months'],
    [4, 'months', '2026-08-25', '2026-12-25', 'longer'],
    [1, 'years', '2025-12-25', '2026-12-25', 'never in years'],
  ])('%i %s after %s end on %s: %s', (count, unit, start, end) => {
    expect(deadline(on(start), count, unit)).toBe(end);
  });

  it.each([
    [3, '2026-11-25', '2026-11-30', 'Thursday, Friday, Saturday: until Monday for the end'],
    [3, '2026-11-26', '2026-11-30', 'Friday, Saturday, Sunday: until Monday for two working days'],
    [3, '2026-11-27', '2026-12-01', 'Saturday, Sunday, Monday: until Tuesday for two working days'],
    [3, '2026-12-24', '2026-12-29', 'two holidays and a Sunday: until Tuesday for two working days'],
    [5, '2027-05-04', '2027-05-11', 'no working day in it at all'],
    [2, '2026-11-27', '2026-11-30', 'shorter than three days: until Monday for the end only'],
    [1, '2026-11-27', '2026-11-30', 'a Saturday'],
    [1, '2026-11-30', '2026-12-01', 'a Tuesday'],
  ])('%i days after %s end on %s: %s', (count, start, end) => expect(deadline(on(start), count, 'days')).toBe(end));

  it('in hours stays where it falls, on a Saturday too', () => {
    expect(addSeconds(at('2026-11-27T10:00:00.000Z'), 24 * 3600)).toBe('2026-11-28T10:00:00.000Z');
  });

  it.each([
    ['20270224', '2026-11-26', '2027-01-25'],
    ['20270325', '2026-12-25', '2027-02-23'], // opens on Christmas Day
    ['20270227', '2026-11-29', '2027-01-28'], // opens on a Sunday
  ])('counted back from %s stays where it falls: %s and %s', (expiresOn, notice, reminder) => {
    const record = aRecord({ documents: [{ kind: 'PN', ref: 'one', expiresOn }] as never });
    const due = travelDocumentExpiry.due(record, { municipality: '9901' });
    expect(due.find(({ stage }) => stage === 'notice')?.from).toBe(notice);
    expect(due.find(({ stage }) => stage === 'reminder')?.from).toBe(reminder);
  });
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-10-31', 4, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2016-02-29', 60, '2021-02-28'],
    ['2016-02-29', 48, '2020-02-29'],
  ])('%s and %i more: %s', (day, months, expected) => expect(addMonths(on(day), months)).toBe(expected));
});
