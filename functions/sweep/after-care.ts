import type { Agenda } from '#shared/domain/agenda.ts';
import { addWorkingDays } from '#shared/domain/calendar.ts';
import { closeChannel, openRecovery } from '#shared/domain/close-channel.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { entryKeyOf, type Notice, type NoticeState } from '#shared/domain/notice.ts';
import { releaseClaim } from '#shared/domain/release-claim.ts';
import type { Worklist } from '#shared/store/worklist.ts';

type Deps = {
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  readonly addWork: Worklist['add'];
  /** Has what is due about these residents looked at again. */
  readonly evaluate: (ids: readonly string[]) => Promise<void>;
  readonly now: () => Instant;
};

/** Promises to residents: a hand-over is looked at within a working week, an unknown outcome within two working days. */
const HAND_OVER_WORKING_DAYS = 5;
const UNKNOWN_WORKING_DAYS = 2;

/** Whether anything remains to be done for a notice in this state: of one that simply left, nothing does. */
export const needsCare = (state: NoticeState): boolean => CARED_FOR.includes(state);

const CARED_FOR: readonly NoticeState[] = ['CANCELLED', 'EXPIRED', 'HANDED_OVER', 'UNKNOWN_FINAL', 'REJECTED'];

/**
 * The records said otherwise than the agenda. Mostly an evaluation is on its way; where two lists contradict each other none is,
 * and the same would be decided and taken back every day.
 */
const DISAGREED = ['addressee-changed', 'no-longer-due', 'own-part-withdrawn', 'part-withdrawn', 'record-not-usable'];

const aboutsOf = (parts: readonly string[]): string[] => [...new Set(parts.map((part) => entryKeyOf(part).about))];

/** What remains to be done for a notice that came to its end, the same however often it is done. */
export const afterCare =
  ({ change, addWork, evaluate, now }: Deps) =>
  async (notice: Notice): Promise<void> => {
    const { noticeId, parts, addresseeId, channel, state, reason = state } = notice;
    const at = now();
    const work = (kind: 'handed-over' | 'unknown-outcome', days: number) =>
      addWork({ kind, subject: noticeId, addresseeId, reason, due: addWorkingDays(dayOf(at), days), at });
    if (state === 'CANCELLED' || state === 'EXPIRED' || state === 'HANDED_OVER')
      await change(addresseeId, (agenda) => releaseClaim(agenda, notice));
    if (state === 'CANCELLED' && DISAGREED.includes(reason)) await evaluate(aboutsOf(parts));
    if (state === 'HANDED_OVER') await work('handed-over', HAND_OVER_WORKING_DAYS);
    if (state === 'UNKNOWN_FINAL') await work('unknown-outcome', UNKNOWN_WORKING_DAYS);
    if (state === 'REJECTED' && channel)
      await change(addresseeId, (agenda) =>
        // What the print house could not print says nothing of where the resident lives.
        channel === 'letter'
          ? openRecovery(agenda, parts, dayOf(at))
          : closeChannel(agenda, channel, reason, parts, dayOf(at)),
      );
  };
