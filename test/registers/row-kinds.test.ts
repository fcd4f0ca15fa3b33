import { describe, expect, it } from 'vitest';
import { type RowKindName, rowKindNames, whyNotRows } from '#shared/registers/row-headers.ts';
import { rowKinds } from '#shared/registers/row-kinds.ts';
import { aRepresentative, on } from '#test/builders.ts';

const BSN = '000009830';
const asOf = on('2026-11-24');
const read = <Kind extends RowKindName>(kind: Kind, row: string) =>
  rowKinds[kind].read({ line: 7, fields: row.split(';') }, asOf);
const reasons = (kind: RowKindName, row: string) =>
  read(kind, row).rejects.map(({ line, field, reason, severity }) => [line, field, reason, severity].join(' '));

const CURATOR = `${BSN};curator;Stichting Bescherming Voorbeeldstad;Kantoorplein;8;;;9902 cc;Voorbeeldstad;2020-01-01;`;
/** The row above with one field changed. */
const but = (column: string, value: string): string =>
  CURATOR.split(';')
    .map((field, index) => (rowKinds.representatives.header[index] === column ? value : field))
    .join(';');

describe('a row of a file of representatives', () => {
  it('says who acts, and where they are written to', () => {
    expect(read('representatives', CURATOR).said).toEqual({ bsn: BSN, kind: 'curator', is: aRepresentative() });
  });
  it('takes what may be left out, and spaces around a field', () => {
    const row = ` ${BSN} ;guardian; Jeugdbescherming ;Plein;12;a;bis;1234AB;Stad;2024-01-01;2027-01-01`;
    expect(read('representatives', row).said?.is).toEqual({
      kind: 'guardian',
      name: 'Jeugdbescherming',
      street: 'Plein',
      houseNumber: 12,
      letter: 'a',
      addition: 'bis',
      postcode: '1234AB',
      town: 'Stad',
      from: '2024-01-01',
      until: '2027-01-01',
    });
  });
  it('withdraws with an empty name, whatever else it holds', () => {
    expect(read('representatives', `${BSN};administrator;;;;;;;;;`).said).toEqual({ bsn: BSN, kind: 'administrator' });
  });
  it.each([
    ['bsn', '123456789', 'not-allowed'],
    ['kind', 'bewindvoerder', 'invalid-value'],
    ['name', 'x'.repeat(201), 'too-big'],
    ['street', '', 'too-small'],
    ['housenumber', '12a', 'invalid-format'],
    ['housenumber', '0', 'invalid-format'],
    ['housenumber', '100000', 'invalid-format'],
    ['letter', 'ab', 'too-big'],
    ['addition', '12345', 'too-big'],
    ['postcode', '0123AB', 'invalid-format'],
    ['town', ' ', 'too-small'],
    ['from', '01-02-2020', 'invalid-format'],
    ['from', '', 'invalid-format'],
    ['until', '2020-02-30', 'invalid-format'],
    ['until', '2020-01-01', 'not-allowed'],
  ])('with %s %j is rejected by its field', (column, value, reason) => {
    expect(reasons('representatives', but(column, value))).toEqual([`7 ${column} ${reason} rejected`]);
  });
  it('never repeats what it held', () => {
    const { rejects } = read('representatives', but('kind', 'geheim'));
    expect(JSON.stringify(rejects)).not.toContain('geheim');
  });
});

describe('a row of a file of document events', () => {
  it.each(['requested', 'issued', 'appointment', 'cancelled'])('says that something was %s', (event) => {
    expect(read('document-events', `${BSN};PN;${event};2026-11-24`).said).toEqual({
      bsn: BSN,
      kind: 'PN',
      event,
      on: '2026-11-24',
    });
  });
  it.each([
    [`${BSN};PD;issued;2026-11-24`, 'kind invalid-value'],
    [`${BSN};PN;verloren;2026-11-24`, 'event invalid-value'],
    [`${BSN};PN;issued;24-11-2026`, 'date invalid-format'],
    [`${BSN};PN;issued;2026-11-25`, 'date not-allowed'],
    [';PN;issued;2026-11-24', 'bsn not-allowed'],
  ])('%s: %s', (row, reason) => {
    expect(reasons('document-events', row)).toEqual([`7 ${reason} rejected`]);
  });
});

describe('a row of a file of reachabilities', () => {
  it('says by which channel messages of one service may come, and where', () => {
    expect(read('reachability', `${BSN}; one ;email; a@example.org ;form;2026-11-01;`).said).toEqual({
      bsn: BSN,
      service: 'one',
      channel: 'email',
      address: 'a@example.org',
      how: 'form',
      on: '2026-11-01',
    });
  });
  it.each(['a@example.org', '', 'no address at all'])('withdraws, whatever stands there as address: %j', (address) => {
    expect(read('reachability', `${BSN};one;email;${address};phone;2026-11-01;2026-11-24`).said).toEqual({
      bsn: BSN,
      service: 'one',
      channel: 'email',
      how: 'phone',
      on: '2026-11-01',
      withdrawn: '2026-11-24',
    });
  });
});

