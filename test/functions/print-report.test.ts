import { describe, expect, it } from 'vitest';
import type { PrintEvent } from '#events/print-event.ts';
import { takeReport } from '#functions/print-report/take-report.ts';
import { at } from '#test/builders.ts';

const HEADER = 'batch;letter;event;date;reason';
const GOOD = '2026-11-24;7QK2M9XB4T;returned;2026-11-30;moved';

const take = async (content: string | Uint8Array, key = 'reports/2026-11-30.csv') => {
  const queued: PrintEvent[] = [];
  const lines: [string, object | undefined][] = [];
  const rejects = new Map<string, readonly object[]>();
  await takeReport({
    open: async () =>
      (async function* () {
        yield Buffer.from(content as string);
      })(),
    putRejects: async (name, rows) => void rejects.set(name, rows),
    queue: async (events) => void queued.push(...events),
    now: () => at('2026-12-01T10:00:00.000Z'),
    log: (msg, fields) => void lines.push([msg, fields]),
  })({ detail: { bucket: { name: 'letters' }, object: { key } } });
  return { queued, lines, rejects };
};

describe('a report of the print house', () => {
  it('becomes one event for each row', async () => {
    const { queued, lines, rejects } = await take(
      [
        `\uFEFF${HEADER}`,
        GOOD,
        '2026-11-24;0000000001;accepted;2026-11-24;',
        ' 2026-11-24 ; 0000000002 ; refused ; 2026-12-01 ; damaged ',
        '',
      ].join('\r\n'),
    );
    const letter = { v: 1, kind: 'letter', batch: '2026-11-24' };
    expect(queued).toEqual([
      { ...letter, letter: '7QK2M9XB4T', event: 'returned', date: '2026-11-30', reason: 'moved' },
      { ...letter, letter: '0000000001', event: 'accepted', date: '2026-11-24' },
      { ...letter, letter: '0000000002', event: 'refused', date: '2026-12-01', reason: 'damaged' },
    ]);
    expect(lines).toEqual([['print-report-taken', { report: '2026-11-30', events: 3 }]]);
    expect(rejects.size).toBe(0);
  });

  it('names each row that cannot be taken, and takes the others', async () => {
    const bad = [
      '2026-11-24;7QK2M9XB4T;lost;2026-11-30;',
      '2026-11-24;7QK2M9XB4U;returned;2026-11-30;',
      '24-11-2026;7QK2M9XB4T;returned;2026-11-30;',
      '2026-11-24;7QK2M9XB4T;returned;2026-11-23;',
      '2026-11-24;7QK2M9XB4T;returned;2026-12-02;',
      '2026-11-24;7QK2M9XB4T;returned;2026-11-30;mevrouw Bakker is verhuisd',
      '2026-11-24;7QK2M9XB4T;returned;2026-11-30;999990019',
      '2026-11-24;7QK2M9XB4T;returned',
      ';;;;',
    ];
    const { queued, lines, rejects } = await take([HEADER, ...bad, GOOD, ''].join('\n'));
    expect(queued).toHaveLength(1);
    const rows = rejects.get('rejects/reports/2026-11-30.ndjson') as { line: number; field: string; reason: string }[];
    expect(rows.map(({ line, field, reason }) => `${line} ${field} ${reason}`)).toEqual([
      '2 event invalid-value',
      '3 letter invalid-format',
      '4 batch invalid-format',
      '5 date not-allowed',
      '6 date not-allowed',
      '7 reason invalid-format',
      '8 reason invalid-format',
      '9  wrong-number-of-fields',
      '10 batch invalid-format',
      '10 letter invalid-format',
      '10 event invalid-value',
      '10 date invalid-format',
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Bakker|999990019|7QK2/);
    expect(lines.map(([msg]) => msg)).toEqual(['print-report-taken', 'print-rows-rejected']);
  });

  it.each<[string, string | Uint8Array, string?]>([
    ['the first line of a report is batch;letter;event;date;reason', 'letter;event\nA;returned\n'],
    ['the first line of a report is batch;letter;event;date;reason', `${HEADER};name\n${GOOD};Bakker\n`],
    ['the file is empty', ''],
    ['it is not UTF-8', Buffer.from(`${HEADER}\n${GOOD}\n2026-11-24;café;\n`, 'latin1')],
    ['the file was cut off', `${HEADER}\n${GOOD}\n2026-11-24;7QK2M`],
    ['more than 20000 rows', `${HEADER}\n${`${GOOD}\n`.repeat(20_001)}`],
    ['a report is named', `${HEADER}\n${GOOD}\n`, 'reports/mevrouw Bakker.csv'],
    ['a report is named', `${HEADER}\n${GOOD}\n`, 'reports/2026/11.csv'],
    ['a report is named', `${HEADER}\n${GOOD}\n`, 'reports/2026-11-30.xlsx'],
  ])('is refused whole: %s', async (why, content, key) => {
    const { queued, lines, rejects } = await take(content, key);
    expect([queued, rejects.size]).toEqual([[], 0]);
    expect(lines).toEqual([
      ['print-report-refused', { report: expect.any(String), reason: expect.stringContaining(why) }],
    ]);
    expect(JSON.stringify(lines)).not.toContain('Bakker');
  });

  it('takes as many rows as there may be', async () => {
    const { queued } = await take(`${HEADER}\n${`${GOOD}\n`.repeat(20_000)}`);
    expect(queued).toHaveLength(20_000);
  });

  it('comes back when a queue fails, before it is said to be taken', async () => {
    const lines: string[] = [];
    const run = takeReport({
      open: async () =>
        (async function* () {
          yield Buffer.from(`${HEADER}\n${GOOD}\n`);
        })(),
      putRejects: async () => {},
      queue: () => Promise.reject(new Error('1 of 1 messages were not queued')),
      now: () => at('2026-12-01T10:00:00.000Z'),
      log: (msg) => void lines.push(msg),
    })({ detail: { bucket: { name: 'letters' }, object: { key: 'reports/x.csv' } } });
    await expect(run).rejects.toThrow('not queued');
    expect(lines).toEqual([]);
  });
});
