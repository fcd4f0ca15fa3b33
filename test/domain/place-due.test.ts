import { describe, expect, it } from 'vitest';
import type { ResidentRecord } from '#shared/domain/person.ts';
import { placeDue } from '#shared/domain/place-due.ts';
import type { Due, Service } from '#shared/domain/service.ts';
import { aRecord, aRepresentative, on } from '#test/builders.ts';

const window: Due = { occasion: 'one', stage: 'notice', from: on('2026-11-01'), until: on('2026-12-01') };
const serviceWith = (due: Due): Service =>
  ({ id: 'papers', theme: 'travel-document', data: ['documents'], due: () => [due] }) as unknown as Service;
const child = (birthDate: string, over: object = {}): ResidentRecord =>
  aRecord({ person: { birthDate: birthDate as never }, parents: { first: 'mother' }, ...over });
const place = (record: ResidentRecord, due: Due = window) =>
  placeDue({ residentId: 'child', record, linked: new Map([['mother', aRecord()]]) }, [serviceWith(due)], {
    municipality: '9901',
  }).map(({ agenda, to = 'self', from, until, handOver }) =>
    [agenda, handOver ?? to, from.slice(5), until.slice(5)].join(' '),
  );

describe('what is due lies on the agenda of who is to be told', () => {
  it('the parent’s, whole, before the sixteenth birthday', () => {
    expect(place(child('20101201'))).toEqual(['mother parents 11-01 12-01']);
  });
  it('one’s own from that birthday on', () => {
    expect(place(child('20101101'))).toEqual(['child self 11-01 12-01']);
  });
  it('cut in two where the birthday lies within', () => {
    expect(place(child('20101115'))).toEqual(['mother parents 11-01 11-15', 'child self 11-15 12-01']);
  });
  it('with a gap for a person where only the month of birth is known', () => {
    expect(place(child('20101100'), { ...window, from: on('2026-10-20') })).toEqual([
      'mother parents 10-20 11-01',
      'child age-unknown 11-01 12-01',
    ]);
  });
  it('is not cut where the same agenda goes on', () => {
    const record = child('20101115', {
      authority: { overMinor: 'D' },
      representatives: [aRepresentative({ kind: 'guardian' })],
    });
    expect(place(record)).toEqual(['child guardian 11-01 12-01']);
    expect(place(child('20081115'))).toEqual(['child self 11-01 12-01']);
  });
  it('one’s own where a person must look at it', () => {
    expect(place(child('20150101'), { ...window, handOver: 'document-under-investigation' })).toEqual([
      'child document-under-investigation 11-01 12-01',
    ]);
  });
  it('cuts 29 February on 1 March of a common year', () => {
    const record = child('20080229');
    const days = { from: on('2024-02-20'), until: on('2024-03-20') };
    expect(place(record, { ...window, ...days })).toEqual(['mother parents 02-20 02-29', 'child self 02-29 03-20']);
    expect(place(child('20070228'), { ...window, from: on('2023-02-20'), until: on('2023-03-20') })).toEqual([
      'mother parents 02-20 02-28',
      'child self 02-28 03-20',
    ]);
  });
});
