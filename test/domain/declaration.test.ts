import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Declaration, standingFor, withDeclaration } from '#shared/domain/declaration.ts';
import { aDeclaration, on } from '#test/builders.ts';

const SERVICE = 'travel-document-expiry';
const said = (...rows: readonly Declaration[]): readonly Declaration[] =>
  rows.reduce<readonly Declaration[]>(withDeclaration, []);
const addressAfter = (...rows: readonly Declaration[]) => standingFor(said(...rows), SERVICE, 'email')?.address;

const declared = (day: string, address = 'anna@example.org', asOf = day) =>
  aDeclaration({ on: on(day), address, asOf: on(asOf) });
const withdrawn = (day: string, since = '2026-09-01') =>
  aDeclaration({ on: on(since), withdrawn: on(day), asOf: on(day) });

describe('what a resident declared', () => {
  it('is for one service and one channel, and lets nothing else', () => {
    const reach = said(aDeclaration(), aDeclaration({ service: 'another', channel: 'sms', address: '+31612345110' }));
    expect(standingFor(reach, SERVICE, 'email')?.address).toBe('anna@example.org');
    expect(standingFor(reach, SERVICE, 'sms')).toBeUndefined();
    expect(standingFor(reach, 'another', 'email')).toBeUndefined();
    expect(standingFor(undefined, SERVICE, 'email')).toBeUndefined();
  });

  it('may be another address for another service', () => {
    const reach = said(aDeclaration(), aDeclaration({ service: 'another', address: 'werk@example.org' }));
    expect(standingFor(reach, SERVICE, 'email')?.address).toBe('anna@example.org');
    expect(standingFor(reach, 'another', 'email')?.address).toBe('werk@example.org');
  });

  it('keeps of what was withdrawn how and when, and no address', () => {
    expect(said(declared('2026-09-01'), { ...withdrawn('2026-10-01'), address: 'anna@example.org' })).toEqual([
      {
        service: SERVICE,
        channel: 'email',
        how: 'form',
        on: '2026-09-01',
        withdrawn: '2026-10-01',
        asOf: '2026-10-01',
      },
    ]);
  });

  it('counts by the day on which it was said, whatever file comes last', () => {
    const rows = [declared('2026-09-01'), withdrawn('2026-10-01'), declared('2026-11-01', 'new@example.org')] as const;
    const [first, no, again] = rows;
    expect(addressAfter(first, no)).toBeUndefined();
    expect(addressAfter(no, first)).toBeUndefined();
    for (const order of [rows, [again, no, first], [no, again, first], [again, first, no]])
      expect(addressAfter(...order)).toBe('new@example.org');
  });

  it('is withdrawn when it was declared and withdrawn on one day, in whatever order that is heard', () => {
    expect(addressAfter(declared('2026-10-01'), withdrawn('2026-10-01'))).toBeUndefined();
    expect(addressAfter(withdrawn('2026-10-01'), declared('2026-10-01'))).toBeUndefined();
  });

  it('is corrected by a later delivery, and not by an earlier one that comes late', () => {
    const wrong = declared('2026-09-01', 'ana@example.org', '2026-09-02');
    const right = declared('2026-09-01', 'anna@example.org', '2026-09-03');
    expect(addressAfter(wrong, right)).toBe('anna@example.org');
    expect(addressAfter(right, wrong)).toBe('anna@example.org');
  });

  it('is not news when a later delivery says it again', () => {
    const known = said(declared('2026-09-01'));
    expect(withDeclaration(known, declared('2026-09-01', 'anna@example.org', '2026-11-24'))).toBe(known);
    const gone = said(withdrawn('2026-10-01'));
    expect(withDeclaration(gone, { ...withdrawn('2026-10-01'), asOf: on('2026-11-24') })).toBe(gone);
  });

  it('comes to the same in every order of files', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-09-${`${n}`.padStart(2, '0')}`);
    const row = fc.record({
      day,
      isNo: fc.boolean(),
      service: fc.constantFrom(SERVICE, 'another'),
      channel: fc.constantFrom('email' as const, 'sms' as const),
    });
    const rows = fc.uniqueArray(row, { selector: (each) => JSON.stringify(each), maxLength: 12 });
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (made, random) => {
        const all = made.map(({ day, isNo, ...rest }) =>
          aDeclaration(
            isNo
              ? { ...rest, on: on('2026-08-01'), withdrawn: on(day), asOf: on(day) }
              : { ...rest, on: on(day), address: `at-${day}`, asOf: on(day) },
          ),
        );
        const shuffled = all
          .map((each) => ({ each, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        const sorted = (reach: readonly Declaration[]) => reach.map((each) => JSON.stringify(each)).sort();
        expect(sorted(said(...shuffled))).toEqual(sorted(said(...all)));
      }),
      { numRuns: 500 },
    );
  });
});
