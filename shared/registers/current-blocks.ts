import type { PersonColumns } from './person-columns.ts';
import type { Reject } from './reject.ts';
import type { PersonRows } from './split-persons.ts';

/** The elements of one current occurrence of a category; empty ones are left out. */
export type Block = Readonly<Record<string, string>>;
export type Blocks = ReadonlyMap<string, readonly Block[]>;

/**
 * The current occurrences of every category. The first row holds them; from there on `NN.H` tells what the next row's block
 * is: the same number one more, 50 higher history, empty nothing. An announced block that is left blank stays announced.
 * A block that nothing announced is history or a slip: it is not taken as current, and noted.
 */
export const currentBlocks = (
  columns: PersonColumns,
  { line, rows }: PersonRows,
): { blocks: Blocks; rejects: Reject[] } => {
  const blocks = new Map<string, Block[]>();
  const rejects: Reject[] = [];
  for (const [category, { elements, next }] of columns) {
    const current: Block[] = [];
    let announced = category;
    let isNoted = false;
    for (const row of rows) {
      const block = blockOf(elements, row);
      const follows = row[next] ?? '';
      const isBlank = Object.keys(block).length === 0;
      if (isBlank && follows === '') continue;
      if (announced === category && !isBlank) current.push(block);
      if (announced === '' && !isNoted) {
        isNoted = true;
        rejects.push(unannounced(line, category));
      }
      announced = follows;
    }
    blocks.set(category, current);
  }
  return { blocks, rejects };
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
