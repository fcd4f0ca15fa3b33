import { describe, expect, it } from 'vitest';
import { loadReachability } from '#functions/load/load-reachability.ts';
import { mobileNumberOf } from '#shared/registers/mobile-number.ts';
import { readDeclared } from '#shared/registers/reachability.ts';
import { whyNotReachability } from '#shared/registers/reachability-columns.ts';
import { anAgenda, on } from '#test/builders.ts';

describe('a mobile number', () => {
  it.each([
    ['0612345678', '+31612345678'],
    ['+31612345678', '+31612345678'],
    ['06-12 34 56 78', '+31612345678'],
    ['0031612345678', '+31612345678'],
    ['+31 (0)6 12345678', '+31612345678'],
    ['(06) 1234.5678', '+31612345678'],
    ['0652345678', '+31652345678'],
    ['0682345678', '+31682345678'],
  ])('%s is %s', (written, number) => expect(mobileNumberOf(written)).toEqual({ number }));

  it.each([
    ['0101234567', 'no-mobile-number'], // fixed
    ['140123', 'no-mobile-number'], // a municipality
    ['14 0123', 'no-mobile-number'],
    ['08001234', 'no-mobile-number'],
    ['0800 0123456', 'no-mobile-number'],
    ['09701234567', 'no-mobile-number'],
    ['097012345678', 'no-mobile-number'], // a machine: what the number plan gives it is 12 digits
    ['061234567', 'no-mobile-number'], // too short
    ['+3161234567890', 'no-mobile-number'], // too long
    ['0600000000', 'no-mobile-number'],
    ['0660123456', 'no-mobile-number'], // a pager
    ['0672345678', 'no-mobile-number'],
    ['0692345678', 'no-mobile-number'],
    ['112', 'no-mobile-number'],
    ['+32470123456', 'foreign-number'],
    ['+447400123456', 'foreign-number'],
    ['0612345678 x5', 'no-phone-number'],
    ['bel 0612345678', 'no-phone-number'],
    ['0612345678, 0612345679', 'no-phone-number'],
    ['anna@example.org', 'no-phone-number'],
    ['+', 'no-phone-number'],
    ['6'.repeat(5000), 'no-phone-number'],
  ])('%s is none: %s', (written, reason) => expect(mobileNumberOf(written)).toEqual({ reason }));
});

const NEW = ['bsn', 'email', 'sms', 'services'];
const OLD = ['bsn', 'email', 'services'];
const BSN = '999990019';

describe('a file of reachabilities', () => {
  it.each([[NEW], [OLD]])('may begin with %o', (header) => expect(whyNotReachability(header)).toBeUndefined());
  it.each([[['bsn', 'sms', 'services']], [[...NEW, 'x']], [['bsn', 'sms', 'email', 'services']], [[]]])(
    'not with %o',
    (header) => expect(whyNotReachability(header)).toContain('bsn;email;sms;services'),
  );

  it('is read by its header', () => {
    const read = (columns: string[], ...fields: string[]) => readDeclared(columns, { line: 2, fields }).declared;
    const services = ['a', 'b'];
    expect(read(NEW, BSN, '', ' 06-12345110 ', 'a, b')).toEqual({ bsn: BSN, email: '', sms: '+31612345110', services });
    expect(read(OLD, BSN, 'a@example.org', 'a,b')).toEqual({ bsn: BSN, email: 'a@example.org', sms: '', services });
    expect(read(NEW, BSN)).toEqual({ bsn: BSN, email: '', sms: '', services: [] });
  });

  it('names the line, the column and a code, never the number', () => {
    const read = (sms: string) => readDeclared(NEW, { line: 7, fields: [BSN, '', sms, 'a'] }).rejects;
    expect(read('+32470123456')).toEqual([
      { line: 7, field: 'sms', reason: 'foreign-number', detail: 'not a Dutch number', severity: 'rejected' },
    ]);
    expect(read('0101234567')).toMatchObject([{ field: 'sms', reason: 'no-mobile-number' }]);
    expect(read('zes')).toMatchObject([{ field: 'sms', reason: 'no-phone-number' }]);
  });

  it('is the whole declaration: what a row leaves out is withdrawn', async () => {
    let agenda = anAgenda();
    const load = (columns: string[], ...fields: string[]) =>
      loadReachability({
        change: async (_, by) => {
          agenda = by(agenda);
          return true;
        },
        pseudonymKey: async () => Buffer.alloc(32),
      })({ kind: 'reachability', asOf: on('2026-11-24'), columns, persons: [{ line: 2, rows: [fields] }] });
    await load(NEW, BSN, 'a@example.org', '0612345110', 'a');
    expect(agenda.reach).toEqual({ email: 'a@example.org', sms: '+31612345110', types: ['a'] });
    const before = agenda;
    await load(NEW, BSN, 'a@example.org', '06 12345110', 'a');
    expect(agenda).toBe(before);
    await load(NEW, BSN, '', '0612345110', 'a');
    expect(agenda.reach).toEqual({ sms: '+31612345110', types: ['a'] });
    await load(OLD, BSN, 'a@example.org', 'a');
    expect(agenda.reach).toEqual({ email: 'a@example.org', types: ['a'] });
    await load(NEW, BSN, '', '', 'a');
    expect(agenda.reach).toBeUndefined();
  });
});
