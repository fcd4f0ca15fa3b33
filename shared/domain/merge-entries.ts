import { type Entry, noticeIdOf } from './agenda.ts';
import { addDays, type IsoDate } from './dates.ts';
import type { PlacedDue } from './place-due.ts';

/** How far ahead entries are opened. Longer than the 365 days between two reviews of an agenda, so none is missed. */
const HORIZON_DAYS = 400;
/** How long an entry stays on the agenda after its window. */
const KEPT_DAYS = 14;

type Merge = {
  readonly entries: readonly Entry[];
  /** Everything the evaluated services find due about this resident for this addressee, past windows too. */
  readonly due: readonly Omit<PlacedDue, 'agenda'>[];
  readonly about: string;
  readonly services: ReadonlySet<string>;
  readonly today: IsoDate;
  readonly isStopped: (service: string) => boolean;
};

/**
 * The agenda's entries after an evaluation. Known entries keep their state; one whose window moved takes the new one, and
 * opens again when it was claimed; new ones open; what is no longer due is closed, or withdrawn when it was claimed; what was closed for a reason that no longer holds opens again.
 * A window that merely passed is no withdrawal.
 */
export const mergeEntries = ({ entries, due, about, services, today, isStopped }: Merge): Entry[] => {
  const dueById = new Map(due.map((each) => [noticeIdOf({ ...each, about }), each]));
  const isMine = (entry: Entry): boolean => entry.about === about && services.has(entry.service);
  const known = new Set(entries.filter(isMine).map(noticeIdOf));
  return [
    ...entries.map((entry) => {
      if (!isMine(entry)) return entry;
      if (entry.stage === 'recovery') return followOccasion(entry, dueById);
      return renew(entry, dueById.get(noticeIdOf(entry)), today, isStopped);
    }),
    ...due
      .filter(({ from, until }) => until > today && from <= addDays(today, HORIZON_DAYS))
      .map((each): Entry => ({ ...open(each), service: each.service, about }))
      .filter((entry) => !known.has(noticeIdOf(entry))),
  ].filter(({ state, until }) => state === 'open' || addDays(until, KEPT_DAYS) >= today);
};

type Found = Omit<PlacedDue, 'agenda'>;

const open = ({ occasion, stage, from, until, ...due }: Found) => ({
  occasion,
  stage,
  from,
  until,
  state: 'open' as const,
  ...addressing(due),
});

const addressing = ({ handOver, to, heed }: Pick<Found, 'handOver' | 'to' | 'heed'>) => ({
  ...(handOver && { handOver }),
  ...(to && { to }),
  ...(heed && { heed }),
});

const renew = (entry: Entry, due: Found | undefined, today: IsoDate, isStopped: (id: string) => boolean): Entry => {
  if (!due) return noLongerDue(entry);
  const { handOver: _h, to: _t, heed: _e, ...rest } = entry;
  const mayOpen = mayReopen(entry, isStopped) && due.until > today;
  if (mayOpen || (entry.state === 'claimed' && isMoved(entry, due)))
    return { service: entry.service, about: entry.about, ...open(due) };
  return { ...rest, from: due.from, until: due.until, ...addressing(due) };
};

/**
 * What was claimed speaks of the old date, to somebody who is no longer the one to tell, or of what a person must look at. It opens again: a message still in the house is then named by nobody and does not
 * leave, and one that has left is found by the next decision, which says nothing a second time.
 */
const isMoved = (entry: Entry, due: Found): boolean =>
  entry.from !== due.from || entry.until !== due.until || entry.to !== due.to || entry.handOver !== due.handOver;

/** Recovery stands and falls with its occasion; its own window is not the register's to move. */
const followOccasion = (entry: Entry, due: ReadonlyMap<string, Found>): Entry => {
  const occasionIsDue = due.has(noticeIdOf({ ...entry, stage: 'notice' }));
  if (!occasionIsDue) return noLongerDue(entry);
  const { notice: _n, version: _v, reason: _r, ...rest } = entry;
  return mayReopen(entry, () => true) ? { ...rest, state: 'open' } : entry;
};

const noLongerDue = (entry: Entry): Entry => {
  if (entry.state === 'open') return { ...entry, state: 'closed', reason: 'not-due' };
  return entry.state === 'claimed' ? { ...entry, state: 'closed', reason: 'withdrawn' } : entry;
};

const mayReopen = ({ state, reason, service }: Entry, isStopped: (id: string) => boolean): boolean =>
  state === 'closed' &&
  (reason === 'not-due' ||
    reason === 'withdrawn' ||
    reason === 'lapsed' || // its window was moved: a passed one is kept out by `until > today`
    (reason === 'stop' && !isStopped(service)));
