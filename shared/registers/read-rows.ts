import { decoded } from './decoded.ts';
import { FileRefused } from './file-refused.ts';
import { type Row, rowSplitter } from './row-splitter.ts';

export type { Row } from './row-splitter.ts';

/**
 * The rows of a delivered file, one by one, with the line each starts on. `;`-separated UTF-8, with or without byte order
 * mark, lines ending in LF or CRLF.
 * @throws FileRefused when it is empty, not UTF-8, holds NUL bytes, ends in the middle of a row, or is no such file at all
 */
export const readRows = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const splitter = rowSplitter();
  let width: number | undefined;
  for await (const text of decoded(bytes))
    for (const row of splitter.feed(text)) {
      width ??= row.fields.length;
      yield row;
    }
  const last = splitter.end();
  if (last && last.fields.length < (width ?? 0))
    throw new FileRefused(`line ${last.line} ends in the middle of a row, without a line end: the file was cut off`);
  if (last) yield last;
  else if (width === undefined) throw new FileRefused('the file is empty');
};