describe('a row of a file of stops', () => {
  it.each(['service:travel-document-expiry', 'channel:email', 'channel:sms', 'channel:letter'])('stops %s', (name) => {
    expect(read('stops', `${BSN};${name};2026-11-24;`).said).toEqual({ bsn: BSN, name, on: '2026-11-24' });
  });
  it('lifts what was stopped', () => {
    const said = { bsn: BSN, name: 'channel:sms', on: '2026-11-01', lifted: '2026-11-20' };
    expect(read('stops', `${BSN};channel:sms;2026-11-01;2026-11-20`).said).toEqual(said);
  });
  it.each([
    ['travel-document-expiry;2026-11-24;', 'stop invalid-format'],
    ['channel:pigeon;2026-11-24;', 'stop invalid-format'],
    ['service:Eén;2026-11-24;', 'stop invalid-format'],
    [`service:${'a'.repeat(41)};2026-11-24;`, 'stop invalid-format'],
    ['channel:sms;;', 'since invalid-format'],
    ['channel:sms;2026-11-25;', 'since not-allowed'],
    ['channel:sms;2026-11-24;yes', 'lifted invalid-format'],
    ['channel:sms;2026-11-20;2026-11-19', 'lifted not-allowed'],
    ['channel:sms;2026-11-20;2026-11-25', 'lifted not-allowed'],
  ])('%s: %s', (row, reason) => expect(reasons('stops', `${BSN};${row}`)).toEqual([`7 ${reason} rejected`]));
});

describe('a row of a file of how residents read', () => {
  it.each([
    ['fy;large-print;2026-11-24', { language: 'fy', format: 'large-print', on: '2026-11-24' }],
    ['ar;;2026-11-24', { language: 'ar', on: '2026-11-24' }],
    [';;2026-11-24', { on: '2026-11-24' }],
  ])('%s', (row, said) => expect(read('reading', `${BSN};${row}`).said).toEqual({ bsn: BSN, ...said }));
  it.each([
    ['nederlands;;2026-11-24', 'language not-allowed'],
    ['NL;;2026-11-24', 'language not-allowed'],
    ['xx;;2026-11-24', 'language not-allowed'],
    ['nl;braille;2026-11-24', 'format invalid-value'],
    ['nl;;24-11-2026', 'since invalid-format'],
    ['nl;;2026-11-25', 'since not-allowed'],
  ])('%s: %s', (row, reason) => expect(reasons('reading', `${BSN};${row}`)).toEqual([`7 ${reason} rejected`]));
});

describe('a row of a file of consents', () => {
  it('names the party and the purpose, and until when', () => {
    const row = `${BSN};energiebedrijf;vroegsignalering;desk;2026-11-01`;
    const said = { bsn: BSN, party: 'energiebedrijf', purpose: 'vroegsignalering', how: 'desk', given: '2026-11-01' };
    expect(read('consents', `${row};`).said).toEqual(said);
    expect(read('consents', `${row};2026-11-24`).said).toEqual({ ...said, withdrawn: '2026-11-24' });
  });
  it.each([
    ['Energiebedrijf BV;x;desk;2026-11-01;', 'party invalid-format'],
    ['x;;desk;2026-11-01;', 'purpose invalid-format'],
    ['x;y;assumed;2026-11-01;', 'how invalid-value'],
    ['x;y;desk;;', 'given invalid-format'],
    ['x;y;desk;2026-11-25;', 'given not-allowed'],
    ['x;y;desk;2026-11-02;2026-11-01', 'withdrawn not-allowed'],
  ])('%s: %s', (row, reason) => expect(reasons('consents', `${BSN};${row}`)).toEqual([`7 ${reason} rejected`]));
});

describe.each(rowKindNames)('a file of %s', (kind) => {
  const { header } = rowKinds[kind];
  it('is known by its header alone', () => {
    expect(whyNotRows(kind, header)).toBeUndefined();
    for (const wrong of [[], header.slice(1), [...header, 'more'], [...header].reverse()])
      expect(whyNotRows(kind, wrong)).toContain(header.join(';'));
  });
  it('says nothing by a row of which a field is missing or one too many', () => {
    for (const count of [1, header.length - 1, header.length + 1])
      expect(reasons(kind, Array.from({ length: count }, () => BSN).join(';'))).toEqual([
        '7  wrong-number-of-fields rejected',
      ]);
  });
});
