import type { Chunk } from '#events/chunk.ts';
import { encrypt, pseudonymOf } from '#shared/aws/pseudonym.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { pack } from '#shared/domain/pack.ts';
import { personColumns } from '#shared/registers/person-columns.ts';
import { claimedBsn, type PersonList, readPerson } from '#shared/registers/read-person.ts';
import type { Reject } from '#shared/registers/reject.ts';
import { rejectList } from '#shared/registers/reject-list.ts';
import type { Resident } from '#shared/store/residents.ts';
import type { Saved } from './save-resident.ts';

type Deps = {
  readonly save: (resident: Resident) => Promise<Saved>;
  readonly markMissing: (residentId: string) => Promise<unknown>;
  readonly pseudonymKey: () => Promise<Buffer>;
  readonly bsnKey: () => Promise<Buffer>;
};

const AT_ONCE = 8;

/**
 * Loads the persons of a chunk. Somebody whose new record cannot be read is not served on the old one: they are blocked
 * until a record comes that can.
 */
export const loadPersons =
  ({ save, markMissing, pseudonymKey, bsnKey }: Deps) =>
  async ({ columns, persons, asOf }: Extract<Chunk, { kind: 'persons' }>): Promise<Reject[]> => {
    const where = personColumns(columns);
    const keys = { pseudonym: await pseudonymKey(), bsn: await bsnKey() };
    const rejects = rejectList();
    const loadOne = async (rows: (typeof persons)[number]): Promise<void> => {
      const read = readPerson(where, rows);
      rejects.add(read.rejects);
      const bsn = claimedBsn(where, rows);
      if (bsn === undefined) return;
      if (read.person) await save(residentOf(read.person, bsn, asOf, keys));
      else await markMissing(pseudonymOf(keys.pseudonym, 'bsn', bsn));
    };
    for (const some of pack(persons, AT_ONCE)) await Promise.all(some.map(loadOne));
    return [...rejects.list()];
  };

/** A person list as it is kept: pseudonymous, relatives as well, the BSN sealed, documents told apart without their number. */
const residentOf = (
  { aNumber, record: { documents, parents, children, ...rest } }: PersonList,
  bsn: string,
  asOf: IsoDate,
  keys: { readonly pseudonym: Buffer; readonly bsn: Buffer },
): Resident => {
  const idOf = (other: string): string => pseudonymOf(keys.pseudonym, 'bsn', other);
  const record = {
    ...rest,
    parents: {
      ...(parents.first && { first: idOf(parents.first) }),
      ...(parents.second && { second: idOf(parents.second) }),
    },
    children: children.map(idOf),
    documents: documents.map(({ number, ...document }) => ({
      ...document,
      ref: pseudonymOf(keys.pseudonym, 'document', number),
    })),
  };
  return {
    residentId: idOf(bsn),
    listId: pseudonymOf(keys.pseudonym, 'a-number', aNumber),
    hash: sha256(JSON.stringify(record)),
    asOf,
    record: { ...record, representatives: [], applications: [] }, // from files of their own
    bsn: encrypt(keys.bsn, bsn),
    agendas: [],
    dirty: true,
  };
};
