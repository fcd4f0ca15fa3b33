import { type Agenda, type Entry, noticeIdOf } from './agenda.ts';
import { addDays, daysBetween, type IsoDate } from './dates.ts';
import type { Service } from './service.ts';

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
const CAP = 2;
const CAP_DAYS = 30;

/**
 * What each open entry of an addressee comes to today. The order of the lines is the order of precedence: a block only
 * defers; a passed window, a stop and a hand-over are final; the cap comes last, so what is never sent uses none of it.
 */
export const judge = (view: AgendaView, today: IsoDate, serviceOf: (id: string) => Service | undefined): Verdict[] => {
  const open = view.entries.filter(({ state }) => state === 'open').sort(byUrgency(serviceOf));
  const recent = view.sent.filter(({ on }) => daysBetween(on, today) < CAP_DAYS);
  const told = new Set<Entry>();
  let used = recent.length;
  return open
    .filter(({ from }) => from <= today)
    .flatMap((entry): Verdict[] => {
      if (told.has(entry)) return [];
      const service = serviceOf(entry.service);
      if (!service) return [{ kind: 'defer', parts: [entry], reason: 'service-not-evaluated' }];
      if (view.blocked) return [{ kind: 'defer', parts: [entry], reason: view.blocked }];
      if (entry.until <= today) return [{ kind: 'lapse', parts: [entry] }];
      if (isStopped(view.stops, entry.service)) return [{ kind: 'suppress', parts: [entry], reason: 'stop' }];
      if (entry.handOver) return [{ kind: 'handOver', parts: [entry], reason: entry.handOver }];
      const parts: [Entry, ...Entry[]] = [entry, ...companions(entry, open, service)];
      for (const part of parts) told.add(part);
      if (!countsForCap(service, entry)) return [{ kind: 'go', parts }];
      if (used >= CAP) return [{ kind: 'defer', parts, reason: 'cap' }];
      used += 1;
      return [{ kind: 'go', parts }];
    });
};

/** Only what informs or invites counts for the cap; telling somebody that mail bounced does not. */
export const countsForCap = ({ kind }: Service, { stage }: Entry): boolean =>
  stage !== 'recovery' && (kind === 'inform' || kind === 'invite');

export const isStopped = (stops: readonly string[], service: string): boolean => stops.includes(`service:${service}`);

/** Entries of the same service and person whose windows open close enough to be told of in one message. */
const companions = (entry: Entry, open: readonly Entry[], { mergeWithinDays }: Service): Entry[] =>
  mergeWithinDays === undefined
    ? []
    : open.filter(
        (other) =>
          other !== entry &&
          other.service === entry.service &&
          other.about === entry.about &&
          other.stage === entry.stage &&
          !other.handOver &&
          other.from >= entry.from &&
          other.from <= addDays(entry.from, mergeWithinDays),
      );

const byUrgency = (serviceOf: (id: string) => Service | undefined) => (a: Entry, b: Entry) =>
  (serviceOf(b.service)?.priority ?? 0) - (serviceOf(a.service)?.priority ?? 0) ||
  compare(a.from, b.from) ||
  compare(noticeIdOf(a), noticeIdOf(b));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
