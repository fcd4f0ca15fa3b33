import { type Entry, noticeIdOf, type Relation } from '#shared/domain/agenda.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { narrowed } from '#shared/domain/narrowed.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { resolveAddressee, type Subject } from '#shared/domain/resolve-addressee.ts';
import type { Due, DueContext, Service } from '#shared/domain/service.ts';
import { readSubject } from '#shared/store/read-subject.ts';
import type { Residents } from '#shared/store/residents.ts';
import type { End } from './dispatch-notice.ts';

/** A resident that a notice speaks of, with the entries that are still due, and in what relation the reader stands to them. */
export type Told = {
  readonly subject: Subject;
  readonly parts: readonly Entry[];
  readonly to: Relation;
  /** How the records stood that this was read from. */
  readonly seen: string;
  /** Date of the delivery that the resident's record came with. */
  readonly asOf: IsoDate;
};

type Asked = {
  readonly get: Residents['get'];
  readonly context: DueContext;
  readonly notice: Notice;
  readonly named: readonly Entry[];
  readonly service: Service;
  readonly today: IsoDate;
};

/**
 * Reads the records again of everybody that a notice speaks of. It goes when all that it was decided for may still be told to
 * its addressee as of today. When a part may not, it is taken back and what may go is decided anew: its key must speak of what
 * it told, and nothing that it claimed may be left untold. Doubt about everything is for a person.
 */
export const gatherSubjects = async (asked: Asked): Promise<readonly Told[] | { readonly end: End }> => {
  const abouts = [...new Set(asked.named.map((entry) => entry.about))];
  const found = await Promise.all(abouts.map((about) => gatherOne(asked, about)));
  const told = found.filter((each) => 'subject' in each);
  const doubt = found.find((each) => 'handOver' in each);
  const gone = found.find((each) => 'gone' in each);
  if (told.length === 0 && doubt) return { end: { state: 'HANDED_OVER', reason: doubt.handOver } };
  if (told.length === 0) return { end: { state: 'CANCELLED', reason: gone?.gone ?? 'no-longer-due' } };
  const same = told.filter(({ to }) => to === told[0]?.to).sort(byAge);
  const ids = same.flatMap(({ parts }) => parts.map(noticeIdOf));
  if (!ids.includes(asked.notice.noticeId)) return { end: { state: 'CANCELLED', reason: 'own-part-withdrawn' } };
  return ids.length === asked.named.length ? same : { end: { state: 'CANCELLED', reason: 'part-withdrawn' } };
};

/** The eldest first, so that the same family is always listed in the same order. */
const byAge = (a: Told, b: Told): number =>
  a.subject.record.person.birthDate < b.subject.record.person.birthDate ? -1 : 1;

type Gone = { readonly gone: string } | { readonly handOver: string };

const gatherOne = async (
  { get, context, notice, named, service, today }: Asked,
  about: string,
): Promise<Told | Gone> => {
  const read = await readSubject(get, about, today);
  if (!read?.subject || read.resident.missing) return { gone: 'record-not-usable' };
  const { subject } = read;
  const due = new Map(service.due(narrowed(subject.record, service.data), context).map((each) => [keyOf(each), each]));
  const parts = named.filter((entry) => entry.about === about && due.has(keyOf(entry)));
  if (parts.length === 0) return { gone: 'no-longer-due' };
  const resolved = resolveAddressee(subject, today, service.theme);
  const doubt = parts.flatMap((part) => due.get(keyOf(part))?.handOver ?? [])[0];
  if (doubt) return { handOver: doubt };
  if ('handOver' in resolved) return resolved;
  const { agenda, to } = resolved;
  // Who acts for somebody else is written to by letter: the resident's own e-mail address is not theirs.
  const isReached = agenda === notice.addresseeId && (to === 'self' || notice.channel === 'letter');
  if (isReached) return { subject, parts, to, seen: read.seen, asOf: read.resident.asOf };
  // No register says to whom what failed is to be said now: decided anew it would come here again every day.
  const isRecovery = parts.every(({ stage }) => stage === 'recovery');
  return isRecovery ? { handOver: 'addressee-changed' } : { gone: 'addressee-changed' };
};

/** Recovery has no window of its own in the register: it goes while its occasion is there. */
const keyOf = ({ occasion, stage }: Pick<Due, 'occasion' | 'stage'>): string =>
  `${occasion}#${stage === 'recovery' ? 'notice' : stage}`;
