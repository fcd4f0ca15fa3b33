import { FileRefused } from './file-refused.ts';

export type Row = { readonly line: number; readonly fields: readonly string[] };

/**
 * Characters of a row. One that is longer is no record but rubbish, and would be kept in memory whole; in the official test
 * set the longest has some 700.
 */
const LARGEST_ROW = 64 * 1024;

const [LF, QUOTE, SEPARATOR] = [0x0a, 0x22, 0x3b];

/** Where in a field the next character stands. */
type Place = 'start' | 'plain' | 'quoted' | 'after-quote' | 'after-quote-cr';

/**
 * Splits text that comes in pieces into rows (RFC 4180, with `;`): lines end in LF or CRLF, a field in quotation marks may hold
 * separators and line ends, empty lines are passed over. Written here because what a file of rubbish costs depends on it: never
 * more than one row is kept, and every row knows its line. A test compares it with csv-parse.
 * @throws FileRefused on a quotation mark where none can stand, and on a row that is too long
 */
export const rowSplitter = () => {
  let place: Place = 'start';
  let fields: string[] = [];
  let field = '';
  let size = 0;
  let [line, rowLine] = [1, 1];

  const refuse = (at: number, why: string): never => {
    throw new FileRefused(`line ${at}: ${why}`);
  };
  const grow = (by: number): void => {
    size += by;
    if (size > LARGEST_ROW)
      refuse(
        rowLine,
        `a row is longer than ${LARGEST_ROW} characters: a quotation mark is not closed, or these are no rows`,
      );
  };
  const endField = (): void => {
    fields.push(field);
    field = '';
    place = 'start';
  };
  /** The row that a line end or the end of the file completes; nothing when the line was empty. */
  const endRow = (): Row | undefined => {
    if (place === 'plain' && field.endsWith('\r')) field = field.slice(0, -1);
    const isEmpty = fields.length === 0 && field === '' && (place === 'start' || place === 'plain');
    if (!isEmpty) endField();
    const row = isEmpty ? undefined : { line: rowLine, fields };
    if (row) fields = [];
    place = 'start';
    field = '';
    size = 0;
    rowLine = line;
    return row;
  };
  /** Takes the character that stands after what is plain or quoted. @returns a row where it completes one */
  const take = (code: number): Row | undefined => {
    if (code === LF) line += 1;
    if (place === 'quoted') {
      if (code === QUOTE) place = 'after-quote';
      else field += '\n';
    } else if (code === SEPARATOR && place !== 'after-quote-cr') endField();
    else if (code === LF) return endRow();
    else if (code === QUOTE && place === 'start') place = 'quoted';
    else if (code === QUOTE && place === 'after-quote') [field, place] = [`${field}"`, 'quoted'];
    else
      refuse(
        line,
        'a quotation mark stands within a field: a field that holds one is put in quotation marks, and it is doubled',
      );
    return undefined;
  };
  /** Takes characters that mean nothing but themselves. */
  const takeText = (text: string): void => {
    if (place === 'after-quote' && text === '\r') place = 'after-quote-cr';
    else if (place === 'after-quote' || place === 'after-quote-cr')
      refuse(line, 'something stands between a closing quotation mark and the next ";"');
    else {
      field += text;
      if (place === 'start') place = 'plain';
    }
  };

  return {
    /** The rows that are complete with this piece. */
    feed: function* (text: string): Generator<Row> {
      let from = 0;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code !== LF && code !== QUOTE && (code !== SEPARATOR || place === 'quoted')) continue;
        if (at > from) takeText(text.slice(from, at));
        grow(at + 1 - from);
        from = at + 1;
        const row = take(code);
        if (row) yield row;
      }
      if (from < text.length) takeText(text.slice(from));
      grow(text.length - from);
    },
    /** The last row, where no line end follows it. */
    end: (): Row | undefined => {
      if (place === 'quoted') refuse(rowLine, 'a quotation mark is never closed, or the file was cut off');
      return size === 0 ? undefined : endRow();
    },
  };
};
