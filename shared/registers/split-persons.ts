import { FileRefused } from './file-refused.ts';
import type { Row } from './read-rows.ts';

/** All rows of one person, and the line of the file on which they start. */
export type PersonRows = { readonly line: number; readonly rows: readonly (readonly string[])[] };

/** Puts the rows of each person together: a row with something in the first column starts one. */
export const splitPersons = async function* (rows: AsyncIterable<Row>): AsyncGenerator<PersonRows> {
  let current: { line: number; rows: (readonly string[])[] } | undefined;
  for await (const { line, fields } of rows) {
    if (fields[0] !== '') {
      if (current) yield current;
      current = { line, rows: [fields] };
    } else if (current) current.rows.push(fields);
    else throw new FileRefused(`line ${line} belongs to no person: its first column is empty`);
  }
  if (current) yield current;
};
