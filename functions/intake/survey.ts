import { currentBlocks } from '#shared/registers/current-blocks.ts';
import { FileRefused } from '#shared/registers/file-refused.ts';
import { type PersonColumns, personColumns, whyNotPersons } from '#shared/registers/person-columns.ts';
import { claimedANumber, claimedBsn } from '#shared/registers/read-person.ts';
import { readRows } from '#shared/registers/read-rows.ts';
import type { Reject, RejectCode } from '#shared/registers/reject.ts';
import { rejectList } from '#shared/registers/reject-list.ts';
import { type RowKindName, whyNotRows } from '#shared/registers/row-headers.ts';
import { type PersonRows, splitPersons } from '#shared/registers/split-persons.ts';
import { claims } from './claims.ts';

/** What one reading of the whole file tells before anything is written. */
export type Survey = {
  /** Residents in the file. */
  readonly ids: { readonly has: (id: string) => boolean };
  readonly rejects: readonly Reject[];
  readonly counts: { readonly persons: number; readonly withoutBsn: number; readonly contested: number };
};

/**
 * Reads a file of person lists from end to end: who is in it, who has no BSN, which BSNs two lists claim.
 * @throws FileRefused when it is no such file, or ends in the middle of a person
 */
export const surveyPersons = async (
  bytes: AsyncIterable<Uint8Array>,
  residentIdOf: (bsn: string) => string,
): Promise<Survey> => {
  const rows = readRows(bytes);
  const header = (await rows.next()).value?.fields ?? [];
  const why = whyNotPersons(header);
  if (why) throw new FileRefused(why);
  const columns = personColumns(header);
  const claimed = claims();
  const rejects = rejectList();
  let persons = 0;
  let withoutBsn = 0;
  let last: PersonRows | undefined;
  for await (const person of splitPersons(rows)) {
    last = person;
    persons += 1;
    const bsn = claimedBsn(columns, person);
    if (bsn === undefined) {
      withoutBsn += 1;
      rejects.add([noted(person.line, 'without-bsn', 'no BSN that can be used: this person cannot be served')]);
      continue;
    }
    const lines = claimed.add(residentIdOf(bsn), claimedANumber(columns, person), person.line);
    rejects.add(
      lines.map((line) => noted(line, 'bsn-contested', 'two person lists claim this BSN: it identifies nobody')),
    );
  }
  if (last) refuseHalf(columns, last);
  return {
    ids: claimed.ids,
    rejects: rejects.list(),
    counts: { persons, withoutBsn, contested: claimed.contested() },
  };
};

/** A file that was cut off between two rows of its last person says that more would follow. */
const refuseHalf = (columns: PersonColumns, last: PersonRows): void => {
  const half = currentBlocks(columns, last).rejects.find(({ reason }) => reason === 'block-missing');
  if (half)
    throw new FileRefused(
      `the file ends in the middle of a person: line ${half.line} announces one more block (${half.field}), and no line follows`,
    );
};

const noted = (line: number, reason: RejectCode, detail: string): Reject => ({
  line,
  field: '01.01.20',
  reason,
  detail,
  severity: 'noted',
});

/** The same for a file of single rows, of which nobody can be missing. */
export const surveyRows = async (kind: RowKindName, bytes: AsyncIterable<Uint8Array>): Promise<Survey> => {
  const rows = readRows(bytes);
  const why = whyNotRows(kind, (await rows.next()).value?.fields ?? []);
  if (why) throw new FileRefused(why);
  let persons = 0;
  for await (const _ of rows) persons += 1;
  return { ids: new Set(), rejects: [], counts: { persons, withoutBsn: 0, contested: 0 } };
};
