import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileRefused } from '#shared/registers/file-refused.ts';
import { rowSplitter } from '#shared/registers/row-splitter.ts';

/** The rows of a text that comes in these pieces; why not, where it is refused. */
const split = (...pieces: string[]) => {
  const splitter = rowSplitter();
  return [...pieces.flatMap((piece) => [...splitter.feed(piece)]), ...[splitter.end() ?? []].flat()];
};

describe('rows', () => {
  it.each([
    [
      'a;b\nc;d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [1, 2],
    ],
    [
      'a;b\r\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [1, 2],
    ],
    [
      '\n\r\na;b\n\n\nc;d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [3, 6],
    ],
    [
      '"a;""b""";"x\r\ny"\r\nc;d\n',
      [
        ['a;"b"', 'x\r\ny'],
        ['c', 'd'],
      ],
      [1, 3],
    ],
    ['"";""\n""\n', [['', ''], ['']], [1, 2]],
    [
      ';;\n;\n',
      [
        ['', '', ''],
        ['', ''],
      ],
      [1, 2],
    ],
    ['"x\n\ny";\n"z"\n', [['x\n\ny', ''], ['z']], [1, 4]],
    ['a\rb;c\n', [['a\rb', 'c']], [1]],
  ])('of %j know their lines', (text, fields, lines) => {
    const rows = split(text);
    expect(rows.map((row) => row.fields)).toEqual(fields);
    expect(rows.map(({ line }) => line)).toEqual(lines);
    expect(split(...text)).toEqual(rows);
  });

  it.each([
    ['a;b"c\n', 'line 1: a quotation mark stands within a field'],
    ['a\n\n"b"c;\n', 'line 3: something stands between a closing quotation mark'],
    ['a\n"b"\rc\n', 'line 2: something stands between a closing quotation mark'],
    ['a\n"b\n\n;c', 'line 2: a quotation mark is never closed'],
    [`a\n${'x'.repeat(70_000)}\n`, 'line 2: a row is longer than 65536 characters'],
    [`a\n${';'.repeat(70_000)}`, 'line 2: a row is longer than 65536 characters'],
    [`a\n"${'\n'.repeat(70_000)}`, 'line 2: a row is longer than 65536 characters'],
  ])('of %.9j are refused', (text, why) => {
    for (const pieces of [[text], [...text]]) expect(() => split(...pieces)).toThrow(why);
    expect(() => split(text)).toThrow(FileRefused);
  });

  it('are what csv-parse makes of the same text, however it is cut into pieces', () => {
    const options = {
      delimiter: ';',
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    };
    const oracle = (text: string): string[][] | 'refused' => {
      try {
        return parse(text, options) as string[][];
      } catch {
        return 'refused';
      }
    };
    const ours = (pieces: readonly string[]) => {
      try {
        return split(...pieces).map(({ fields }) => fields);
      } catch (error) {
        expect(error).toBeInstanceOf(FileRefused);
        return 'refused';
      }
    };
    const piece = fc.array(fc.constantFrom('"', '"', ';', ';', '\n', '\r\n', '\r', 'a', 'bc', 'é', '🙂', ' '), {
      maxLength: 12,
    });
    let refused = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const texts = pieces.map((each) => each.join(''));
        // A file that ends between CR and LF is taken as one that ends in both.
        const expected = oracle(texts.join('').replace(/\r$/, '\r\n'));
        if (expected === 'refused') refused += 1;
        expect(ours(texts)).toEqual(expected);
      }),
      { numRuns: 20_000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });
});
