import { describe, expect, it } from 'vitest';
import { deskAllowance } from '#shared/domain/desk-allowance.ts';

describe('what a desk can take a day', () => {
  it.each([
    [40, 0.5, 0.4, 50],
    [40, 0.5, 0.3, 66],
    [100, 0.57, 1, 57],
    [29, 0.1, 0.29, 10],
    [10, 1, 1, 10],
    [40, 0, 0.4, 0],
    [0, 1, 0.4, 0],
  ])('%i slots, a share of %d, an uptake of %d: %i', (slotsPerDay, bufferShare, expectedUptake, messages) => {
    expect(deskAllowance({ slotsPerDay, bufferShare, expectedUptake })).toBe(messages);
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
    expect(() => deskAllowance({ slotsPerDay, bufferShare, expectedUptake })).toThrow(RangeError);
  });
});
