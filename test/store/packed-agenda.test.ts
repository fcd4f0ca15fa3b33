import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agenda, agenda } from '#shared/domain/agenda.ts';
import { packedAgenda, unpackedAgenda } from '#shared/store/packed-agenda.ts';
import { aDeclaration, anAgenda, on, stoppedAs } from '#test/builders.ts';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const id = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const declared = fc
  .record({
    service: id,
    channel: fc.constantFrom('email', 'sms'),
    address: optional(fc.emailAddress()),
    how: fc.constantFrom('form', 'desk', 'phone', 'mijnoverheid', 'page'),
    on: day,
    withdrawn: optional(day),
    asOf: day,
  })
  .filter(({ address, withdrawn }) => (address === undefined) === (withdrawn !== undefined));
const name = fc.oneof(
  id.map((each) => `service:${each}`),
  fc.constantFrom('channel:email', 'channel:sms', 'channel:letter'),
);
const stop = fc.record({ name, on: day, lifted: optional(day) });
const reading = fc.record({
  language: optional(fc.constantFrom('nl', 'fy', 'ar')),
  format: optional(fc.constant('large-print')),
  on: day,
  asOf: day,
});

/** Through what DynamoDB keeps: nothing that is undefined. */
const kept = (next: Agenda): unknown =>
  JSON.parse(JSON.stringify({ addresseeId: next.addresseeId, ...packedAgenda(next) }));
const sorted = (items: readonly unknown[] = []) =>
  items.map((each) => JSON.stringify(each, Object.keys(each as object).sort())).sort();

describe('what a resident said, as it is kept', () => {
  it('is the same when it is read again, whatever it holds', () => {
    const made = fc.record({
      reach: fc.uniqueArray(declared, { selector: (each) => `${each.channel} ${each.service}`, maxLength: 6 }),
      stops: fc.uniqueArray(stop, { selector: (each) => each.name, maxLength: 5 }),
      reading: optional(reading),
    });
    fc.assert(
      fc.property(made, ({ reach, stops, reading }) => {
        const given = JSON.parse(JSON.stringify({ reach, stops, reading }));
        const full = anAgenda(given);
        const again = agenda.parse(unpackedAgenda(kept(full)));
        expect(sorted(again.reach)).toEqual(sorted(full.reach));
        expect(again.stops).toEqual(full.stops);
        expect(again.reading).toEqual(full.reading);
      }),
      { numRuns: 1000 },
    );
  });

  it('can be read by a person, and says an address once', () => {
    const reach = [
      aDeclaration({ asOf: on('2026-09-01') }),
      aDeclaration({ service: 'another' }),
      aDeclaration({ channel: 'sms', withdrawn: on('2026-10-01') }),
    ];
    const stops = [...stoppedAs('channel:sms'), { name: 'service:a', on: on('2026-10-01'), lifted: on('2026-10-05') }];
    expect(
      packedAgenda(
        anAgenda({ reach, stops, reading: { format: 'large-print', on: on('2026-01-01'), asOf: on('2026-01-05') } }),
      ),
    ).toMatchObject({
      reach: {
        email: {
          'anna@example.org': { 'travel-document-expiry': 'form 2026-09-01 +0', another: 'form 2026-09-01 +1' },
        },
        sms: { '-': { 'travel-document-expiry': 'form 2026-09-01 +1 2026-10-01' } },
      },
      stops: ['channel:sms 2026-10-01', 'service:a 2026-10-01 2026-10-05'],
      reading: '- large-print 2026-01-01 +4',
    });
  });

  it.each([
    ['a declaration without a day', { reach: { email: { 'a@example.org': { one: 'form' } } } }],
    ['one that nobody knows how it was said', { reach: { email: { 'a@example.org': { one: 'told 2026-01-01 +0' } } } }],
    ['one of no such channel', { reach: { pigeon: { loft: { one: 'form 2026-01-01 +0' } } } }],
    ['a stop without a day', { stops: ['service:one'] }],
    ['a stop of nothing', { stops: ['everything 2026-01-01'] }],
    ['no language', { reading: 'dutch - 2026-01-01 +0' }],
    ['no delivery', { reading: 'nl - 2026-01-01 soon' }],
  ])('is no agenda with %s', (_, over) => {
    const item = { ...(kept(anAgenda()) as object), ...over };
    expect(agenda.safeParse(unpackedAgenda(item)).success).toBe(false);
  });

  it('is small: an ordinary resident’s whole agenda below half a kilobyte', () => {
    const ordinary = {
      ...anAgenda({ reach: [aDeclaration()], stops: stoppedAs('channel:sms') }),
      addresseeId: 'x'.repeat(22),
    };
    expect(JSON.stringify(kept(ordinary)).length).toBeLessThan(512);
  });
});
