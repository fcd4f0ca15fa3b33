import { describe, expect, it } from 'vitest';
import type { ResidentRecord, TravelDocument } from '#shared/domain/person.ts';
import { placeDue } from '#shared/domain/place-due.ts';
import { travelDocumentExpiry } from '#shared/services/travel-document-expiry/service.ts';
import { aRecord } from '#test/builders.ts';

const all = (record: ResidentRecord) =>
  placeDue({ residentId: 'resident-a', record, linked: new Map() }, [travelDocumentExpiry], { municipality: '9901' });
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
    ['with a day unknown', { expiresOn: '20270200' as never }],
  ])('is silent about a document %s', (_, over) => expect(windows([passport(over)])).toEqual([]));
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
