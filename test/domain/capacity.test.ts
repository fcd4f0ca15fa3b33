import { describe, expect, it } from 'vitest';
import { leastOf, messagesFor } from '#shared/domain/capacity.ts';

describe('what a capacity can take a day', () => {
  it.each([
    [40, 0.5, 0.4, 50],
    [40, 0.5, 0.3, 66],
    [100, 0.57, 1, 57],
    [29, 0.1, 0.29, 10],
    [10, 1, 1, 10],
    [40, 0, 0.4, 0],
    [0, 1, 0.4, 0],
  ])('%i slots, a share of %d, an uptake of %d: %i', (slotsPerDay, bufferShare, expectedUptake, messages) => {
    expect(messagesFor({ slotsPerDay, bufferShare, expectedUptake })).toBe(messages);
  });
  it.each([
    [1.5, 0.5, 0.5],
    [-1, 0.5, 0.5],
    [10, 1.1, 0.5],
    [10, -0.1, 0.5],
    [10, 0.5, 0],
    [10, 0.5, 1.1],
    [10, Number.NaN, 0.5],
  ])('%d, %d and %d are no figures of a desk', (slotsPerDay, bufferShare, expectedUptake) => {
    expect(() => messagesFor({ slotsPerDay, bufferShare, expectedUptake })).toThrow(RangeError);
  });
});

describe('of several capacities', () => {
  const of = (slotsPerDay: number) => ({ slotsPerDay, bufferShare: 1, expectedUptake: 1 });
  it('the least counts, by its name', () => {
    expect(leastOf({ desk: of(40), phone: of(12), print: of(500) })).toEqual({ limit: 'phone', perDay: 12 });
  });
  it('the share that comes counts, not the number of slots', () => {
    expect(leastOf({ desk: { ...of(40), expectedUptake: 0.1 }, visit: of(50) })).toEqual({
      limit: 'visit',
      perDay: 50,
    });
  });
  it('of equal ones it is always the same, however they are written down', () => {
    expect(leastOf({ print: of(7), desk: of(7) })).toEqual(leastOf({ desk: of(7), print: of(7) }));
  });
  it('there is none where none is named', () => expect(leastOf({})).toBeUndefined());
});
