import { describe, expect, it } from 'vitest';
import { addSeconds, clockOf, dayOf } from '#shared/domain/dates.ts';
import { hasOpened, hoursOf, secondsUntilClose } from '#shared/domain/hours.ts';
import { at, on } from '#test/builders.ts';

describe('the hours of e-mails and texts', () => {
  it.each([
    ['2026-11-24', '09:00', '20:00'], // Tuesday
    ['2026-11-28', '10:00', '16:00'], // Saturday
  ])('%s: from %s to %s', (day, opens, closes) => expect(hoursOf(on(day))).toEqual({ opens, closes }));

  it.each([
    ['a Sunday', '2026-11-29'],
    ['Good Friday', '2027-03-26'],
    ['Easter Monday', '2027-03-29'],
    ['Ascension Day', '2027-05-06'],
    ['5 May', '2027-05-05'],
    ['King’s Day on a Saturday', '2030-04-27'],
    ['Boxing Day on a Saturday', '2026-12-26'],
    ['New Year', '2027-01-01'],
  ])('are none on %s', (_, day) => expect(hoursOf(on(day))).toBeUndefined());

  it.each([
    ['before opening, in winter', '2026-11-24T07:59:59.999Z', 0],
    ['at opening', '2026-11-24T08:00:00.000Z', 11 * 3600],
    ['before opening, in summer', '2027-06-01T06:59:59.999Z', 0],
    ['at opening, in summer', '2027-06-01T07:00:00.000Z', 11 * 3600],
    ['a second before closing', '2026-11-24T18:59:59.000Z', 1],
    ['half a second before closing', '2026-11-24T18:59:59.500Z', 1],
    ['at closing', '2026-11-24T19:00:00.000Z', 0],
    ['Saturday before opening', '2026-11-28T08:59:00.000Z', 0],
    ['Saturday', '2026-11-28T09:00:00.000Z', 6 * 3600],
    ['Saturday at closing', '2026-11-28T15:00:00.000Z', 0],
    ['Monday after the clock went back', '2026-10-26T18:00:00.000Z', 3600],
    ['Saturday before it went back', '2026-10-24T13:00:00.000Z', 3600],
  ])('%s', (_, time, expected) => expect(secondsUntilClose(at(time))).toBe(expected));
});

describe('the hours have opened since', () => {
  it.each([
    ['yesterday evening, on a weekday at nine', '2026-11-23T19:30:00.000Z', '2026-11-24T08:00:00.000Z', true],
    ['yesterday evening, a minute before nine', '2026-11-23T19:30:00.000Z', '2026-11-24T07:59:00.000Z', false],
    ['this morning before nine', '2026-11-24T07:59:00.000Z', '2026-11-24T08:15:00.000Z', true],
    ['nine itself: that was open already', '2026-11-24T08:00:00.000Z', '2026-11-24T08:15:00.000Z', false],
    ['Friday, on Saturday at nine', '2026-11-27T17:00:00.000Z', '2026-11-28T08:00:00.000Z', false],
    ['Friday, on Saturday at ten', '2026-11-27T17:00:00.000Z', '2026-11-28T09:00:00.000Z', true],
    ['Saturday, on Sunday', '2026-11-28T17:00:00.000Z', '2026-11-29T11:00:00.000Z', false],
    ['Saturday, on Monday', '2026-11-28T17:00:00.000Z', '2026-11-30T08:00:00.000Z', true],
    ['yesterday, but they have closed again', '2026-11-23T19:30:00.000Z', '2026-11-24T19:00:00.000Z', false],
    ['before Christmas, on Boxing Day', '2026-12-24T20:00:00.000Z', '2026-12-26T11:00:00.000Z', false],
  ])('%s', (_, since, time, expected) => expect(hasOpened(at(since), at(time))).toBe(expected));
});

/** Every minute of these days, by a rule written otherwise: what the wall clock says, and where a text given up then would end. */
describe.each([
  ['when the clock goes forward', '2027-03-26T00:00:00.000Z', 5],
  ['when the clock goes back', '2026-10-23T00:00:00.000Z', 5],
  ['at the end of the year', '2026-12-24T00:00:00.000Z', 12],
])('every minute %s', (_, first, days) => {
  const minutes = Array.from({ length: days * 24 * 60 }, (_, minute) => addSeconds(at(first), minute * 60));
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Amsterdam',
    weekday: 'short',
    hour: '2-digit',
    hour12: false,
  });

  it('is open by the wall clock only', () => {
    const wrong = minutes.filter((minute) => {
      const [weekday = '', hour = ''] = wall.format(Date.parse(minute)).replace(',', '').split(' ');
      const isOpen = weekday === 'Sat' ? +hour >= 10 && +hour < 16 : weekday !== 'Sun' && +hour >= 9 && +hour < 20;
      const isHoliday = ['03-26', '03-29', '12-25', '12-26', '01-01'].includes(dayOf(minute).slice(5));
      return secondsUntilClose(minute) > 0 !== (isOpen && !isHoliday);
    });
    expect(wrong).toEqual([]);
  });

  it('ends at the closing hour of the same day', () => {
    const ends = minutes
      .filter((minute) => secondsUntilClose(minute) > 0)
      .map((minute) => ({ from: dayOf(minute), end: addSeconds(minute, secondsUntilClose(minute)) }));
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter(({ from, end }) => dayOf(end) !== from)).toEqual([]);
    expect(new Set(ends.map(({ end }) => clockOf(end)))).toEqual(
      new Set(ends.map(({ from }) => hoursOf(from)?.closes)),
    );
  });
});
