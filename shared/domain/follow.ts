import { type Entry, noticeIdOf, type StageName } from './agenda.ts';
import { daysBetween, type IsoDate } from './dates.ts';
import type { NoticeState } from './notice.ts';
import type { Service } from './service.ts';

/** What became of the notice that a following stage comes after, and on which day. */
export type Followed = { readonly state: NoticeState; readonly on: IsoDate };

const TOLD: readonly NoticeState[] = ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED'];
/** Ended without the resident having been told, and nothing will come of it any more. */
const ENDED: readonly NoticeState[] = ['REJECTED', 'UNKNOWN_FINAL'];
const UNDER_WAY: readonly NoticeState[] = ['QUEUED', 'SENDING', 'BATCHED', 'UNKNOWN'];

/** The notice that an entry's stage follows; undefined for a stage that stands by itself. */
export const followedBy = (entry: Entry, service: Service | undefined): string | undefined => {
  const stage: StageName | undefined = service?.follows?.[entry.stage]?.stage;
  return stage && noticeIdOf({ ...entry, stage });
};

/**
 * Whether an entry of a following stage may go: only when what it follows was sent, and long enough ago. Not yet final
 * defers; any other end means that there is nothing to follow.
 */
export const mayFollow = (
  entry: Entry,
  service: Service | undefined,
  entries: readonly Entry[],
  followed: ReadonlyMap<string, Followed>,
  today: IsoDate,
): 'yes' | 'over' | 'stage-before-not-final' | 'too-soon-after-stage-before' => {
  const before = followedBy(entry, service);
  if (before === undefined) return 'yes';
  const seen = followed.get(before);
  if (seen && TOLD.includes(seen.state)) {
    const isDue = daysBetween(seen.on, today) >= (service?.follows?.[entry.stage]?.afterDays ?? 0);
    return isDue ? 'yes' : 'too-soon-after-stage-before';
  }
  if (seen && ENDED.includes(seen.state)) return 'over';
  const stillComes = entries.some((each) => noticeIdOf(each) === before && each.state !== 'closed');
  return stillComes || (seen && UNDER_WAY.includes(seen.state)) ? 'stage-before-not-final' : 'over';
};
