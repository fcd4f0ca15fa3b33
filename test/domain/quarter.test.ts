import { expect, it } from 'vitest';
import { quarterDayFrom } from '#shared/domain/quarter.ts';
import { on } from '#test/builders.ts';

it.each([
  ['2026-07-01', '2026-07-01'],
  ['2026-07-02', '2026-10-01'],
  ['2026-12-31', '2027-01-01'],
  ['2026-01-01', '2026-01-01'],
  ['2026-10-02', '2027-01-01'],
  ['2028-02-29', '2028-04-01'],
])('somebody born on %s counts for child benefit from %s', (born, day) => expect(quarterDayFrom(on(born))).toBe(day));
