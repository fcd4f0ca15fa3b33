import { statesBefore } from '#shared/domain/arrows.ts';
import { dayOf, epochSeconds, type Instant } from '#shared/domain/dates.ts';
import { isKnownTry } from '#shared/domain/is-known-try.ts';
import { type Notice, type NoticeRef, tryOf } from '#shared/domain/notice.ts';
import { type Step, stepOf } from '#shared/domain/trail.ts';
import type { Copied } from '#shared/store/copies.ts';
import type { Notices, Stored } from '#shared/store/notices.ts';
import type { Worklist } from '#shared/store/worklist.ts';
import type { Printed } from './settle-batches.ts';

export type NoticeDeps = {
  readonly notices: Pick<Notices, 'get' | 'putOver'>;
  readonly addWork: Worklist['add'];
  readonly now: () => Instant;
};

/** A try that left or may have left: by the copy of it, and by the manifest where it is a letter. */
export type Left = { readonly copy: Copied; readonly key: string; readonly printed?: Printed };

export type Settled =
  /** The table lost it, and has it again. */
  | { readonly what: 'put'; readonly notice: Notice }
  /** The table has it at least as far. */
  | { readonly what: 'standing'; readonly notice: Notice }
  /** The table knows that this try came to nothing, or is past keeping it. */
  | { readonly what: 'nothing' };

const TRIES = 4;

/**
 * Puts the notice of a try again where the table lost it: SENT when its letter was printed, else UNKNOWN_FINAL, with its item on
 * the worklist first. It is in no plan, so no sweep would ever come to it. Attempt and decision are those of the try, so that
 * what the provider still reports finds it.
 */
export const settleNotice = async (deps: NoticeDeps, left: Left): Promise<Settled> => {
  const fresh = noticeOf(left, deps.now());
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seen = await deps.notices.get(fresh.noticeId);
    if (seen && seen.state !== 'REF' && !statesBefore('reconcile', fresh.state).includes(seen.state))
      return { what: 'standing', notice: seen };
    if (!left.printed && seen && isKnownTry(seen, left.copy)) return { what: 'nothing' };
    if (fresh.ttl <= epochSeconds(dayOf(deps.now()))) return { what: 'nothing' };
    if (fresh.state === 'UNKNOWN_FINAL') await addWork(deps, fresh);
    if (await deps.notices.putOver(fresh, seen)) return { what: 'put', notice: fresh };
  }
  throw new Error('a notice kept changing while it was reconciled');
};

const noticeOf = ({ copy, key, printed }: Left, now: Instant): Notice => {
  const state = printed ? 'SENT' : 'UNKNOWN_FINAL';
  return {
    ...copy,
    copy: key,
    state,
    reason: 'restored',
    caredFor: true,
    ...(printed && { at: printed.at, sha: printed.sha, providerId: copy.letterId }),
    trail: [firstStep(copy, state, now)],
  };
};

const firstStep = (put: Pick<Notice, 'decidedOn' | 'attempt'>, to: Step['to'], at: Instant): string =>
  stepOf({ to, by: 'reconcile', at, put: tryOf(put) });

const addWork = ({ addWork, now }: NoticeDeps, notice: Notice): Promise<unknown> => {
  const { noticeId: subject, addresseeId } = notice;
  return addWork({ kind: 'unknown-outcome', subject, time: tryOf(notice), addresseeId, reason: 'restored', at: now() });
};

/** The other entries that a message spoke for refer to it again, unless a message of their own left. */
export const settleRefs = async (
  { notices, now }: Pick<NoticeDeps, 'notices' | 'now'>,
  { noticeId: main, parts, addresseeId, decidedOn, ttl }: Notice,
): Promise<void> => {
  for (const noticeId of parts.filter((part) => part !== main)) {
    const trail = [firstStep({ decidedOn, attempt: 0 }, 'REF', now())];
    const ref: NoticeRef = { noticeId, state: 'REF', ref: main, addresseeId, decidedOn, ttl, trail };
    const seen = await notices.get(noticeId);
    if (!isReferring(seen, main) && isFree(seen)) await notices.putOver(ref, seen);
  }
};

const isReferring = (seen: Stored | undefined, main: string): boolean => seen?.state === 'REF' && seen.ref === main;

const isFree = (seen: Stored | undefined): boolean =>
  seen === undefined || seen.state === 'REF' || statesBefore('reconcile', 'UNKNOWN_FINAL').includes(seen.state);
