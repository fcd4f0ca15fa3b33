import type { DispatchEvent } from '#events/dispatch.ts';
import type { log } from '#shared/aws/log.ts';
import type { Agenda, Channel } from '#shared/domain/agenda.ts';
import { entriesNaming } from '#shared/domain/apply-outcomes.ts';
import { isFinal } from '#shared/domain/arrows.ts';
import { addSeconds, dayOf, type Instant } from '#shared/domain/dates.ts';
import { hasOpened, secondsUntilClose } from '#shared/domain/hours.ts';
import { entryKeyOf, type Notice } from '#shared/domain/notice.ts';
import { switchNames } from '#shared/domain/switch-names.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Halts } from '#shared/store/switches.ts';
import { needsCare } from './after-care.ts';

/** Helps a notice on. True when it is final and its after-care done. */
export type Tend = (notice: Notice) => Promise<boolean>;

export type TendDeps = {
  readonly notices: Pick<Notices, 'get' | 'move' | 'annotate'>;
  readonly agendas: Pick<Agendas, 'get'>;
  readonly ring: (channel: Channel, message: DispatchEvent) => Promise<void>;
  /** Whether the channel's queue was empty, and what was halted, when the sweep began: its own rings fill the queue. */
  readonly isQueueEmpty: (channel: Channel) => Promise<boolean>;
  readonly halts: () => Promise<Halts>;
  readonly settleLate: (notice: Notice) => Promise<boolean>;
  readonly careFor: (notice: Notice) => Promise<void>;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** The bell is rung again after this long even when the queue is not empty. */
const RING_AGAIN_SECONDS = 6 * 3600;
/** SES reports within a day, operators within 72 hours; what was not reported by then a person must settle. */
const UNKNOWN_SECONDS = { email: 24 * 3600, sms: 73 * 3600, letter: 24 * 3600 } as const satisfies Record<
  Channel,
  number
>;

export const tendNotice =
  (deps: TendDeps): Tend =>
  async (seen) => {
    const notice = (await help(deps, seen)) ? await deps.notices.get(seen.noticeId) : seen;
    if (!notice || notice.state === 'REF') return true;
    if (!isFinal(notice.state)) return false;
    if (needsCare(notice.state) && !notice.caredFor) {
      await deps.careFor(notice);
      await deps.notices.annotate(notice, 'caredFor', true);
    }
    return true;
  };

/** @returns whether the notice may be another by now, so that it must be read again */
const help = async (deps: TendDeps, notice: Notice): Promise<boolean> => {
  const at = deps.now();
  switch (notice.state) {
    case 'QUEUED':
      await helpQueued(deps, notice, at);
      return true;
    case 'SENDING':
      if ((notice.lease as Instant) >= at) return false;
      await deps.notices.move({ by: 'sweep', to: 'UNKNOWN', notice, set: { at } });
      return true;
    case 'UNKNOWN':
      if (addSeconds(notice.at, UNKNOWN_SECONDS[notice.channel as Channel]) >= at) return false;
      await deps.notices.move({ by: 'sweep', to: 'UNKNOWN_FINAL', notice, set: { at } });
      return true;
    case 'BATCHED':
      return deps.settleLate(notice);
    default:
      return false;
  }
};

const helpQueued = async (deps: TendDeps, notice: Notice, at: Instant): Promise<void> => {
  const agenda = await deps.agendas.get(notice.addresseeId);
  if (agenda && entriesNaming(agenda, notice).length > 0) {
    if (dayOf(at) < notice.expires) return ringAgain(deps, notice, at);
    await deps.notices.move({ by: 'sweep', to: 'EXPIRED', notice, set: { reason: 'past-its-last-day', at } });
  } else if (!mayBeClaimed(agenda, notice)) {
    await deps.notices.move({ by: 'sweep', to: 'CANCELLED', notice, set: { reason: 'not-named', at } });
  }
};

/**
 * The agenda still has the version that was decided on. Until it moves on the claim may come, also past the last day: a notice
 * that had ended before its claim would leave the entry claimed for ever.
 */
const mayBeClaimed = (agenda: Agenda | undefined, { decidedOn }: Notice): boolean =>
  agenda !== undefined && agenda.v <= decidedOn;

/** What is held or would come in closed hours is not rung for: it would only be put back. */
const ringAgain = async (deps: TendDeps, notice: Notice, at: Instant): Promise<void> => {
  const channel = notice.channel as Channel;
  if (channel !== 'letter' && secondsUntilClose(at) === 0) return;
  const { halted, releasedAt } = await deps.halts();
  if (
    switchNames(entryKeyOf(notice.noticeId).service, channel, notice.serviceHash).some((name) => halted.includes(name))
  )
    return;
  if (!isOverdue(notice, at, releasedAt) && !(await deps.isQueueEmpty(channel))) return;
  await deps.ring(channel, { v: 2, noticeId: notice.noticeId, decidedOn: notice.decidedOn });
  await deps.notices.annotate(notice, 'rungAt', at);
  deps.log('rung-again', { noticeId: notice.noticeId });
};

/** Rung so long ago, or before something was released or the hours opened, that nothing in the queue is for it. */
const isOverdue = ({ rungAt, at: since, channel }: Notice, at: Instant, releasedAt: Instant | undefined): boolean => {
  const last = rungAt ?? since;
  if (addSeconds(last, RING_AGAIN_SECONDS) < at) return true;
  if (releasedAt !== undefined && last < releasedAt) return true;
  return channel !== 'letter' && hasOpened(last, at);
};
