import { FileRefused } from './file-refused.ts';
import type { Row } from './read-rows.ts';

/** All rows of one person, and the line of the file on which each starts. */
export type PersonRows = {
  readonly line: number;
  readonly rows: readonly (readonly string[])[];
  /** Left out where one row stands on each line. */
  readonly lines?: readonly number[] | undefined;
};

/**
 * More rows or characters than this are not one person: the official test set's largest has 76 rows and 11,000 characters.
 * A person is held in memory whole, and so are the 200 of a chunk.
 */
const LARGEST_PERSON = { rows: 1000, characters: 256 * 1024 };

/**
 * Puts the rows of each person together: a row with something in the first column starts one.
 * @throws FileRefused when the first row starts none, or the rows of one have no end
 */
export const splitPersons = async function* (rows: AsyncIterable<Row>): AsyncGenerator<PersonRows> {
  let current: { line: number; rows: (readonly string[])[]; lines: number[] } | undefined;
  let characters = 0;
  for await (const { line, fields } of rows) {
    if (fields[0] !== '') {
      if (current) yield current;
      current = { line, rows: [], lines: [] };
      characters = 0;
    }
    if (!current) throw new FileRefused(`line ${line} belongs to no person: its first column is empty`);
    current.rows.push(fields);
    current.lines.push(line);
    characters += sizeOf(fields);
    if (current.rows.length > LARGEST_PERSON.rows || characters > LARGEST_PERSON.characters)
      throw new FileRefused(
        `line ${current.line} begins a person of more than ${LARGEST_PERSON.rows} rows or ${LARGEST_PERSON.characters} characters: the first column of a person's first row is filled in`,
      );
  }
  if (current) yield current;
};

/** Characters of a row, one for each separator included: what it takes of a file, and about what it takes of memory. */
export const sizeOf = (fields: readonly string[]): number =>
  fields.reduce((sum, field) => sum + field.length, fields.length);

/** The line on which a person's row stands. */
export const lineOfRow = ({ line, lines }: PersonRows, row: number): number => lines?.[row] ?? line + row;
