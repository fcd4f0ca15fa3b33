import { FileRefused } from '#shared/registers/file-refused.ts';
import { personColumns, whyNotPersons } from '#shared/registers/person-columns.ts';
import { whyNotReachability } from '#shared/registers/reachability-columns.ts';
import { claimedANumber, claimedBsn } from '#shared/registers/read-person.ts';
import { readRows } from '#shared/registers/read-rows.ts';
import type { Reject } from '#shared/registers/reject.ts';
import { splitPersons } from '#shared/registers/split-persons.ts';

/** What one reading of the whole file tells before anything is written. */
export type Survey = {
  /** Residents in the file. */
  readonly ids: ReadonlySet<string>;
  readonly rejects: readonly Reject[];
  readonly counts: { readonly persons: number; readonly withoutBsn: number; readonly contested: number };
};

type Claim = { readonly aNumber: string | undefined; readonly line: number; isContested: boolean };

/**
 * Reads a file of person lists from end to end: who is in it, who has no BSN, which BSNs two lists claim.
 * @throws FileRefused when it is no such file
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
  const claims = new Map<string, Claim>();
  const rejects: Reject[] = [];
  let persons = 0;
  let withoutBsn = 0;
  for await (const person of splitPersons(rows)) {
    persons += 1;
    const bsn = claimedBsn(columns, person);
    const claim: Claim = { aNumber: claimedANumber(columns, person), line: person.line, isContested: false };
    const earlier = bsn === undefined ? undefined : claims.get(residentIdOf(bsn));
    if (bsn === undefined) {
      withoutBsn += 1;
      rejects.push(noted(person.line, 'without-bsn', 'no BSN that can be used: this person cannot be served'));
    } else if (!earlier) claims.set(residentIdOf(bsn), claim);
    else if (earlier.aNumber !== claim.aNumber) {
      for (const { line } of earlier.isContested ? [claim] : [earlier, claim])
        rejects.push(noted(line, 'bsn-contested', 'two person lists claim this BSN: it identifies nobody'));
      earlier.isContested = true;
    }
  }
  const contested = [...claims.values()].filter(({ isContested }) => isContested).length;
  return { ids: new Set(claims.keys()), rejects, counts: { persons, withoutBsn, contested } };
};

const noted = (line: number, reason: string, detail: string): Reject => ({
  line,
  field: '01.01.20',
  reason,
  detail,
  severity: 'noted',
});

/** The same for a file of reachabilities, of which nobody can be missing. */
export const surveyReachability = async (bytes: AsyncIterable<Uint8Array>): Promise<Survey> => {
  const rows = readRows(bytes);
  const why = whyNotReachability((await rows.next()).value?.fields ?? []);
  if (why) throw new FileRefused(why);
  let persons = 0;
  for await (const _ of rows) persons += 1;
  return { ids: new Set(), rejects: [], counts: { persons, withoutBsn: 0, contested: 0 } };
};
