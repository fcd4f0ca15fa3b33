import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { EVIDENCE_CODES, type Evidence, readEvidence, withRecordsOf, written } from '#shared/domain/evidence.ts';
import { on } from '#test/builders.ts';

const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(on('2000-01-01'), days));
const anyEvidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({ code: fc.constantFrom('due' as const, 'brp' as const), value: date }),
  fc.record({ code: fc.constant('to' as const), value: fc.constantFrom('self' as const, 'administrator' as const) }),
  fc.record({ code: fc.constant('cap' as const), value: fc.constantFrom('1of2' as const, 'recovery' as const) }),
  fc.record({ code: fc.constant('by' as const), value: fc.constantFrom('declared' as const, 'not-own' as const) }),
  fc.record({ code: fc.constant('declared' as const), value: date.map((day) => `desk.${day}` as const) }),
  fc.record({ code: fc.constant('after' as const), value: fc.constant('notice' as const) }),
  fc.record({ code: fc.constant('hours' as const), value: fc.constantFrom('9-20' as const, '10-16' as const) }),
);

describe('evidence', () => {
  it('reads as it was written', () => {
    fc.assert(
      fc.property(anyEvidence, (one) => {
        expect(readEvidence(written(one))).toEqual(one);
      }),
    );
  });
  it.each(['', 'due', 'due:', 'due:2026-11-01', 'due-from:2026-11-01', 'letter-by-default', 'constructor:x', 'x:y'])(
    'is nothing that no code wrote: %s',
    (text) => expect(readEvidence(text)).toBeUndefined(),
  );
  it('is short: of the longest message some hundred bytes, so that its notice stays below a kilobyte', () => {
    const longest: Evidence[] = [
      { code: 'due', value: on('2026-11-01') },
      { code: 'after', value: 'recovery' },
      { code: 'to', value: 'administrator' },
      { code: 'cap', value: 'recovery' },
      { code: 'by', value: 'recovery' },
      { code: 'declared', value: `mijnoverheid.${on('2026-11-01')}` },
      { code: 'hours', value: '10-16' },
      { code: 'brp', value: on('2026-11-01') },
    ];
    expect(longest.map(({ code }) => code)).toEqual(EVIDENCE_CODES);
    const lengthOf = (some: readonly Evidence[]) => some.map(written).join(' ').length;
    // What was declared and its hours are in none of letters, which alone tell of four papers at once.
    expect(lengthOf(longest.filter(({ code }) => code !== 'declared' && code !== 'hours'))).toBeLessThanOrEqual(110);
    expect(lengthOf(longest)).toBeLessThanOrEqual(145);
  });
  it('says once how the records stood: as of the try that counts', () => {
    const first = withRecordsOf(['due:20261101', 'to:self'], on('2026-11-20'));
    expect(withRecordsOf(first, on('2026-11-24'))).toEqual(['due:20261101', 'to:self', 'brp:20261124']);
  });
});
