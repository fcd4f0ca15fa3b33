import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileRefused } from './file-refused.ts';

export type Row = { readonly line: number; readonly fields: readonly string[] };

/** A row longer than this is no record but rubbish, and would be kept in memory whole. */
const LARGEST_ROW = 1024 * 1024;

/**
 * The rows of a delivered file, one by one, with the line each starts on. `;`-separated UTF-8, with or without byte order
 * mark, lines ending in LF or CRLF.
 * @throws FileRefused when it is empty, not UTF-8, holds NUL bytes, or is no such file at all
 */
export const readRows = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    delimiter: ';',
    info: true,
    max_record_size: LARGEST_ROW,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const source = Readable.from(decoded(bytes));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let count = 0;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line, fields: record };
      line = info.lines + 1;
      count += 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? new FileRefused(`near line ${line}: ${plain(error)}`) : error;
  } finally {
    source.destroy();
  }
  if (count === 0) throw new FileRefused('the file is empty');
};

const plain = ({ code }: CsvError): string =>
  code === 'CSV_MAX_RECORD_SIZE'
    ? `a row is longer than ${LARGEST_ROW} characters`
    : code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quotation mark is never closed'
      : `these are no rows of fields with ";" between them (${code})`;

const decoded = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const piece of bytes) {
      const text = utf8.decode(piece, { stream: true });
      if (text.includes('\0')) throw new FileRefused('it holds NUL bytes: this is no text file');
      yield text;
    }
    yield utf8.decode();
  } catch (error) {
    throw error instanceof TypeError
      ? new FileRefused('it is not UTF-8; save it as UTF-8 and deliver it again')
      : error;
  }
};
