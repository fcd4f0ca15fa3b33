import type { Chunk } from '#events/chunk.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { readRows } from '#shared/registers/read-rows.ts';
import type { RowKindName } from '#shared/registers/row-kinds.ts';
import { splitPersons } from '#shared/registers/split-persons.ts';

/** Persons (or rows) a chunk holds: some 200 × 25 ms of writes stays far below the minute that load has. */
const PER_CHUNK = 200;

type Piece = { line: number; rows: string[][] };

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
  const rows = readRows(bytes);
  const columns = [...((await rows.next()).value?.fields ?? [])];
  let persons: Piece[] = [];
  for await (const person of split(rows)) {
    persons.push({ line: person.line, rows: person.rows.map((row) => [...row]) });
    if (persons.length < PER_CHUNK) continue;
    yield { kind, asOf, columns, persons };
    persons = [];
  }
  if (persons.length > 0) yield { kind, asOf, columns, persons };
};
