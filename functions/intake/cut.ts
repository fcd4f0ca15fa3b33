import type { Chunk } from '#events/chunk.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { readRows } from '#shared/registers/read-rows.ts';
import type { RowKindName } from '#shared/registers/row-headers.ts';
import { sizeOf, splitPersons } from '#shared/registers/split-persons.ts';

/** Persons (or rows) a chunk holds: some 200 × 25 ms of writes stays far below the minute that load has. */
const PER_CHUNK = 200;
/** Ends a chunk sooner, whatever a file holds: load reads it into memory whole. 200 ordinary persons take some 150,000. */
const CHARACTERS_PER_CHUNK = 2 * 1024 * 1024;

type Piece = { line: number; rows: string[][]; lines?: number[] };

/** Cuts a file of person lists into chunks, never through a person. */
export const cutPersons = (bytes: AsyncIterable<Uint8Array>, asOf: IsoDate): AsyncGenerator<Chunk> =>
  cut('persons', bytes, asOf, splitPersons);

/** Cuts a file of which every row stands by itself. */
export const cutRows = (kind: RowKindName, bytes: AsyncIterable<Uint8Array>, asOf: IsoDate): AsyncGenerator<Chunk> =>
  cut(kind, bytes, asOf, async function* (rows) {
    for await (const { line, fields } of rows) yield { line, rows: [fields] };
  });

const cut = async function* (
  kind: 'persons' | RowKindName,
  bytes: AsyncIterable<Uint8Array>,
  asOf: IsoDate,
  split: typeof splitPersons,
): AsyncGenerator<Chunk> {
  const all = readRows(bytes);
  const columns = [...((await all.next()).value?.fields ?? [])];
  let persons: Piece[] = [];
  let characters = 0;
  for await (const { line, lines, rows } of split(all)) {
    persons.push({ line, rows: rows.map((row) => [...row]), ...(lines && { lines: [...lines] }) });
    characters += rows.reduce((sum, row) => sum + sizeOf(row), 0);
    if (persons.length < PER_CHUNK && characters < CHARACTERS_PER_CHUNK) continue;
    yield { kind, asOf, columns, persons };
    [persons, characters] = [[], 0];
  }
  if (persons.length > 0) yield { kind, asOf, columns, persons };
};
