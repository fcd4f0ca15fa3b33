import { type Agenda, type Entry, noticeIdOf } from './agenda.ts';
import { hasLeft } from './arrows.ts';
import { nextOn } from './next-on.ts';
import type { Notice } from './notice.ts';

/**
 * The agenda without claims that no notice answers for: the notice was put after the backup of one table, and the claim before
 * that of the other. Such an entry would wait for ever; it opens, and is decided anew. So does one that was handed to a person
 * by a notice that is gone, for the worklist item is gone as well.
 * @param standing the notices there are, by id
 */
export const mendAgenda = <Some extends Pick<Agenda, 'entries' | 'reviewOn'>>(
  agenda: Some,
  standing: ReadonlyMap<string, Notice>,
): Some & { readonly nextOn?: Agenda['nextOn'] } => {
  if (agenda.entries.every((entry) => isAnswered(entry, standing))) return agenda;
  const entries = agenda.entries.map((entry): Entry => {
    if (isAnswered(entry, standing)) return entry;
    const { notice: _n, version: _v, reason: _r, ...rest } = entry;
    return { ...rest, state: 'open' };
  });
  return { ...agenda, entries, nextOn: nextOn(entries, agenda.reviewOn) };
};

const isAnswered = (entry: Entry, standing: ReadonlyMap<string, Notice>): boolean => {
  const notice = standing.get(entry.notice ?? '');
  if (entry.state === 'closed') return entry.reason !== 'handed-over' || notice !== undefined;
  if (entry.state === 'open') return true;
  if (!notice) return false;
  return notice.decidedOn === entry.version || (hasLeft(notice.state) && notice.parts.includes(noticeIdOf(entry)));
};

/** The version that the next decision on an agenda must at least have: above that of every notice of its addressee. */
export const versionAbove = (
  { addresseeId, v }: Pick<Agenda, 'addresseeId' | 'v'>,
  notices: readonly Pick<Notice, 'addresseeId' | 'decidedOn'>[],
): number =>
  notices
    .filter((notice) => notice.addresseeId === addresseeId && notice.decidedOn >= v)
    .reduce((above, { decidedOn }) => Math.max(above, decidedOn + 1), v);
