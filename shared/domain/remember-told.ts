import { type Agenda, type Entry, noticeIdOf } from './agenda.ts';
import { CAP_DAYS } from './cap.ts';
import { daysBetween, type IsoDate } from './dates.ts';
import { nextOn } from './next-on.ts';
import type { Notice } from './notice.ts';

/**
 * The agenda as it stood when a notice left: its entries claimed by it, and its place under the cap taken. What a person or a
 * stop closed stays closed. Done twice it changes nothing.
 * @param on the day on which it left
 * @param isCapped whether it counts for the cap
 */
export const rememberTold = (
  agenda: Agenda,
  { noticeId, decidedOn, parts }: Pick<Notice, 'noticeId' | 'decidedOn' | 'parts'>,
  { on, today, isCapped }: { readonly on: IsoDate; readonly today: IsoDate; readonly isCapped: boolean },
): Agenda => {
  const isClaimed = (entry: Entry) => entry.notice === noticeId && entry.version === decidedOn;
  const isForgotten = (entry: Entry) =>
    entry.state !== 'closed' && parts.includes(noticeIdOf(entry)) && !isClaimed(entry);
  const isUncounted =
    isCapped && daysBetween(on, today) < CAP_DAYS && !agenda.sent.some(({ notice }) => notice === noticeId);
  if (!isUncounted && !agenda.entries.some(isForgotten)) return agenda;
  const entries = agenda.entries.map(
    (entry): Entry =>
      isForgotten(entry) ? { ...entry, state: 'claimed', notice: noticeId, version: decidedOn } : entry,
  );
  return {
    ...agenda,
    entries,
    sent: isUncounted ? [...agenda.sent, { on, notice: noticeId }] : agenda.sent,
    nextOn: nextOn(entries, agenda.reviewOn),
  };
};
