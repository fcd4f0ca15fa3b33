import { type Agenda, noticeIdOf } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import { mergeEntries } from './merge-entries.ts';
import { nextOn, nextReview } from './next-on.ts';
import type { PlacedDue } from './place-due.ts';
import type { Service } from './service.ts';
import { isStopped } from './stops.ts';

/** What an evaluation found about a resident. */
export type Found = {
  readonly about: string;
  /** Everything due, wherever it is to lie; undefined while the record says nothing that can be relied on. */
  readonly due: readonly PlacedDue[] | undefined;
  /** Services that were asked: entries of others are left as they are. */
  readonly services: readonly Pick<Service, 'id' | 'statutory'>[];
};

/**
 * An agenda with what was found about a resident merged into it. A record that says nothing leaves the resident's own agenda as
 * it is (it is blocked), and takes back what lies on the agendas of others.
 * @returns the agenda given when nothing changes; its version is not yet raised
 */
export const mergeFound = (before: Agenda, { about, due, services }: Found, today: IsoDate): Agenda => {
  const { addresseeId, entries, stops, reviewOn } = before;
  if (due === undefined && about === addresseeId) return before;
  const merged = mergeEntries({
    entries,
    due: (due ?? []).filter(({ agenda }) => agenda === addresseeId),
    about,
    services: new Set(services.map(({ id }) => id)),
    today,
    isStopped: (service) => isStopped(stops, service, (id) => services.find((each) => each.id === id)),
  });
  const next = { ...before, entries: merged, nextOn: nextOn(merged, reviewOn) };
  return isSame(before, next) ? before : next;
};

/**
 * A resident's own agenda: what was found merged in, blocked while the record cannot be relied on, and looked at again within a
 * year even when nothing is due.
 */
export const evaluateOwn = (
  before: Agenda | undefined,
  found: Found,
  blocked: Agenda['blocked'],
  today: IsoDate,
): Agenda => {
  const { blocked: was, ...own } = before ?? firstAgenda(found.about, today);
  const reviewOn = own.reviewOn > today ? own.reviewOn : nextReview(found.about, today);
  const next = mergeFound(
    { ...own, reviewOn, nextOn: nextOn(own.entries, reviewOn), ...(blocked && { blocked }) },
    found,
    today,
  );
  return before && was === blocked && isSame(before, next) ? before : next;
};

/** An agenda on which nothing lies yet, as version nought. */
const firstAgenda = (addresseeId: string, today: IsoDate): Agenda => {
  const reviewOn = nextReview(addresseeId, today);
  return { addresseeId, v: 0, nextOn: reviewOn, reviewOn, entries: [], stops: [], suppressed: {}, sent: [] };
};

const isSame = (a: Agenda, b: Agenda): boolean =>
  a.reviewOn === b.reviewOn &&
  a.nextOn === b.nextOn &&
  a.entries.length === b.entries.length &&
  a.entries.every((entry, index) => {
    const other = b.entries[index];
    return (
      other !== undefined &&
      noticeIdOf(entry) === noticeIdOf(other) &&
      entry.state === other.state &&
      entry.from === other.from &&
      entry.until === other.until &&
      entry.handOver === other.handOver &&
      entry.to === other.to &&
      entry.heed?.join() === other.heed?.join()
    );
  });
