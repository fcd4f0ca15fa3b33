import type { Agenda, Channel, Entry } from './agenda.ts';
import { noticeIdOf } from './agenda.ts';
import { chooseChannel } from './choose-channel.ts';
import type { IsoDate } from './dates.ts';
import { type Followed, mayFollow } from './follow.ts';
import { type DeferReason, judge, type Verdict } from './judge.ts';
import type { Service } from './service.ts';
import type { Heeded } from './stops.ts';

type Parts = readonly [Entry, ...Entry[]];

export type Decision =
  | {
      readonly kind: 'dispatch';
      readonly parts: Parts;
      readonly channel: Channel;
      readonly evidence: readonly string[];
    }
  | { readonly kind: 'defer'; readonly parts: Parts; readonly reason: DeferReason }
  | { readonly kind: 'suppress'; readonly parts: Parts; readonly reason: string }
  | { readonly kind: 'handOver'; readonly parts: Parts; readonly reason: string }
  | { readonly kind: 'lapse'; readonly parts: Parts }
  /** A following stage with nothing to follow: closed without a word. */
  | { readonly kind: 'over'; readonly parts: Parts };

/**
 * Decides for one addressee, over all entries at once, and answers for those that the plan allows. Pure: the agenda as it
 * was read is all there is to know, so "still the same version" proves that the decision still holds.
 * @param followed what became of the notices that following stages come after, by notice id
 * @param heeded stops of the addressees that entries heed
 * @param planned notice ids of the entries in today's plan; what is merged with one of them comes along
 */
export const decide = (
  agenda: Agenda,
  planned: ReadonlySet<string>,
  today: IsoDate,
  serviceOf: (id: string) => Service | undefined,
  followed: ReadonlyMap<string, Followed> = new Map(),
  heeded: Heeded = new Map(),
): Decision[] => {
  const gates = agenda.entries
    .filter(({ state }) => state === 'open')
    .map((entry) => ({ entry, gate: gateOf(entry, agenda, serviceOf, followed, today) }));
  const closed = new Set(gates.filter(({ gate }) => gate !== 'yes').map(({ entry }) => entry));
  const free = { ...agenda, entries: agenda.entries.filter((entry) => !closed.has(entry)) };
  return [
    ...gates.flatMap(({ entry, gate }): Decision[] => {
      if (gate === 'yes') return [];
      return [gate === 'over' ? { kind: 'over', parts: [entry] } : { kind: 'defer', parts: [entry], reason: gate }];
    }),
    ...judge(free, today, serviceOf, heeded).map((verdict) => withChannel(agenda, verdict, today)),
  ].filter(({ parts }) => parts.some((part) => planned.has(noticeIdOf(part))));
};

/** Whether a stage may follow; once its window is over that no longer matters, or it would wait for ever. */
const gateOf = (
  entry: Entry,
  { entries }: Agenda,
  serviceOf: (id: string) => Service | undefined,
  followed: ReadonlyMap<string, Followed>,
  today: IsoDate,
) => (entry.until <= today ? 'yes' : mayFollow(entry, serviceOf(entry.service), entries, followed, today));

const withChannel = (agenda: Agenda, verdict: Verdict, today: IsoDate): Decision => {
  if (verdict.kind !== 'go') return verdict;
  const { parts } = verdict;
  const choice = chooseChannel(agenda, parts[0], today);
  if ('none' in choice) return { kind: 'handOver', parts, reason: 'no-channel' };
  if ('closedToday' in choice) return { kind: 'defer', parts, reason: 'closed-day' };
  return { kind: 'dispatch', parts, channel: choice.channel, evidence: [choice.why, `due-from:${parts[0].from}`] };
};
