import { Readable } from 'node:stream';
import { type PersonColumns, personColumns, whyNotPersons } from '#shared/registers/person-columns.ts';
import { type PersonList, readPerson } from '#shared/registers/read-person.ts';
import { readRows } from '#shared/registers/read-rows.ts';
import type { Reject } from '#shared/registers/reject.ts';
import { type PersonRows, splitPersons } from '#shared/registers/split-persons.ts';

export const bytesOf = (content: string | Uint8Array): AsyncIterable<Uint8Array> =>
  Readable.from([Buffer.from(content)]);

/** Reads a whole file of person lists: what came of each, and why not. */
export const readFile = async (bytes: AsyncIterable<Uint8Array>) => {
  const rows = readRows(bytes);
  const header = (await rows.next()).value?.fields ?? [];
  const columns: PersonColumns = personColumns(header);
  const persons: PersonList[] = [];
  const rejects: Reject[] = [];
  const all: PersonRows[] = [];
  for await (const each of splitPersons(rows)) {
    all.push(each);
    const read = readPerson(columns, each);
    if (read.person) persons.push(read.person);
    rejects.push(...read.rejects);
  }
  return { why: whyNotPersons(header), persons, rejects, all };
};
