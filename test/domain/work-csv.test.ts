import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvOf } from '#shared/domain/csv.ts';
import { workCsv } from '#shared/domain/work-csv.ts';
import { aWorkItem } from '#test/builders.ts';
import { hostileNames } from '#test/hostile-names.ts';

/** As a reader that keeps to RFC 4180 sees it. */
const readBack = (csv: string): string[][] => parse(csv, { bom: true, delimiter: ';', relaxQuotes: false });

const FORMULAS = [
  '=1+1',
  '+31612345678',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '  =1+1',
  '\u200B=1+1',
  '\uFEFF=1+1',
  '＝1+1',
  '=cmd|"/C calc"!A0',
  '=HYPERLINK("http://x";"y")',
];

describe('a file for a spreadsheet', () => {
  it.each(FORMULAS)('has no cell that is taken for a formula: %j', (cell) => {
    expect(readBack(csvOf([[cell, 'next']]))).toEqual([[`'${cell}`, 'next']]);
  });

  it.each(['a;b', 'a,b', 'say "no"', 'two\r\nlines', '";=1+1;"', "it's", '', 'é€𝒳', '2026-12-01', 'a=b'])(
    'gives back as it was: %j',
    (cell) => expect(readBack(csvOf([['before', cell]]))).toEqual([['before', cell]]),
  );

  it('begins with a byte order mark, ends each row as RFC 4180 says, and has every cell in quotes', () => {
    expect(
      csvOf([
        ['a', 'b"c'],
        ['d', ''],
      ]),
    ).toBe('\uFEFF"a";"b""c"\r\n"d";""\r\n');
  });
});

describe('the worklist as a file', () => {
  const taken = { takenBy: 'jansen', takenAt: '2026-11-25T09:00:00.000Z' };
  const done = { ...taken, outcome: 'called', doneBy: 'jansen', doneAt: '2026-11-26T23:30:00.000Z' };

  it('says in Dutch what is to be done, by when, and what came of it', () => {
    const [head, ...rows] = readBack(
      workCsv([aWorkItem(), aWorkItem({ ...taken, state: 'taken' }), aWorkItem({ ...done, state: 'done' })]),
    );
    expect(head).toEqual([
      ...['Nummer', 'Wat te doen', 'Reden', 'Uiterlijk', 'Stand', 'Ontstaan op', 'Dienst', 'Aanleiding', 'Stap'],
      ...['Kenmerk', 'Agenda van', 'Opgepakt door', 'Opgepakt op', 'Uitkomst', 'Gedaan door', 'Gedaan op'],
    ]);
    const known = [
      ...['2026-11-24', 'travel-document-expiry', 'PN-one', 'notice'],
      ...['resident-a#travel-document-expiry#PN-one#notice', 'resident-a'],
    ];
    const what = ['0123456789abcdef', 'Inwoner zelf benaderen', 'no-channel', '2026-12-01'];
    expect(rows).toEqual([
      [...what, 'open', ...known, '', '', '', '', ''],
      [...what, 'opgepakt', ...known, 'jansen', '2026-11-25', '', '', ''],
      [...what, 'gedaan', ...known, 'jansen', '2026-11-25', 'gebeld', 'jansen', '2026-11-27'],
    ]);
  });

  it('has a line for what is about no message as well', () => {
    const [, row] = readBack(
      workCsv([aWorkItem({ kind: 'service-halted', subject: 's#2026-11-24', addresseeId: undefined })]),
    );
    expect(row?.slice(1, 11)).toEqual([
      ...['Dienst is stilgezet', 'no-channel', '2026-12-01', 'open', '2026-11-24', '', '', '', 's#2026-11-24', ''],
    ]);
  });

  it('keeps its columns, and lets nothing through, whatever somebody is called', () => {
    for (const [nth, name] of hostileNames(10_000).entries()) {
      const by = `${FORMULAS[nth % FORMULAS.length]}${name.toWellFormed()}`;
      const rows = readBack(workCsv([aWorkItem({ ...taken, takenBy: by, state: 'taken' }), aWorkItem()]));
      expect(rows.map(({ length }) => length)).toEqual([16, 16, 16]);
      expect(rows[1]?.[11]).toBe(`'${by}`);
    }
  });
});
