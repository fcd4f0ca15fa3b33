import { describe, expect, it } from 'vitest';
import { canaryIn, canaryScan } from './canaries.ts';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('personal data in a line', () => {
  it.each([
    ['a name', '{"msg":"x","who":"Qxachterb"}'],
    ['a name in capitals', 'QXACHTERB'],
    ['a name with its accents taken apart', 'Qxvoornaa\u0308mb'.normalize('NFD')],
    ['a name in pieces', 'Q x a c h t e r b'],
    ['a name cut by signs', 'Qx-ach.ter_b'],
    ['a name as JSON escapes it', '\\u0051xachter'],
    ['a name percent-encoded', '%51xachterb'],
    ['a name in base64', `token=${base64('voor Qxachterb')}`],
    ['a name in base64 behind something else', `xy${base64('Qxvoornaam en meer')}`],
    ['a name in hexadecimal', Buffer.from('Qxachterb').toString('hex')],
    ['an e-mail address', 'sent to qxpost1234@example.org'],
    ['an e-mail address in base64url', Buffer.from('qxpost1234@example.org').toString('base64url')],
    ['a street', 'Qxstraatc 3'],
    ['a mobile number', '+31612710009'],
    ['a mobile number as it is written', '06-127 100 09'],
    ['a BSN', 'bsn 000010009 is'],
    ['an A-number', '"9988000001"'],
    ['the number of a document', 'QXDOCUMENT12'],
    ['a key', 'a5'.repeat(32)],
  ])('is found: %s', (_, line) => {
    expect(canaryIn(line)).toBeDefined();
  });

  it.each([
    '{"msg":"planned","date":"2026-11-23","candidates":4}',
    'copies/8495ef64623799476df00157971b769d/2-1-840b389f96b1.json',
    '{"v":2,"noticeId":"u3sqQDE9nZkNvlMOfR1Uf3#travel-document-expiry#PN-7SN--ksJqkIFz2B5EWMFyG#notice","decidedOn":2}',
    '2026-11-23T09:00:00.000Z',
    'https://sqs.local/000000000000/email',
  ])('is not seen where there is none: %s', (line) => {
    expect(canaryIn(line)).toBeUndefined();
  });

  it('is counted line by line, and says where', () => {
    const scan = canaryScan();
    scan.look('log', 'one\ntwo Qxachterb\nthree');
    expect([scan.lines(), scan.found]).toEqual([3, ['I9 log: Qxachter as it is']]);
  });
});
