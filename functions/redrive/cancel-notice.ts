import type { DispatchRing } from '#events/dispatch.ts';
import type { log } from '#shared/aws/log.ts';
import { entriesNaming } from '#shared/domain/apply-outcomes.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { Notices } from '#shared/store/notices.ts';

type Deps = {
  readonly notices: Pick<Notices, 'get' | 'move'>;
  readonly agendas: Pick<Agendas, 'get'>;
  readonly giveBack: (notice: Notice) => Promise<void>;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/**
 * A ring that failed again and again is never rung again: days later neither the decision nor the hour need be right. A notice that
 * still waits is cancelled and its entry given back, so that the next scan finds it and decide decides anew. One that has left,
 * may have left, ended or was decided anew since is left alone; so is one that no entry names (yet): that is the sweep's.
 */
export const cancelNotice =
  ({ notices, agendas, giveBack, now, log }: Deps) =>
  async ({ noticeId, decidedOn }: DispatchRing): Promise<'cancelled' | 'nothing'> => {
    const notice = await notices.get(noticeId);
    if (notice?.state !== 'QUEUED') return 'nothing';
    if (decidedOn !== undefined && decidedOn !== notice.decidedOn) return 'nothing';
    const agenda = await agendas.get(notice.addresseeId);
    if (!agenda || entriesNaming(agenda, notice).length === 0) return 'nothing';
    const set = { reason: 'failed-repeatedly', at: now() };
    if (!(await notices.move({ by: 'redrive', to: 'CANCELLED', notice, set }))) return 'nothing';
    await giveBack({ ...notice, ...set, state: 'CANCELLED' });
    log('notice-ended', { noticeId, state: 'CANCELLED', reason: set.reason });
    return 'cancelled';
  };
