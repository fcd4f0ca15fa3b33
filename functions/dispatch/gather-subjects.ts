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
export type Told = { readonly subject: Subject; readonly parts: readonly Entry[]; readonly to: Relation };

type Asked = {
  readonly get: Residents['get'];
  readonly context: DueContext;
  readonly notice: Notice;
  readonly named: readonly Entry[];
  readonly service: Service;
  readonly today: IsoDate;
};

/**
 * Reads the records again of everybody that a notice speaks of, and keeps what is still due and still to be told to its
 * addressee as of today. A notice whose own entry is gone ends: its key must speak of what it told, and the others are decided
 * anew under theirs.
 */
export const gatherSubjects = async (asked: Asked): Promise<readonly Told[] | { readonly end: End }> => {
  const told: Told[] = [];
  let why = 'no-longer-due';
  for (const about of new Set(asked.named.map((entry) => entry.about))) {
    const found = await gatherOne(asked, about);
    if ('handOver' in found) return { end: { state: 'HANDED_OVER', reason: found.handOver } };
    if ('gone' in found) why = found.gone;
    else told.push(found);
  }
  const same = told.filter(({ to }) => to === told[0]?.to).sort(byAge);
  const ids = same.flatMap(({ parts }) => parts.map(noticeIdOf));
  if (ids.length === 0) return { end: { state: 'CANCELLED', reason: why } };
  return ids.includes(asked.notice.noticeId) ? same : { end: { state: 'CANCELLED', reason: 'own-part-withdrawn' } };
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
  return isReached ? { subject, parts, to } : { gone: 'addressee-changed' };
};

/** Recovery has no window of its own in the register: it goes while its occasion is there. */
const keyOf = ({ occasion, stage }: Pick<Due, 'occasion' | 'stage'>): string =>
  `${occasion}#${stage === 'recovery' ? 'notice' : stage}`;
