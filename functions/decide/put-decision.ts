import { type Channel, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { hasLeft, isNeverLeft, owingCare } from '#shared/domain/arrows.ts';
import { addDays, epochSeconds, type Instant } from '#shared/domain/dates.ts';
import { type Notice, type NoticeRef, type NoticeState, tryOf } from '#shared/domain/notice.ts';
import type { Service } from '#shared/domain/service.ts';
import { type Step, stepOf } from '#shared/domain/trail.ts';
import type { Notices, Stored } from '#shared/store/notices.ts';

/** A decision as it is to be written: for the first of the parts, the others refer to it. */
export type Draft = {
  readonly addresseeId: string;
  readonly decidedOn: number;
  readonly parts: readonly [Entry, ...Entry[]];
  readonly state: Extract<NoticeState, 'QUEUED' | 'SUPPRESSED' | 'HANDED_OVER' | 'LAPSED'>;
  readonly channel?: Channel;
  readonly reason?: string;
  readonly evidence: readonly string[];
};

/**
 * The notice that stands after the put: ours, or one adopted as it stands. `told`: a message about this left before.
 * `elsewhere`: one is on its way, so this one waits.
 */
export type PutDecision = (draft: Draft) => Promise<Notice | 'told' | 'elsewhere'>;

type Deps = {
  readonly notices: Pick<Notices, 'get' | 'put' | 'putOver'>;
  readonly serviceOf: (id: string) => Service | undefined;
  readonly hashOf: (service: string) => string;
  readonly now: () => Instant;
};

/** A notice outlives every queue and every late event: never gone before this long after its window. */
const KEPT_DAYS_AFTER = 45;
const TRIES = 4;

export const putDecision =
  (deps: Deps): PutDecision =>
  async (draft) => {
    const [first, ...others] = draft.parts;
    const joined: Entry[] = [];
    for (const other of others) if (await putRef(deps, draft, other)) joined.push(other);
    return putNotice(deps, noticeOf(deps, draft, [first, ...joined]));
  };

const noticeOf = ({ serviceOf, hashOf, now }: Deps, draft: Draft, parts: [Entry, ...Entry[]]): Notice => {
  const [first] = parts;
  const at = now();
  return {
    noticeId: noticeIdOf(first),
    state: draft.state,
    attempt: 0,
    addresseeId: draft.addresseeId,
    ...(draft.channel && { channel: draft.channel, rungAt: at }),
    decidedOn: draft.decidedOn,
    expires: first.until,
    serviceHash: hashOf(first.service),
    evidence: [...draft.evidence],
    parts: parts.map(noticeIdOf),
    ...(draft.reason && { reason: draft.reason }),
    at,
    ttl: ttlOf(serviceOf(first.service), first),
    trail: [firstStep(draft, draft.state, at)],
  };
};

const firstStep = ({ decidedOn }: Pick<Draft, 'decidedOn'>, to: Step['to'], at: Instant): string =>
  stepOf({ to, by: 'decide', at, put: tryOf({ decidedOn, attempt: 0 }) });

const ttlOf = (service: Service | undefined, { until }: Entry): number =>
  epochSeconds(addDays(until, Math.max(service?.retentionDays ?? 0, KEPT_DAYS_AFTER)));

const putNotice = async (deps: Deps, fresh: Notice): Promise<Notice | 'told' | 'elsewhere'> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (await deps.notices.put(fresh)) return fresh;
    const seen = await deps.notices.get(fresh.noticeId);
    if (!seen) continue;
    if (seen.state === 'REF') {
      const verdict = await verdictOnRef(deps, seen, fresh);
      if (verdict !== 'free') return verdict;
      if (await deps.notices.putOver(fresh, seen)) return fresh;
    } else {
      if (isOfOne(seen, fresh) && (seen.state === 'QUEUED' || isNeverLeft(seen.state))) return adopted(seen);
      return hasLeft(seen.state) ? 'told' : 'elsewhere';
    }
  }
  throw new Error('a notice kept changing while it was put');
};

/** The put of this very decision was done before and its claim was not: it counts as it stands, unless it came to nothing since. */
const adopted = (seen: Notice): Notice | 'elsewhere' =>
  seen.state === 'CANCELLED' || seen.state === 'EXPIRED' ? 'elsewhere' : seen;

/** What an existing ref means: its notice told of this entry, is on its way with it, or is nothing. */
const verdictOnRef = async (
  { notices }: Deps,
  ref: NoticeRef,
  { noticeId, decidedOn, addresseeId }: { noticeId: string; decidedOn: number; addresseeId: string },
): Promise<'told' | 'elsewhere' | 'free'> => {
  const main = await notices.get(ref.ref);
  if (!main || main.state === 'REF' || !main.parts.includes(noticeId)) return 'free';
  if (hasLeft(main.state)) return 'told';
  if (main.state === 'BATCHED') return 'elsewhere';
  const mayStillGo = main.state === 'QUEUED' && (main.addresseeId !== addresseeId || main.decidedOn > decidedOn);
  return mayStillGo ? 'elsewhere' : 'free';
};

/** Notes that another entry is told of in the same message. False when it must not be: told before, or on its way. */
const putRef = async (
  deps: Deps,
  { addresseeId, decidedOn, parts: [first] }: Draft,
  other: Entry,
): Promise<boolean> => {
  const noticeId = noticeIdOf(other);
  const ref: NoticeRef = {
    noticeId,
    state: 'REF',
    ref: noticeIdOf(first),
    addresseeId,
    decidedOn,
    ttl: ttlOf(deps.serviceOf(other.service), other),
    trail: [firstStep({ decidedOn }, 'REF', deps.now())],
  };
  const seen = await deps.notices.get(noticeId);
  if (!(await isFree(deps, ref, seen))) return false;
  if (await deps.notices.putOver(ref, seen)) return true;
  // The SDK repeats a write whose answer was lost, and is then refused by what it wrote itself.
  const standing = await deps.notices.get(noticeId);
  return standing?.state === 'REF' && standing.ref === ref.ref && isOfOne(standing, ref);
};

/** Put by one and the same decision. */
const isOfOne = (a: Pick<Notice, 'addresseeId' | 'decidedOn'>, b: Pick<Notice, 'addresseeId' | 'decidedOn'>): boolean =>
  a.addresseeId === b.addresseeId && a.decidedOn === b.decidedOn;

/** Another addressee's place under the cap was given back, and a person told, where there was reason to. */
const owesNothing = ({ state, caredFor = false }: Notice): boolean =>
  caredFor || !(owingCare as readonly string[]).includes(state);

const isFree = async (deps: Deps, ref: NoticeRef, seen: Stored | undefined): Promise<boolean> => {
  if (!seen) return true;
  if (seen.state === 'REF') return (await verdictOnRef(deps, seen, ref)) === 'free';
  if (isNeverLeft(seen.state))
    return seen.addresseeId === ref.addresseeId ? seen.decidedOn < ref.decidedOn : owesNothing(seen);
  return seen.state === 'QUEUED' && seen.addresseeId === ref.addresseeId && seen.decidedOn < ref.decidedOn;
};
