import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Lo3Person, lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { reachability } from '#shared/registers/reachability.ts';
import { rejectCodes } from '#shared/registers/reject.ts';
import { rejectList } from '#shared/registers/reject-list.ts';
import { rejectsOf } from '#shared/registers/rejects-of.ts';
import { on } from '#test/builders.ts';
import { aDocument, aPerson } from './a-person.ts';
import { bytesOf, readFile } from './read-file.ts';

const rejectsIn = async (csv: string) => (await readFile(bytesOf(csv))).rejects;
const rejected = (...persons: Lo3Person[]) => rejectsIn(lo3Csv(persons));

describe('the codes', () => {
  it('are the ones that docs/intake-format.md explains', () => {
    const text = readFileSync(new URL('../../docs/intake-format.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (?:rejected|noted) \|/gm)];
    const explained = rows.flatMap(([, codes]) =>
      [...(codes as string).matchAll(/`([a-z-]+)`/g)].map(([, code]) => code),
    );
    expect([...explained].sort()).toEqual([...rejectCodes].sort());
  });

  it.each<[string, z.ZodType, unknown, string, string]>([
    ['a form', z.string().regex(/^a$/, 'not an a'), 'b', 'invalid-format', 'not an a'],
    ['an e-mail address', z.email(), 'b', 'invalid-format', 'not an e-mail address'],
    ['one of some', z.enum(['M', 'V']), 'X', 'invalid-value', 'none of M, V'],
    ['one or the other', z.union([z.literal(''), z.email()]), 'b', 'invalid-format', 'not an e-mail address'],
    ['a number', z.number().int(), 'twelve', 'invalid-type', 'not a whole number'],
    ['a whole number', z.number().int(), 1.5, 'invalid-type', 'not a whole number'],
    ['something', z.string(), undefined, 'invalid-type', 'must be filled in'],
    ['something', z.string().min(1), '', 'too-small', 'must be filled in'],
    ['longer', z.string().min(3), 'ab', 'too-small', 'shorter than 3 characters'],
    ['more', z.number().min(3), 2, 'too-small', 'less than 3'],
    ['shorter', z.string().max(3), 'abcd', 'too-big', 'longer than 3 characters'],
    ['less', z.number().max(3), 4, 'too-big', 'more than 3'],
    ['what holds', z.string().refine((text) => text === 'a', 'fails a test'), 'b', 'not-allowed', 'fails a test'],
  ])('for what is not %s: %#', (_, schema, value, reason, detail) => {
    const { error } = z.object({ field: schema }).safeParse({ field: value });
    const rejects = rejectsOf(error as z.ZodError, ([field]) => ({ line: 1, field: String(field) }));
    expect(rejects).toEqual([{ line: 1, field: 'field', reason, detail, severity: 'rejected' }]);
  });
});

describe('the line of a reject', () => {
  it('is that of the row, not of the person', async () => {
    const documents = { current: [aDocument('A'), aDocument('B'), aDocument('C', { '35.50': '20230231' })] };
    expect(await rejected(aPerson(0), aPerson(1, { '12': documents }))).toEqual([
      { line: 6, field: '12.35.50', reason: 'not-allowed', detail: 'no such date', severity: 'rejected' },
    ]);
  });
  it('is right behind names of several lines, empty lines, and blocks without a document', async () => {
    const documents = {
      current: [aDocument('A'), { '36.10': '1', '83.10': '123510' }, aDocument('C', { '35.50': '2023' })],
    };
    const csv = lo3Csv([aPerson(0, {}, { '02.10': 'An\r\nna' }), aPerson(1, { '12': documents })]);
    expect(await rejectsIn(csv.replace('\r\nPerson 1', '\r\n\r\n\r\nPerson 1'))).toMatchObject([
      { line: 9, field: '12.35.50', reason: 'invalid-format' },
    ]);
  });
  it('is told once for a field, whatever is wrong with it', async () => {
    expect(await rejected(aPerson(0, {}, { '03.10': '2023' }))).toEqual([
      { line: 2, field: '01.03.10', reason: 'invalid-format', detail: 'not eight digits', severity: 'rejected' },
    ]);
  });
});

describe('a person', () => {
  it.each(['0x1F', '1e3', '12.5', '-3', ' 12', '１２'])('does not live at house number %j', async (number) => {
    const residence = { current: [{ '09.10': '9901', '11.20': number }] };
    expect(await rejected(aPerson(0, { '08': residence }))).toMatchObject([
      { line: 2, field: '08.11.20', reason: 'invalid-type', detail: 'not a whole number' },
    ]);
  });

  it('of 5,000 characters is rejected by what the field may hold, and the rest goes on', async () => {
    const { persons, rejects } = await readFile(
      bytesOf(lo3Csv([aPerson(0), aPerson(1, {}, { '02.40': 'x'.repeat(5000) }), aPerson(2)])),
    );
    expect(persons).toHaveLength(2);
    expect(rejects).toEqual([
      {
        line: 4,
        field: '01.02.40',
        reason: 'too-big',
        detail: 'longer than 200 characters',
        severity: 'rejected',
      },
    ]);
  });

  it.each([
    ['too many', (row: string) => row.replace('Zoë', 'Zoë;van'), 'fields where'],
    ['too few', (row: string) => row.replace(';Zoë', ''), 'fields where'],
  ])('with %s fields in a row is rejected: what stands where cannot be known', async (_, change, words) => {
    const rows = lo3Csv([aPerson(0), aPerson(1), aPerson(2)]).split('\r\n');
    const { persons, rejects } = await readFile(
      bytesOf(rows.map((row, index) => (index === 3 ? change(row) : row)).join('\r\n')),
    );
    expect(persons).toHaveLength(2);
    expect(rejects).toMatchObject([{ line: 4, field: '', reason: 'wrong-number-of-fields', severity: 'rejected' }]);
    expect(rejects[0]?.detail).toContain(words);
  });

  it('whose last row announces one more current block is rejected, and history that is announced is not missed', async () => {
    const rows = lo3Csv([
      aPerson(0),
      aPerson(1),
      aPerson(2, { '12': { current: [aDocument('A')], history: [aDocument('B')] } }),
    ]).split('\r\n');
    const { persons, rejects } = await readFile(bytesOf([...rows.slice(0, 2), ...rows.slice(3, 6)].join('\r\n')));
    expect(persons).toHaveLength(2);
    expect(rejects).toMatchObject([{ line: 2, field: '12.H', reason: 'block-missing', severity: 'rejected' }]);
  });
});

const ROW = '000009830;s';

describe('a reachability', () => {
  const read = (...fields: string[]) => reachability.read({ line: 7, fields }, on('2026-11-24')).rejects;
  it.each([
    ['123456789;s;email;a@example.org;form;2026-11-01;', 'bsn', 'not-allowed', 'fails the eleven-test'],
    [`${ROW};email;a.example.org;form;2026-11-01;`, 'address', 'invalid-format', 'not an e-mail address'],
    [`${ROW};email;;form;2026-11-01;`, 'address', 'invalid-format', 'not an e-mail address'],
    [
      `${ROW};email;${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}org;form;2026-11-01;`,
      'address',
      'too-big',
      'longer than 254 characters',
    ],
    [
      '000009830;no such id;email;a@example.org;form;2026-11-01;',
      'service',
      'invalid-format',
      'not the id of a service',
    ],
    [
      `000009830;${'a'.repeat(41)};email;a@example.org;form;2026-11-01;`,
      'service',
      'invalid-format',
      'not the id of a service',
    ],
    [`${ROW};email;a@example.org,b@example.org;form;2026-11-01;`, 'address', 'invalid-format', 'not an e-mail address'],
    [
      `${ROW};email;a@example.org\r\nBcc: b@example.org;form;2026-11-01;`,
      'address',
      'invalid-format',
      'not an e-mail address',
    ],
    [
      `${ROW};sms;0101234567;form;2026-11-01;`,
      'address',
      'no-mobile-number',
      'not a Dutch mobile number in use by people',
    ],
    [`${ROW};sms;;form;2026-11-01;`, 'address', 'no-phone-number', 'cannot be read as a telephone number'],
    ...['constructor', '__proto__', ''].map((channel) => [
      `${ROW};${channel};a@example.org;form;2026-11-01;`,
      'channel',
      'invalid-value',
      'none of email, sms',
    ]),
    [`${ROW};letter;Dorpsstraat 1;form;2026-11-01;`, 'channel', 'invalid-value', 'none of email, sms'],
    [
      `${ROW};email;a@example.org;hearsay;2026-11-01;`,
      'how',
      'invalid-value',
      'none of form, desk, phone, mijnoverheid, page',
    ],
    [`${ROW};email;a@example.org;form;;`, 'declared', 'invalid-format', 'Invalid ISO date'],
    [`${ROW};email;a@example.org;form;2026-11-25;`, 'declared', 'not-allowed', 'lies after the day of the delivery'],
    [`${ROW};email;a@example.org;form;2026-11-01;2026-10-31`, 'withdrawn', 'not-allowed', 'before "declared"'],
    [
      `${ROW};email;a@example.org;form;2026-11-01;2062-11-01`,
      'withdrawn',
      'not-allowed',
      'lies after the day of the delivery',
    ],
  ])('is rejected: %s', (row, field, reason, detail) => {
    expect(read(...row.split(';'))).toEqual([{ line: 7, field, reason, detail, severity: 'rejected' }]);
  });

  it.each([[['000009830']], [['000009830', 'a@example.org', '', 's', '', 's']]])(
    'is rejected with other fields: %o',
    (fields) => expect(read(...fields)).toMatchObject([{ line: 7, reason: 'wrong-number-of-fields' }]),
  );
});

describe('a list of rejects', () => {
  const reject = (line: number) =>
    ({ line, field: '', reason: 'without-bsn', detail: 'none', severity: 'noted' }) as const;
  it('says nothing of itself while it is whole', () => {
    const list = rejectList(2);
    list.add([reject(1), reject(2)]);
    expect(list.list()).toEqual([reject(1), reject(2)]);
  });
  it('ends with how many there were, and from which line on they are left out', () => {
    const list = rejectList(2);
    list.add([reject(1), reject(2), reject(5)]);
    list.add([reject(9)]);
    expect(list.list().slice(0, 2)).toEqual([reject(1), reject(2)]);
    expect(list.list()[2]).toMatchObject({
      line: 5,
      reason: 'list-cut-off',
      detail: expect.stringContaining('2 of 4'),
    });
  });
});
