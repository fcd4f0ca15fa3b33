import type { Agenda } from '#shared/domain/agenda.ts';
import { closeChannel, openRecovery } from '#shared/domain/close-channel.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { type Notice, type NoticeState, tryOf } from '#shared/domain/notice.ts';
import type { Worklist } from '#shared/store/worklist.ts';

type Deps = {
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  readonly giveBack: (notice: Notice) => Promise<void>;
  readonly addWork: Worklist['add'];
  readonly now: () => Instant;
};

/** Whether anything remains to be done for a notice in this state: of one that simply left, nothing does. */
export const needsCare = (state: NoticeState): boolean => CARED_FOR.includes(state);

const CARED_FOR: readonly NoticeState[] = ['CANCELLED', 'EXPIRED', 'HANDED_OVER', 'UNKNOWN_FINAL', 'REJECTED'];

/** What remains to be done for a notice that came to its end, the same however often it is done. */
export const afterCare =
  ({ change, giveBack, addWork, now }: Deps) =>
  async (notice: Notice): Promise<void> => {
    const { noticeId, parts, addresseeId, channel, state, reason = state } = notice;
    const at = now();
    const work = (kind: 'handed-over' | 'unknown-outcome') =>
      addWork({ kind, subject: noticeId, time: tryOf(notice), addresseeId, reason, at });
    await giveBack(notice);
    if (state === 'HANDED_OVER') await work('handed-over');
    if (state === 'UNKNOWN_FINAL') await work('unknown-outcome');
    if (state === 'REJECTED' && channel)
      await change(addresseeId, (agenda) =>
        // What the print house could not print says nothing of where the resident lives.
        channel === 'letter'
          ? openRecovery(agenda, parts, dayOf(at))
          : closeChannel(agenda, channel, reason, parts, dayOf(at)),
      );
  };
