import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeReason, type Entry, entry, noticeIdOf, relation, stageName } from '#shared/domain/agenda.ts';
import { isPacked, packEntries, unpackEntries } from '#shared/store/packed-entries.ts';
import { anEntry } from '#test/builders.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/);
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const isoDay = day.map((date) => date.toISOString().slice(0, 10));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const ME = 'me-me-me-me-me-me-me-22';

const anyEntry = fc
  .record({
    service: word,
    about: fc.oneof(fc.constant(ME), id),
    occasion: word,
    stage: fc.constantFrom(...stageName.options),
    from: isoDay,
    until: isoDay,
    state: fc.constantFrom('open', 'claimed', 'closed'),
    decided: optional(
      fc.record({ version: fc.nat(9999), of: fc.constantFrom('own', 'same-person', 'sister', 'another') }),
    ),
    reason: optional(fc.constantFrom(...closeReason.options)),
    handOver: optional(word),
    to: optional(fc.constantFrom(...relation.exclude(['self']).options)),
    heed: optional(fc.array(id, { minLength: 1, maxLength: 3 })),
  })
  .map(({ decided, ...rest }): Entry => {
    const key = entry.pick({ service: true, about: true, occasion: true, stage: true }).parse(rest);
    const notices = {
      own: noticeIdOf(key),
      'same-person': noticeIdOf({ ...key, occasion: 'PN-two' }),
      sister: noticeIdOf({ ...key, about: 'address#sister', occasion: 'PN-two' }),
      another: 'x#other#PN-one#notice',
    };
    const given = Object.entries(rest).filter(([, value]) => value !== undefined);
    return entry.parse({
      ...Object.fromEntries(given),
      ...(decided && { version: decided.version, notice: notices[decided.of] }),
    });
  });
const sorted = (entries: readonly unknown[]) =>
  entries.map((each) => JSON.stringify(each, Object.keys(each as object).sort())).sort();

describe('entries as they are kept', () => {
  it('are the same when they are read again, whatever they hold', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyEntry, { selector: noticeIdOf, maxLength: 8 }), (entries) => {
        const packed = packEntries(ME, entries);
        expect(isPacked(packed)).toBe(true);
        expect(sorted(unpackEntries(ME, packed).map((each) => entry.parse(each)))).toEqual(sorted(entries));
      }),
      { numRuns: 2000 },
    );
  });
  it('can be read by a person, and say nothing twice', () => {
    const claimed = anEntry({ state: 'claimed', version: 7, notice: noticeIdOf(anEntry()), to: 'curator' });
    expect(packEntries('resident-a', [claimed])).toEqual({
      'travel-document-expiry': {
        self: { 'PN-one': { notice: 'claimed 2026-11-01 2026-12-01 version:7 to:curator' } },
      },
    });
  });
});
