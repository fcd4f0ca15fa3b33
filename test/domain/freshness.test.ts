import { expect, it } from 'vitest';
import { staleRegister } from '#shared/domain/freshness.ts';
import { on } from '#test/builders.ts';

const TODAY = on('2026-11-24');

it.each([
  [{ persons: 7 }, { persons: on('2026-11-17') }, undefined],
  [{ persons: 7 }, { persons: on('2026-11-16') }, 'persons'],
  [{ persons: 7 }, {}, 'persons'],
  [{ persons: 7 }, { reachability: TODAY }, 'persons'],
  [{ persons: 7, representatives: 1 }, { persons: TODAY, representatives: on('2026-11-22') }, 'representatives'],
  [{}, {}, undefined],
] as const)('with %j of %j, stale is %s', (freshness, delivered, stale) => {
  expect(staleRegister(freshness, delivered, TODAY)).toBe(stale);
});
