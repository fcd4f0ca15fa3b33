import * as z from 'zod';
import { type Entry, noticeIdOf } from './agenda.ts';
import { type Allowance, limitName } from './capacity.ts';
import type { IsoDate } from './dates.ts';
import { addDays, isoDate } from './dates.ts';
import type { Followed } from './follow.ts';
import { type AgendaView, judge, type Verdict } from './judge.ts';
import type { Service } from './service.ts';
import { spread } from './spread.ts';

const planned = z.object({ addresseeId: z.string(), entries: z.array(z.string()).min(1) });
const deferred = z.object({
  addresseeId: z.string(),
  service: z.string(),
  occasion: z.string(),
  reason: z.string(),
  /** The entry itself: by it the next run knows that it was counted. Plans of before have none. */
  entry: z.string().optional(),
});

/** The day's plan: which entries may go, who waits and why, which services were left out. Ids only. */
export const plan = z.object({
  date: isoDate,
  candidates: z.array(planned),
  deferred: z.array(deferred),
  leftOut: z.array(z.object({ service: z.string(), reason: z.string() })),
  /** Due entries per service, whatever becomes of them. */
  found: z.record(z.string(), z.number()),
  /** Entries per service that wait because the day's allowance is used up, and those of them that are over within a week. */
  backlog: z.record(z.string(), z.number()).default({}),
  closing: z.record(z.string(), z.number()).default({}),
  /** What these wait for, by service: which capacity allows no more a day, and since when the oldest of them is due. */
  limits: z.record(z.string(), z.object({ limit: limitName, perDay: z.number(), oldest: isoDate })).default({}),
});
export type Plan = z.infer<typeof plan>;

/** An entry that still waits so few days before its window is over will most probably be missed. */
const CLOSING_DAYS = 7;

/** Messages a day per service, where the settings say so; else the service's own number counts. */
export type Allowances = Readonly<Record<string, Allowance | undefined>>;

type Judged = { readonly addresseeId: string; readonly verdict: Verdict };

/**
 * Gives out the day's allowance, per service. Only what the pure decision would let go uses it, the earliest window first,
 * then by a hash, so that the order in which agendas were read never matters.
 * @param followed what became of the notices that following stages come after: who waits for one must not use it up
 */
export const planDay = (
  date: IsoDate,
  views: readonly AgendaView[],
  serviceOf: (id: string) => Service | undefined,
  leftOut: Plan['leftOut'],
  allowances: Allowances = {},
  followed: ReadonlyMap<string, Followed> = new Map(),
): Plan => {
  const isLeftOut = new Set(leftOut.map(({ service }) => service));
  const evaluated = (id: string) => (isLeftOut.has(id) ? undefined : serviceOf(id));
  const judged = views
    .flatMap((view): Judged[] =>
      judge(view, date, evaluated, { followed }).map((verdict) => ({ addresseeId: view.addresseeId, verdict })),
    )
    .filter(({ verdict }) => evaluated(verdict.parts[0].service))
    .sort(byTurn);
  const allowanceOf = (service: Service): Allowance =>
    allowances[service.id] ?? { limit: 'service', perDay: service.allowance };
  const used = new Map<string, number>();
  const waiting: Entry[] = [];
  const limits: Plan['limits'] = {};
  const allowed = judged.map((each): Judged => {
    const { parts, kind } = each.verdict;
    if (kind !== 'go') return each;
    const service = evaluated(parts[0].service) as Service;
    const { limit, perDay } = allowanceOf(service);
    const before = used.get(service.id) ?? 0;
    used.set(service.id, before + 1);
    if (before < perDay) return each;
    waiting.push(...parts);
    limits[service.id] ??= { limit, perDay, oldest: parts[0].from };
    return { ...each, verdict: { kind: 'defer', parts, reason: `allowance-${limit}` } };
  });
  return {
    date,
    candidates: candidatesOf(allowed.filter(({ verdict }) => verdict.kind !== 'defer')),
    deferred: allowed.flatMap(({ addresseeId, verdict }) =>
      verdict.kind === 'defer' ? verdict.parts.map((part) => deferredBy(addresseeId, part, verdict.reason)) : [],
    ),
    leftOut,
    found: countBy(judged.flatMap(({ verdict }) => verdict.parts)),
    backlog: countBy(waiting),
    closing: countBy(waiting.filter(({ until }) => until <= addDays(date, CLOSING_DAYS))),
    limits,
  };
};

/** How a plan names an entry that waits, and why. */
export const deferredBy = (addresseeId: string, entry: Entry, reason: string): Plan['deferred'][number] => ({
  addresseeId,
  service: entry.service,
  occasion: entry.occasion,
  reason,
  entry: noticeIdOf(entry),
});

/** Every entry that a plan names: what a run has seen. */
export const entriesIn = ({ candidates, deferred }: Plan): Set<string> =>
  new Set([...candidates.flatMap(({ entries }) => entries), ...deferred.flatMap(({ entry }) => entry ?? [])]);

const byTurn = (a: Judged, b: Judged): number => {
  const [one, other] = [a.verdict.parts[0], b.verdict.parts[0]];
  if (one.from !== other.from) return one.from < other.from ? -1 : 1;
  return spread(noticeIdOf(one), 2 ** 31) - spread(noticeIdOf(other), 2 ** 31);
};

/** One candidate per addressee, so that everything due for somebody is decided together. */
const candidatesOf = (judged: readonly Judged[]): Plan['candidates'] => {
  const byAddressee = new Map<string, string[]>();
  for (const { addresseeId, verdict } of judged)
    byAddressee.set(addresseeId, [...(byAddressee.get(addresseeId) ?? []), ...verdict.parts.map(noticeIdOf)]);
  return [...byAddressee].map(([addresseeId, entries]) => ({ addresseeId, entries }));
};

/** Entries per service. */
const countBy = (entries: readonly Entry[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { service } of entries) counts[service] = (counts[service] ?? 0) + 1;
  return counts;
};
