import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isIdOf, noticeIdOf } from '#shared/domain/agenda.ts';

/** Few letters, and the separator among them: what differs by where it is cut is met as well. */
const some = fc.string({ unit: fc.constantFrom('a', 'b', '#'), maxLength: 4 });
const key = fc.record({
  ...{ about: some, service: some, occasion: some },
  stage: fc.constantFrom('notice' as const, 'reminder' as const),
});

it('an id is that of the keys that write it, and of no others', () => {
  fc.assert(
    fc.property(key, key, (one, other) => {
      expect(isIdOf(noticeIdOf(one), other)).toBe(noticeIdOf(one) === noticeIdOf(other));
      expect(isIdOf(noticeIdOf(one), one)).toBe(true);
    }),
    { numRuns: 20_000 },
  );
});
