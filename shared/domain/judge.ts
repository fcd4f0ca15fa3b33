import { type Agenda, type Entry, noticeIdOf } from './agenda.ts';
import { addDays, daysBetween, type IsoDate } from './dates.ts';
import type { Service } from './service.ts';
import { type Heeded, isEntryStopped } from './stops.ts';

/** What scan projects of an agenda and decide has whole: enough to say who goes first and who waits. */
export type AgendaView = Pick<Agenda, 'addresseeId' | 'v' | 'entries' | 'stops' | 'suppressed' | 'sent' | 'blocked'>;

export type DeferReason =
  | 'contested'
  | 'missing'
  | 'cap'
  | 'allowance'
  | 'closed-day'
  | 'on-its-way-to-another'
  | 'service-not-evaluated'
  | 'stage-before-not-final'
  | 'too-soon-after-stage-before';

/** One entry, or several that make one message: `parts`, with the entry that gives the notice its key first. */
export type Verdict =
  | { readonly kind: 'go'; readonly parts: readonly [Entry, ...Entry[]] }
  | { readonly kind: 'defer'; readonly parts: readonly [Entry, ...Entry[]]; readonly reason: DeferReason }
  | { readonly kind: 'suppress'; readonly parts: readonly [Entry, ...Entry[]]; readonly reason: string }
  | { readonly kind: 'handOver'; readonly parts: readonly [Entry, ...Entry[]]; readonly reason: string }
  | { readonly kind: 'lapse'; readonly parts: readonly [Entry, ...Entry[]] };

/** Inform and invite messages an addressee gets in `CAP_DAYS` days, over all services. */
export const CAP = 2;
export const CAP_DAYS = 30;

/**
 * What each open entry of an addressee comes to today. The order of the lines is the order of precedence: a block only
 * defers; a passed window, a stop and a hand-over are final; the cap comes last, so what is never sent uses none of it.
 */
export const judge = (
  view: AgendaView,
  today: IsoDate,
  serviceOf: (id: string) => Service | undefined,
  heeded: Heeded = new Map(),
): Verdict[] => {
  const open = view.entries.filter(({ state }) => state === 'open').sort(byUrgency(serviceOf));
  const recent = view.sent.filter(({ on }) => daysBetween(on, today) < CAP_DAYS);
  const told = new Set<Entry>();
  let used = recent.length;
  const isFree = (other: Entry) => !told.has(other) && !isEntryStopped(view, other, heeded, serviceOf);
  return open
    .filter(({ from }) => from <= today)
    .flatMap((entry): Verdict[] => {
      if (told.has(entry)) return [];
      const service = serviceOf(entry.service);
      if (!service) return [{ kind: 'defer', parts: [entry], reason: 'service-not-evaluated' }];
      if (view.blocked) return [{ kind: 'defer', parts: [entry], reason: view.blocked }];
      if (entry.until <= today) return [{ kind: 'lapse', parts: [entry] }];
      if (isEntryStopped(view, entry, heeded, serviceOf)) return [{ kind: 'suppress', parts: [entry], reason: 'stop' }];
      if (entry.handOver) return [{ kind: 'handOver', parts: [entry], reason: entry.handOver }];
      const parts: [Entry, ...Entry[]] = [entry, ...companions(entry, open, service, today, isFree)];
      for (const part of parts) told.add(part);
      if (!countsForCap(service, entry)) return [{ kind: 'go', parts }];
      if (used >= CAP) return [{ kind: 'defer', parts, reason: 'cap' }];
      used += 1;
      return [{ kind: 'go', parts }];
    });
};

/** Only what informs or invites counts for the cap; telling somebody that mail bounced does not. */
export const countsForCap = ({ kind }: Service, { stage }: Pick<Entry, 'stage'>): boolean =>
  stage !== 'recovery' && (kind === 'inform' || kind === 'invite');

/**
 * Entries of the same service that one message tells of, because their windows open close to each other: those about the same
 * person, and those about brothers and sisters that go to their parents. Never two adults' own papers in one message.
 */
const companions = (
  entry: Entry,
  open: readonly Entry[],
  { mergeWithinDays }: Service,
  today: IsoDate,
  isFree: (other: Entry) => boolean,
): Entry[] =>
  mergeWithinDays === undefined
    ? []
    : open.filter(
        (other) =>
          other !== entry &&
          other.service === entry.service &&
          other.stage === entry.stage &&
          other.to === entry.to &&
          (other.about === entry.about || entry.to === 'parents') &&
          !other.handOver &&
          other.until > today &&
          other.from >= entry.from &&
          other.from <= addDays(entry.from, mergeWithinDays) &&
          isFree(other),
      );

const byUrgency = (serviceOf: (id: string) => Service | undefined) => (a: Entry, b: Entry) =>
  (serviceOf(b.service)?.priority ?? 0) - (serviceOf(a.service)?.priority ?? 0) ||
  compare(a.from, b.from) ||
  compare(noticeIdOf(a), noticeIdOf(b));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
