import type { PersonColumns } from './person-columns.ts';
import type { Reject } from './reject.ts';
import { lineOfRow, type PersonRows } from './split-persons.ts';

/** The elements of one current occurrence of a category; empty ones are left out. */
export type Block = Readonly<Record<string, string>>;
export type Blocks = ReadonlyMap<string, readonly Block[]>;
/** The line on which each of those blocks stands. */
export type BlockLines = ReadonlyMap<string, readonly number[]>;

/**
 * The current occurrences of every category. The first row holds them; from there on `NN.H` tells what the next row's block
 * is: the same number one more, 50 higher history, empty nothing. An announced block that is left blank stays announced.
 * A block that nothing announced is history, a slip or another person's: it is not taken as current, and noted. A last row that announces one
 * more current block rejects the person: rows are missing, and what they hold may be the newer document. A last row that
 * announces history misses nothing that is read; six of the 687 lists of the official test set end so.
 */
export const currentBlocks = (
  { categories }: PersonColumns,
  person: PersonRows,
): { blocks: Blocks; lines: BlockLines; rejects: Reject[] } => {
  const blocks = new Map<string, Block[]>();
  const lines = new Map<string, number[]>();
  const rejects: Reject[] = [];
  for (const [category, { elements, next }] of categories) {
    const current: Block[] = [];
    const stands: number[] = [];
    let announced = category;
    for (const [index, row] of person.rows.entries()) {
      const block = blockOf(elements, row);
      const follows = row[next] ?? '';
      const isBlank = Object.keys(block).length === 0;
      // A category that the first row leaves blank is not there; rows of another who lost their first row are not taken for it.
      if (isBlank && follows === '') {
        if (index === 0) announced = '';
        continue;
      }
      const line = lineOfRow(person, index);
      if (announced === category && !isBlank) {
        current.push(block);
        stands.push(line);
      }
      // Nor is what such a block announces: the row may be somebody else's.
      if (announced === '') {
        rejects.push(unannounced(line, category));
        break;
      }
      announced = follows;
    }
    const last = person.rows.length - 1;
    if (announced === category && person.rows[last]?.[next] === category)
      rejects.push(missing(lineOfRow(person, last), category));
    blocks.set(category, current);
    lines.set(category, stands);
  }
  return { blocks, lines, rejects };
};

const blockOf = (elements: ReadonlyMap<string, number>, row: readonly string[]): Block =>
  Object.fromEntries(
    [...elements].map(([name, index]) => [name, row[index] ?? '']).filter(([, value]) => value !== ''),
  );

const unannounced = (line: number, category: string): Reject => ({
  line,
  field: category,
  reason: 'block-not-announced',
  detail: `category ${category} has a block that ${category}.H of the row before does not announce; it was not read`,
  severity: 'noted',
});

const missing = (line: number, category: string): Reject => ({
  line,
  field: `${category}.H`,
  reason: 'block-missing',
  detail: `it announces one more current block of category ${category}, and no row follows`,
  severity: 'rejected',
});
