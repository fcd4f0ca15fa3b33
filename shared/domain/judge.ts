import { type Agenda, type Entry, noticeIdOf } from './agenda.ts';
import { CAP, CAP_DAYS, type CapExemption, type CapPlace, capExemption } from './cap.ts';
import type { Allowance } from './capacity.ts';
import { addDays, type IsoDate } from './dates.ts';
import { type Followed, mayFollow } from './follow.ts';
import type { Service } from './service.ts';
import { type Heeded, isEntryStopped } from './stops.ts';

/** What scan projects of an agenda and decide has whole: enough to say who goes first and who waits. */
export type AgendaView = Pick<Agenda, 'addresseeId' | 'v' | 'entries' | 'stops' | 'suppressed' | 'sent' | 'blocked'>;

export type DeferReason =
  | 'contested'
  | 'missing'
  | 'cap'
  | `allowance-${Allowance['limit']}`
  | 'closed-day'
  | 'on-its-way-to-another'
  | 'service-not-evaluated'
  | 'stage-before-not-final'
  | 'too-soon-after-stage-before';

type Parts = readonly [Entry, ...Entry[]];

/** One entry, or several that make one message: `parts`, with the entry that gives the notice its key first. */
export type Verdict =
  | { readonly kind: 'go'; readonly parts: Parts; readonly cap: CapPlace | CapExemption }
  | { readonly kind: 'defer'; readonly parts: Parts; readonly reason: DeferReason }
  | { readonly kind: 'suppress'; readonly parts: Parts; readonly reason: string }
  | { readonly kind: 'handOver'; readonly parts: Parts; readonly reason: string }
  | { readonly kind: 'lapse'; readonly parts: Parts }
  /** A following stage with nothing to follow: closed without a word. */
  | { readonly kind: 'over'; readonly parts: Parts };

/** What is known beside the agenda; nothing, where nothing was read. */
export type Known = {
  /** What became of the notices that following stages come after, by notice id. */
  readonly followed?: ReadonlyMap<string, Followed>;
  /** Stops of the addressees that entries heed. */
  readonly heeded?: Heeded;
};

/**
 * What each open entry of an addressee comes to today. The order of the lines is the order of precedence: a stage waits for the
 * one it follows; a block only defers; a passed window, a stop and a hand-over are final; the cap comes last, so what is never
 * sent uses none of it.
 */
export const judge = (
  view: AgendaView,
  today: IsoDate,
  serviceOf: (id: string) => Service | undefined,
  { followed = NOTHING, heeded = NOTHING }: Known = {},
): Verdict[] => {
  const open = view.entries.filter(({ state }) => state === 'open').sort(byUrgency(serviceOf));
  const gateOf = (entry: Entry) => gate(entry, view.entries, serviceOf, followed, today);
  const told: Entry[] = []; // so few that a set would cost more than it saves
  let used = countRecent(view.sent, today);
  const isFree = (other: Entry) =>
    !told.includes(other) && !isEntryStopped(view, other, heeded, serviceOf) && gateOf(other) === 'yes';
  const verdictOn = (entry: Entry): Verdict => {
    const gated = gateOf(entry);
    if (gated === 'over') return { kind: 'over', parts: [entry] };
    if (gated !== 'yes') return { kind: 'defer', parts: [entry], reason: gated };
    const service = serviceOf(entry.service);
    if (!service) return { kind: 'defer', parts: [entry], reason: 'service-not-evaluated' };
    if (view.blocked) return { kind: 'defer', parts: [entry], reason: view.blocked };
    if (entry.until <= today) return { kind: 'lapse', parts: [entry] };
    if (isEntryStopped(view, entry, heeded, serviceOf)) return { kind: 'suppress', parts: [entry], reason: 'stop' };
    if (entry.handOver) return { kind: 'handOver', parts: [entry], reason: entry.handOver };
    const parts: Parts = [entry, ...companions(entry, open, service, today, isFree)];
    told.push(...parts);
    const exempt = capExemption(service, entry);
    if (exempt) return { kind: 'go', parts, cap: exempt };
    if (used >= CAP) return { kind: 'defer', parts, reason: 'cap' };
    used += 1;
    return { kind: 'go', parts, cap: used === 1 ? '1of2' : '2of2' };
  };
  const verdicts: Verdict[] = [];
  for (const entry of open) if (entry.from <= today && !told.includes(entry)) verdicts.push(verdictOn(entry));
  return verdicts;
};

/** Messages of the last thirty days, today's among them. */
const countRecent = (sent: AgendaView['sent'], today: IsoDate): number => {
  if (sent.length === 0) return 0;
  const since = addDays(today, -CAP_DAYS);
  return sent.filter(({ on }) => on > since).length;
};

const NOTHING = new Map<string, never>();

/** Whether a stage may follow; once its window is over that no longer matters, or it would wait for ever. */
const gate = (
  entry: Entry,
  entries: readonly Entry[],
  serviceOf: (id: string) => Service | undefined,
  followed: ReadonlyMap<string, Followed>,
  today: IsoDate,
) => (entry.until <= today ? 'yes' : mayFollow(entry, serviceOf(entry.service), entries, followed, today));

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
): Entry[] => {
  if (mergeWithinDays === undefined || open.length === 1) return [];
  const last = addDays(entry.from, mergeWithinDays);
  return open.filter(
    (other) =>
      other !== entry &&
      other.service === entry.service &&
      other.stage === entry.stage &&
      other.to === entry.to &&
      (other.about === entry.about || entry.to === 'parents') &&
      !other.handOver &&
      other.until > today &&
      other.from >= entry.from &&
      other.from <= last &&
      isFree(other),
  );
};

const byUrgency = (serviceOf: (id: string) => Service | undefined) => (a: Entry, b: Entry) =>
  (serviceOf(b.service)?.priority ?? 0) - (serviceOf(a.service)?.priority ?? 0) ||
  compare(a.from, b.from) ||
  compare(noticeIdOf(a), noticeIdOf(b));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
