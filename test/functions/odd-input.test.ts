import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Lo3Person, lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { memoryDelivery } from '#test/memory-delivery.ts';
import { aDocument, aPerson } from '#test/registers/a-person.ts';
import { bytesOf } from '#test/registers/read-file.ts';

type Kind = Parameters<ReturnType<typeof memoryDelivery>['take']>[0];
const persons = lo3Csv([aPerson(0), aPerson(1)]);
const reachability =
  'bsn;service;channel;address;how;declared;withdrawn\r\n000009830;travel-document-expiry;email;a@example.org;form;2026-11-01;\r\n';
const lines = persons.split('\r\n');
const cells = (text = '') => text.split(';');
const utf16 = (text: string, isBigEndian = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

const taken = async (kind: Kind, content: string | Uint8Array) => {
  const delivery = memoryDelivery();
  await delivery.take(kind, async () => bytesOf(content));
  return delivery;
};
const refusal = async (kind: Kind, content: string | Uint8Array) => {
  const delivery = await taken(kind, content);
  expect(delivery.written(), 'a file that is refused leaves nothing behind').toBe(0);
  return delivery.refusal();
};

describe('a file that is taken', () => {
  it.each<[string, Kind, string | Uint8Array]>([
    ['with byte order mark and CRLF', 'persons-full', persons],
    ['without byte order mark', 'persons-full', persons.slice(1)],
    ['with LF', 'persons-full', persons.replaceAll('\r\n', '\n')],
    ['with LF here and CRLF there', 'persons-full', persons.replace('\r\n', '\n')],
    ['without a line end at the end', 'persons-full', persons.trimEnd()],
    ['with empty lines in between', 'persons-full', persons.replaceAll('\r\n', '\r\n\r\n')],
    [
      'with a separator, a quotation mark and line ends in a name',
      'persons-full',
      lo3Csv([aPerson(0, {}, { '02.40': 'a;"b"\r\nc\nd\re' })]),
    ],
    ['with right-to-left marks in a name', 'persons-full', lo3Csv([aPerson(0, {}, { '02.40': '\u202eBakker\u200f' })])],
    ['with combining characters', 'persons-full', lo3Csv([aPerson(0, {}, { '02.40': 'C\u0327elik' })])],
    ['header only', 'persons-full', `${lines[0]}\r\n`],
    ['reachability', 'reachability', reachability],
    ['reachability with byte order mark and LF', 'reachability', `\ufeff${reachability.replaceAll('\r\n', '\n')}`],
    ['reachability without a line end at the end', 'reachability', reachability.trimEnd()],
    ['reachability, header only', 'reachability', 'bsn;service;channel;address;how;declared;withdrawn\n'],
    ['stops', 'stops', 'bsn;stop;since;lifted\r\n000009830;channel:sms;2026-11-01;\r\n'],
    ['how residents read', 'reading', 'bsn;language;format;since\n000009830;fy;;2026-11-01\n'],
    ['consents', 'consents', 'bsn;party;purpose;how;given;withdrawn\n000009830;a;b;desk;2026-11-01;'],
  ])('%s (%s)', async (_, kind, content) => {
    expect((await taken(kind, content)).refusal()).toBeUndefined();
  });
});

describe('a file that is refused says', () => {
  const MAC = 'its lines end in CR alone, as on old Macs: save it with LF or CRLF and deliver it again';
  const UTF16 = 'it is UTF-16, and UTF-8 is needed: save it as UTF-8 and deliver it again';
  const ANSI = (line: number) =>
    `it is not UTF-8 but probably Windows-1252 or Latin-1, see line ${line}: save it as UTF-8 and deliver it again`;
  const LONG = 'a row is longer than 65536 characters: a quotation mark is not closed, or these are no rows';
  const STRAY =
    'a quotation mark stands within a field: a field that holds one is put in quotation marks, and it is doubled';

  it.each<[string, Kind, string | Uint8Array, string]>([
    ['that it is empty', 'persons-full', '', 'the file is empty'],
    ['that it holds nothing but a byte order mark', 'persons-full', '\ufeff', 'the file is empty'],
    ['that it holds nothing but line ends', 'reachability', '\r\n\r\n', 'the file is empty'],
    ['UTF-16', 'persons-full', utf16(persons), UTF16],
    ['UTF-16, the other way round', 'persons-full', utf16(persons, true), UTF16],
    ['UTF-16 without a byte order mark', 'reachability', utf16(reachability), UTF16],
    ['Latin-1', 'persons-full', Buffer.from(persons.slice(1), 'latin1'), ANSI(2)],
    [
      'Windows-1252 on its fourth line',
      'reachability',
      Buffer.from(`${reachability}\n;a;email;caf\x80;;;\n`, 'latin1'),
      ANSI(4),
    ],
    [
      'half a pair of surrogates',
      'persons-full',
      Buffer.from(`${lines[0]?.slice(1)}\r\nP;\xed\xa0\x80\r\n`, 'latin1'),
      'it is not UTF-8, see line 2: save it as UTF-8 and deliver it again',
    ],
    [
      'a NUL byte',
      'persons-full',
      `${persons}P\0;;\r\n`,
      `line ${lines.length} holds a NUL byte: this is no text file`,
    ],
    ['CR alone', 'persons-full', persons.replaceAll('\r\n', '\r'), MAC],
    ['CR alone', 'reachability', reachability.replaceAll('\r\n', '\r'), MAC],
    [
      'a quotation mark that is not closed',
      'persons-full',
      `${persons}"x;;\r\n`,
      `line ${lines.length}: a quotation mark is never closed, or the file was cut off`,
    ],
    [
      'a quotation mark that opens the rest of a file',
      'persons-full',
      persons.replace('Person 1;', '"Person 1;') + lo3Csv(Array.from({ length: 400 }, () => aPerson(2))).slice(1),
      `line 4: ${LONG}`,
    ],
    ['a quotation mark in a field', 'persons-full', persons.replace('Person 1;', 'Per"son 1;'), `line 4: ${STRAY}`],
    [
      'a word after a quotation mark',
      'reachability',
      `${reachability}"000009830"x;;\n`,
      'line 3: something stands between a closing quotation mark and the next ";"',
    ],
    [
      'no columns of ours',
      'persons-full',
      'naam;adres\n',
      'this is not a file of person lists: its first line does not name LO elements such as 01.01.10',
    ],
    [
      'commas for separators',
      'persons-full',
      persons.replaceAll(';', ','),
      'this is not a file of person lists: its first line does not name LO elements such as 01.01.10',
    ],
    [
      'a column that is missing',
      'persons-full',
      persons.replace('07.70.10', '07.70.11'),
      'these columns of a person list are missing: 07.70.10',
    ],
    [
      'a column that is there twice',
      'persons-full',
      persons.replace('05.01.10', '01.02.40'),
      'these columns are there twice, and which of them counts cannot be known: 01.02.40',
    ],
    [
      'other columns',
      'reachability',
      'email;bsn\n',
      'the first line of a reachability file is bsn;service;channel;address;how;declared;withdrawn',
    ],
    [
      'a first row of nobody',
      'persons-full',
      [lines[0], ...lines.slice(3)].join('\r\n').replace('Person 1;', ';'),
      'line 2 belongs to no person: its first column is empty',
    ],
  ])('%s (%s)', async (_, kind, content, why) => {
    expect(await refusal(kind, content)).toBe(why);
  });
});

describe('a file that was cut off', () => {
  const half = cells(lines[3]).slice(0, 20).join(';');
  it.each<[string, Kind, string | Uint8Array, string]>([
    [
      'in the middle of a row',
      'persons-full',
      [...lines.slice(0, 3), half].join('\r\n'),
      'line 4 ends in the middle of a row, without a line end: the file was cut off',
    ],
    [
      'in the middle of its first line',
      'persons-full',
      (lines[0] as string).slice(0, 600),
      'these columns of a person list are missing: 08.11.10, ',
    ],
    [
      'in the middle of a row',
      'reachability',
      `${reachability}000009830;b@exam`,
      'line 3 ends in the middle of a row, without a line end: the file was cut off',
    ],
    [
      'in the middle of a character',
      'reachability',
      Buffer.from(`${reachability}000009830;é`).subarray(0, -1),
      'line 3 ends in the middle of a character: the file was cut off, or it is not UTF-8',
    ],
    [
      'in the middle of a quoted field',
      'persons-full',
      `${persons}"Person`,
      `line ${lines.length}: a quotation mark is never closed, or the file was cut off`,
    ],
    [
      'between two rows of a person',
      'persons-full',
      `${lines.slice(0, 4).join('\r\n')}\r\n`,
      'the file ends in the middle of a person: line 4 announces one more block (12.H), and no line follows',
    ],
  ])('%s is refused (%s)', async (_, kind, content, why) => {
    expect(await refusal(kind, content)).toContain(why);
  });

  it('at every one of its bytes is refused, or lacks whole rows of history or whole persons', async () => {
    const history: Lo3Person = aPerson(1, { '12': { current: [aDocument('A')], history: [aDocument('B')] } });
    const whole = Buffer.from(lo3Csv([aPerson(0), history]));
    const rows = whole.toString().split('\r\n');
    const passing = new Set<string>();
    for (let length = whole.length - 1; length > (rows[0] as string).length + 3; length -= 1) {
      const delivery = memoryDelivery();
      await delivery.take('persons-changes', async () => bytesOf(whole.subarray(0, length)));
      if (delivery.refusal() === undefined)
        passing.add(`${whole.subarray(0, length).toString().split('\r\n').length - 1}`);
      else expect(delivery.written()).toBe(0);
    }
    // After the header, after the first person, after the second person's current rows; and in a last, empty column.
    expect([...passing].sort()).toEqual(['1', '2', '3', '4']);
  });
});

const MEGABYTE = 1024 * 1024;
const rubbish = (piece: string | Uint8Array, head = ''): (() => Promise<AsyncIterable<Uint8Array>>) => {
  const block = Buffer.alloc(Math.floor(MEGABYTE / Buffer.byteLength(piece)) * Buffer.byteLength(piece), piece);
  return async () =>
    Readable.from(
      (function* () {
        yield Buffer.from(head);
        for (let megabyte = 0; megabyte < 100; megabyte += 1) yield block;
      })(),
    );
};

describe('a hundred megabytes', () => {
  const header = `${lines[0]}\r\n`;
  const width = cells(lines[0]).length;
  const LONG = /a row is longer than 65536 characters/;
  it.each<[string, Kind, string, string | Uint8Array, RegExp]>([
    [
      'of bytes at random',
      'persons-full',
      '',
      Buffer.from(Array.from({ length: 997 }, (_, n) => (n * n * 31) % 251)),
      /NUL byte|not UTF-8/,
    ],
    ['of one line without end', 'persons-full', '', 'x', LONG],
    ['of one line without end', 'reachability', 'bsn;service;channel;address;how;declared;withdrawn\n', 'é', LONG],
    ['of quotation marks', 'persons-full', header, '"', LONG],
    [
      'of quotation marks in fields',
      'reachability',
      'bsn;service;channel;address;how;declared;withdrawn\n',
      '";',
      /something stands|longer than|within a field/,
    ],
    ['of separators', 'persons-full', header, ';', LONG],
    ['of line ends', 'persons-full', '', '\n', /the file is empty/],
    [
      'of rows of one person',
      'persons-full',
      `${header}P${';'.repeat(width - 1)}\n`,
      `${';'.repeat(width - 1)}\n`,
      /line 2 begins a person of more than 1000 rows/,
    ],
  ])('%s is refused, and nothing is written (%s)', async (_, kind, head, piece, why) => {
    const delivery = memoryDelivery();
    await delivery.take(kind, rubbish(piece, head));
    expect(delivery.refusal()).toMatch(why);
    expect(delivery.written()).toBe(0);
  });
});

describe('a file that is replaced while it is read', () => {
  it('is refused, and none of its chunks is queued', async () => {
    const delivery = memoryDelivery({ queue: () => Promise.reject(new Error('queued')) });
    let opened = 0;
    await delivery.take('persons-changes', async () => bytesOf(opened++ === 0 ? persons : lo3Csv([aPerson(3)])));
    expect(delivery.refusal()).toBe('another file came in its place while it was read');
  });
});

describe('very many rejects', () => {
  it('are counted, and the list says where it was cut off', async () => {
    const nobody = lo3Csv([aPerson(0, { '12': { current: [] } }, { '01.20': '' })]).split('\r\n') as [string, string];
    const delivery = memoryDelivery();
    await delivery.take('persons-full', async () =>
      Readable.from(
        (function* () {
          yield Buffer.from(`${nobody[0]}\r\n`);
          for (let hundred = 0; hundred < 300; hundred += 1) yield Buffer.from(`${nobody[1]}\r\n`.repeat(100));
        })(),
      ),
    );
    expect(delivery.rejects).toHaveLength(10_001);
    expect(delivery.rejects.at(-1)).toEqual({
      line: 10_002,
      field: '',
      reason: 'list-cut-off',
      detail: 'this list is cut off: it holds 10000 of 30000, and those from this line on are not in it',
      severity: 'noted',
    });
    expect(delivery.logged.at(-1)).toMatchObject({ msg: 'delivery-cut', persons: 30_000, withoutBsn: 30_000 });
  });
});
