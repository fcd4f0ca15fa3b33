import { sha256 } from '#shared/aws/sha256.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { hasAge } from '#shared/domain/brp-date.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { ResidentRecord } from '#shared/domain/person.ts';
import type { Subject } from '#shared/domain/resolve-addressee.ts';
import type { Resident, Residents } from './residents.ts';

/** A resident as kept, and as a subject of services when the record can be relied on at all. */
export type ReadSubject = {
  readonly resident: Resident;
  readonly subject?: Subject;
  /** The hashes of all that was read: the same again means that nothing changed in between. */
  readonly seen: string;
};

/** From this age nobody else's record is needed to know who is to be told. */
const MAJORITY = 18;

/**
 * Reads a resident, and for a minor the parents, of whom only those count whose own record can be relied on. Everything by
 * consistent reads.
 */
export const readSubject = async (
  get: Residents['get'],
  residentId: string,
  today: IsoDate,
): Promise<ReadSubject | undefined> => {
  const resident = await get(residentId);
  if (!resident) return undefined;
  const { record } = resident;
  if (!record) return { resident, seen: stateOf(resident) };
  const isAdult = hasAge(record.person.birthDate, MAJORITY, today) === true;
  const ids = isAdult ? [] : [record.parents.first, record.parents.second].filter((id) => id !== undefined);
  const parents = (await Promise.all(ids.map(get))).filter((parent) => parent !== undefined);
  const linked = new Map<string, ResidentRecord>();
  for (const parent of parents) if (parent.record && !parent.missing) linked.set(parent.residentId, parent.record);
  return { resident, subject: { residentId, record, linked }, seen: [resident, ...parents].map(stateOf).join('|') };
};

const stateOf = ({ residentId, hash, missing = false, revision = 0 }: Resident): string =>
  [residentId, hash, missing, revision].join(':');

/** How an addressee asked to be written to: a letter that waits in its batch is set so, or written anew. */
export const readingOf = ({ reading }: Pick<Agenda, 'reading'>): string =>
  `reads ${reading?.language ?? ''} ${reading?.format ?? ''}`;

/** Short, and the same for the same records in whatever order they were read. */
export const digestOf = (seen: readonly string[]): string => sha256([...seen].sort().join('+')).slice(0, 16);

/** How the records of these residents stand now, and how who is told about them reads, as `digestOf` writes it. */
export const readDigest = async (
  get: Residents['get'],
  agenda: Pick<Agenda, 'reading'>,
  ids: readonly string[],
  today: IsoDate,
): Promise<string> => {
  const read = await Promise.all([...new Set(ids)].map((id) => readSubject(get, id, today)));
  return digestOf([...read.map((each) => each?.seen ?? 'gone'), readingOf(agenda)]);
};
