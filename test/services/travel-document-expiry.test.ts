import { describe, expect, it } from 'vitest';
import { fullDate } from '#shared/domain/brp-date.ts';
import { daysBetween, type IsoDate } from '#shared/domain/dates.ts';
import type { ResidentRecord, TravelDocument } from '#shared/domain/person.ts';
import { placeDue } from '#shared/domain/place-due.ts';
import type { Service } from '#shared/domain/service.ts';
import { servicesOf } from '#shared/services/index.ts';
import { travelDocumentExpiry } from '#shared/services/travel-document-expiry/service.ts';
import { aRecord } from '#test/builders.ts';

const place = (record: ResidentRecord, services: readonly Service[]) =>
  placeDue({ residentId: 'resident-a', record, linked: new Map() }, services, { municipality: '9901' });
const all = (record: ResidentRecord) => place(record, [travelDocumentExpiry]);
const due = (record: ResidentRecord) => all(record).filter(({ stage }) => stage === 'notice');
const passport = (over: Partial<TravelDocument> = {}): TravelDocument =>
  ({ kind: 'PN', ref: 'one', expiresOn: '20270224', ...over }) as TravelDocument;
const windows = (documents: TravelDocument[]) => due(aRecord({ documents })).map(({ occasion }) => occasion);

describe('who is due', () => {
  it('gives a reminder from 30 until 14 days before the last day', () => {
    expect(all(aRecord({ documents: [passport()] })).filter(({ stage }) => stage === 'reminder')).toMatchObject([
      { occasion: 'PN-one', from: '2027-01-25', until: '2027-02-10' },
    ]);
  });
  it('gives a notice from 90 until 60 days before the last day', () => {
    expect(due(aRecord({ documents: [passport()] }))).toEqual([
      {
        service: 'travel-document-expiry',
        agenda: 'resident-a',
        occasion: 'PN-one',
        stage: 'notice',
        from: '2026-11-26',
        until: '2026-12-26',
      },
    ]);
  });
  it.each<[string, Partial<TravelDocument>]>([
    ['handed in', { withdrawn: { reason: 'I' } as never }],
    ['missing since a day', { withdrawn: { on: '20260101' } as never }],
    ['of another kind', { kind: 'PD' }],
  ])('is silent about a document %s', (_, over) => expect(windows([passport(over)])).toEqual([]));
  it.each([
    ['20270531', '2027-03-02'],
    ['20270601', '2027-02-01'],
    ['20270831', '2027-05-03'],
    ['20270901', '2027-06-03'],
  ])('opens the notice for %s on %s: earlier for the summer', (expiresOn, from) => {
    const [notice] = due(aRecord({ documents: [passport({ expiresOn: expiresOn as never })] }));
    expect(notice?.from).toBe(from);
    expect(daysBetween(notice?.until as IsoDate, fullDate(expiresOn) as IsoDate)).toBe(60);
  });
  it.each([
    ['20270200', '2026-11-03', '2026-12-30'],
    ['20270000', '2026-10-03', '2027-11-01'],
    ['00000000', '2000-01-01', '2100-01-01'],
  ])('hands a document over of which %s is all that is known of the last day', (expiresOn, from, until) => {
    expect(all(aRecord({ documents: [passport({ expiresOn: expiresOn as never })] }))).toEqual([
      {
        service: 'travel-document-expiry',
        agenda: 'resident-a',
        occasion: 'PN-one-date',
        stage: 'notice',
        from,
        until,
        handOver: 'date-incomplete',
      },
    ]);
  });
  it('is silent about such a document when one of the same kind surely runs longer', () => {
    const [old, longer] = [passport({ expiresOn: '20270000' as never }), { ref: 'new' }];
    const newest = (expiresOn: string) => windows([old, passport({ ...longer, expiresOn: expiresOn as never })]);
    expect(newest('20280101')).toEqual(['PN-new']);
    expect(newest('20271231')).toEqual(['PN-one-date', 'PN-new']);
  });
  it('is silent when a newer one of the same kind exists, and not for the other kind', () => {
    expect(windows([passport(), passport({ ref: 'new', expiresOn: '20360101' as never })])).toEqual(['PN-new']);
    expect(windows([passport(), passport({ kind: 'NI', ref: 'new' })])).toEqual(['PN-one', 'NI-new']);
  });
  it.each([
    ['elsewhere', { residence: { municipality: '0363' } }],
    ['suspended', { registration: { suspension: 'E' as const } }],
    ['deceased', { death: { date: '20260000' as never } }],
  ])('is silent about a holder who is %s', (_, over) => expect(due(aRecord(over))).toEqual([]));
  it.each([
    ['under 16 without a parent we know', { person: { birthDate: '20110101' as never } }, 'no-parent-at-address'],
    ['under curatele', { authority: { curatele: true } }, 'curator-unknown'],
    ['of unknown age', { person: { birthDate: '00000000' as never } }, 'age-unknown'],
    [
      'at an address under investigation',
      { residence: { underInvestigation: '081100' } },
      'address-under-investigation',
    ],
    ['at no address to write to', { residence: { postcode: undefined } }, 'address-unwritable'],
  ])('hands a holder %s over to a person', (_, over, reason) => {
    expect(due(aRecord(over))).toMatchObject([{ handOver: reason }]);
  });
  it('hands a document under investigation over', () => {
    const record = aRecord({ documents: [passport({ underInvestigation: '123550' })] });
    expect(due(record)).toMatchObject([{ handOver: 'document-under-investigation' }]);
  });
});

