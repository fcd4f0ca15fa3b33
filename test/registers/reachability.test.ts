import { describe, expect, it } from 'vitest';
import { mobileNumberOf } from '#shared/registers/mobile-number.ts';
import { reachability } from '#shared/registers/reachability.ts';
import { whyNotRows } from '#shared/registers/row-headers.ts';
import { on } from '#test/builders.ts';

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

const BSN = '999990019';
const read = (...fields: string[]) => reachability.read({ line: 7, fields }, on('2026-11-24'));

describe('a row of a reachability file', () => {
  it('is the header’s columns, spaces aside', () => {
    expect(whyNotRows('reachability', ['bsn', 'email', 'services'])).toContain(
      'bsn;service;channel;address;how;declared;withdrawn',
    );
    expect(read(BSN, ' a ', 'sms', ' 06-12345110 ', 'phone', '2026-11-01', ' ').said).toEqual({
      bsn: BSN,
      service: 'a',
      channel: 'sms',
      address: '+31612345110',
      how: 'phone',
      on: '2026-11-01',
    });
  });

  it('names the line, the column and a code, never the number', () => {
    const rejects = (sms: string) => read(BSN, 'a', 'sms', sms, 'form', '2026-11-01', '').rejects;
    expect(rejects('+32470123456')).toEqual([
      { line: 7, field: 'address', reason: 'foreign-number', detail: 'not a Dutch number', severity: 'rejected' },
    ]);
    expect(rejects('0101234567')).toMatchObject([{ field: 'address', reason: 'no-mobile-number' }]);
    expect(rejects('zes')).toMatchObject([{ field: 'address', reason: 'no-phone-number' }]);
  });
});
