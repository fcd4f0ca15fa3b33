import * as z from 'zod';
import { isNeverLeft } from './arrows.ts';
import { addSeconds, type Instant, instant } from './dates.ts';
import type { Notice, NoticeRef } from './notice.ts';

const said = z.object({ by: z.string(), at: instant });

/** What was decided about one version (the whole hash) of a service, and whom it may tell meanwhile. */
export const approval = z.object({
  service: z.string(),
  hash: z.string(),
  /** Raised by every write. */
  v: z.number().int(),
  first: said.optional(),
  second: said.optional(),
  withdrawn: said.optional(),
  /** Notices that were let go in the trial, and when: at most as many as the trial allows. */
  seats: z.record(z.string(), instant),
});
export type Approval = z.infer<typeof approval>;

/** `new` tells nobody, `trial` so many in all, `open` everybody. */
export type ApprovalStage = 'new' | 'trial' | 'open';

/** Messages in all that may leave before a second person has looked at what came of them. */
export const TRIAL = 25;

export type Asked = { readonly service: string; readonly hash: string; readonly by: string; readonly at: Instant };

/** The version of a service that is deployed, and who wrote it. */
export type Version = { readonly hash: string; readonly author: string };

export type Refusal = 'not-deployed' | 'another-version' | 'nobody' | 'author' | 'same-person' | 'open' | 'withdrawn';

export const noApproval = (service: string, hash: string): Approval => ({ service, hash, v: 0, seats: {} });

export const stageOf = ({ first, second, withdrawn }: Approval): ApprovalStage => {
  if (!first || withdrawn) return 'new';
  return second ? 'open' : 'trial';
};

/** The approval after one more person approved, or why it is none: two people, and neither the author. */
export const approved = (
  known: Approval,
  { hash, by, at }: Asked,
  version: Version | undefined,
): Approval | Refusal => {
  if (!version) return 'not-deployed';
  if (hash !== version.hash) return 'another-version';
  if (known.withdrawn) return 'withdrawn';
  // Its answer was lost, and it is asked again.
  if ([known.first, known.second].some((each) => each?.by === by && each.at === at)) return known;
  if (known.second) return 'open';
  if (personOf(by) === '') return 'nobody';
  if (personOf(by) === personOf(version.author)) return 'author';
  if (!known.first) return { ...known, first: { by, at } };
  return personOf(by) === personOf(known.first.by) ? 'same-person' : { ...known, second: { by, at } };
};

/** Somebody is who they are however they are spelled. */
const personOf = (by: string): string => by.normalize('NFC').trim().toLowerCase();

/** Longer than a decision is under way: a seat that was taken before has the notice that it was taken for, or never will. */
const SEAT_SECONDS = 3600;

/** The approval with a seat for this notice, the one it has or a free one; undefined when all are taken. */
export const withSeat = (known: Approval, noticeId: string, at: Instant, most: number): Approval | undefined => {
  const isFree = noticeId in known.seats || Object.keys(known.seats).length < most;
  return isFree ? { ...known, seats: { ...known.seats, [noticeId]: at } } : undefined;
};

/**
 * The approval without the seats of notices that came to nothing: ended without leaving, never put, or told by another
 * version. What was seated in the last hour stays: its notice may be about to be put.
 * @param standing what stands under the seats' ids, read after the approval was
 */
export const withoutIdleSeats = (known: Approval, standing: ReadonlyMap<string, Standing>, now: Instant): Approval => {
  const kept = Object.entries(known.seats).filter(
    ([noticeId, at]) => at > addSeconds(now, -SEAT_SECONDS) || mayLeave(standing.get(noticeId), known.hash),
  );
  return kept.length === Object.keys(known.seats).length ? known : { ...known, seats: Object.fromEntries(kept) };
};

type Standing = Notice | NoticeRef;

/** Left, or may still leave, in the words of this version. */
const mayLeave = (notice: Standing | undefined, hash: string): boolean =>
  notice !== undefined && notice.state !== 'REF' && notice.serviceHash === hash && !isNeverLeft(notice.state);