describe('an application', () => {
  const applied = (on: string, kind = 'PN', event = 'requested') =>
    all(aRecord({ documents: [passport()], applications: [{ kind, event, on }] as never })).map(({ stage }) => stage);
  it.each(['requested', 'issued', 'appointment'])('that was %s in the last year closes every stage', (event) => {
    expect(applied('2026-02-24', 'PN', event)).toEqual([]);
    expect(applied('2027-03-10', 'PN', event)).toEqual([]);
  });
  it('of before is for the document itself, and one of the other kind changes nothing', () => {
    expect(applied('2026-02-23')).toEqual(['notice', 'reminder']);
    expect(applied('2026-12-01', 'NI')).toEqual(['notice', 'reminder']);
  });
});

describe('the stage expired', () => {
  const [on] = servicesOf({ 'travel-document-expiry': { extraStages: ['expired'] } });
  const expired = (record: ResidentRecord, services = [on as Service]) =>
    place(record, services).filter(({ stage }) => stage === 'expired');
  const holder = (over: Parameters<typeof aRecord>[0] = {}) => aRecord({ documents: [passport()], ...over });
  const born = (birthDate: string) => holder({ person: { birthDate: birthDate as never } });

  it('is off unless the settings name it', () => {
    expect(expired(holder(), servicesOf({ 'travel-document-expiry': {} }))).toEqual([]);
    expect(expired(holder(), [travelDocumentExpiry])).toEqual([]);
  });
  it('opens from 14 until 28 days after the last day', () => {
    expect(expired(holder())).toMatchObject([{ occasion: 'PN-one', from: '2027-03-10', until: '2027-03-24' }]);
  });
  it.each([
    ['an identity card that runs longer', { kind: 'NI' as const, expiresOn: '20270310' }, []],
    ['another one that is over as well', { kind: 'NI' as const, expiresOn: '20270309' }, [undefined]],
    ['one that was handed in', { kind: 'NI' as const, expiresOn: '20300101', withdrawn: { reason: 'I' } }, [undefined]],
    ['one that may run longer', { kind: 'NI' as const, expiresOn: '20270300' }, ['date-incomplete']],
    ['a document of another kind', { kind: 'TN', expiresOn: '20300101' }, []],
  ])('looks at %s', (_, other, expected) => {
    const documents = [passport(), passport({ ref: 'other', ...(other as object) })];
    const found = expired(holder({ documents })).filter(({ occasion }) => occasion === 'PN-one');
    expect(found.map(({ handOver }) => handOver)).toEqual(expected);
  });
  it.each([
    ['turns fourteen that day', '20130310', ['no-parent-at-address']],
    ['is thirteen that day', '20130311', []],
    ['may be thirteen or fourteen', '20130000', ['age-unknown']],
    ['may be anything', '00000000', ['age-unknown']],
  ])('for a holder who %s', (_, birthDate, expected) => {
    expect(expired(born(birthDate)).map(({ handOver }) => handOver)).toEqual(expected);
  });
  it('is closed by an application', () => {
    const applications = [{ kind: 'PN', event: 'appointment', on: '2027-03-01' }] as never;
    expect(expired(holder({ applications }))).toEqual([]);
  });
});

describe('the facts', () => {
  it('are those of the occasions asked for, earliest first', () => {
    const record = aRecord({
      documents: [passport({ kind: 'NI', ref: 'b', expiresOn: '20270310' as never }), passport()],
    });
    const facts = travelDocumentExpiry.facts(record, ['PN-one', 'NI-b']);
    expect(travelDocumentExpiry.documents(facts)).toEqual([
      { kind: 'PN', expiresOn: '2027-02-24' },
      { kind: 'NI', expiresOn: '2027-03-10' },
    ]);
  });
});
