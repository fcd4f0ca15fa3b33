import type { Try } from '#shared/channels/tag.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Batches } from '#shared/store/batches.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Report } from './report-of.ts';

export type NoticeOfDeps = {
  readonly notices: Pick<Notices, 'get'>;
  readonly batches: Pick<Batches, 'get' | 'member'>;
  /** Which try of which notice a tag names; undefined when it is not one of ours. */
  readonly read: (tag: string) => Promise<Try | undefined>;
};

/** The notice that a report is about, in the very try that it was made of; undefined when we know of none. */
export const noticeOf = async (deps: NoticeOfDeps, { about }: Report): Promise<Notice | undefined> => {
  if ('batch' in about) return noticeOfLetter(deps, about);
  const one = await deps.read(about.tag);
  const notice = one && (await deps.notices.get(one.noticeId));
  if (!one || !notice || notice.state === 'REF') return undefined;
  return notice.decidedOn === one.decidedOn && notice.attempt === one.attempt ? notice : undefined;
};

/** Of that very letter: one that was written anew has another number, and the first is no letter of ours any more. */
const noticeOfLetter = async (
  { notices, batches }: NoticeOfDeps,
  { batch, letter }: { readonly batch: string; readonly letter: string },
): Promise<Notice | undefined> => {
  const member = await batches.member(batch, letter);
  const notice = member && (await notices.get(member.noticeId));
  if (!notice || notice.state === 'REF' || notice.batch !== batch || notice.letterId !== letter) return undefined;
  switch (notice.state) {
    case 'SENT':
    case 'RETURNED':
    case 'REJECTED':
      return notice;
    case 'BATCHED':
      // Only what a chosen manifest lists ever lies where the print house can read it.
      return (await batches.get(batch))?.state === 'CLOSED' ? notice : undefined;
    default:
      return undefined;
  }
};
