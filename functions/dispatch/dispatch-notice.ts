import type { DispatchRing } from '#events/dispatch.ts';
import type { log } from '#shared/aws/log.ts';
import type { Agenda, Channel, Entry } from '#shared/domain/agenda.ts';
import { entriesNaming } from '#shared/domain/apply-outcomes.ts';
import { chooseChannel } from '#shared/domain/choose-channel.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { secondsUntilClose } from '#shared/domain/hours.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import type { Service } from '#shared/domain/service.ts';
import { isChannelStopped, stopOf } from '#shared/domain/stops.ts';
import { switchNames } from '#shared/domain/switch-names.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { Notices } from '#shared/store/notices.ts';
import { readHeeded } from '#shared/store/read-heeded.ts';
import type { Residents } from '#shared/store/residents.ts';
import type { Switches } from '#shared/store/switches.ts';
import type { Prepared, prepare } from './prepare.ts';

export type Deps = {
  readonly channel: Channel;
  readonly agendas: Pick<Agendas, 'get'>;
  readonly residents: Pick<Residents, 'get'>;
  readonly notices: Pick<Notices, 'get' | 'move'>;
  readonly switches: Pick<Switches, 'halted'>;
  readonly prepare: ReturnType<typeof prepare>;
  /** What the channel does with a prepared message: the last write before the wire, and the wire. */
  readonly deliver: (prepared: Prepared) => Promise<void>;
  readonly serviceOf: (id: string) => Service | undefined;
  readonly hashOf: (service: string) => string;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** An e-mail or text is not begun so shortly before the hours close that it might go out after. */
const LEAST_SECONDS = 60;

/**
 * Sends one notice, if everything that was decided still holds. Whatever is closed, halted or not yet certain leaves it
 * QUEUED for the sweep to ring again; only a reason that will not pass changes its state.
 */
export const dispatchNotice =
  (deps: Deps) =>
  async ({ noticeId, decidedOn }: DispatchRing): Promise<void> => {
    const notice = await deps.notices.get(noticeId);
    if (notice?.state !== 'QUEUED' || notice.channel !== deps.channel) return;
    if (decidedOn !== undefined && decidedOn !== notice.decidedOn) return; // rung for a decision that was put over since
    const service = deps.serviceOf(entryKeyOf(noticeId).service);
    if (!service) return stay(deps, notice, 'service-off');
    // Before anything is ended: what restored tables say of a notice may be long past.
    const halted = await deps.switches.halted(switchNames(service.id, deps.channel, notice.serviceHash));
    if (halted === 'epoch') return stay(deps, notice, 'halted:epoch');
    const agenda = await deps.agendas.get(notice.addresseeId);
    const end = agenda ? await endOf(deps, notice, agenda) : ({ state: 'CANCELLED', reason: 'no-agenda' } as const);
    if (end === 'wait') return;
    if (end) return finish(deps, notice, end);
    if (deps.channel !== 'letter' && secondsUntilClose(deps.now()) < LEAST_SECONDS)
      return stay(deps, notice, 'closed-hours');
    if (halted !== undefined) return stay(deps, notice, `halted:${halted}`);
    const named = entriesNaming(agenda as Agenda, notice);
    const prepared = await deps.prepare(notice, agenda as Agenda, named, service);
    if ('end' in prepared) return finish(deps, notice, prepared.end);
    return deps.deliver(prepared);
  };

export type End = {
  readonly state: Extract<NoticeState, 'CANCELLED' | 'EXPIRED' | 'HANDED_OVER'>;
  readonly reason: string;
};

const endOf = async (deps: Deps, notice: Notice, agenda: Agenda): Promise<End | 'wait' | undefined> => {
  const { service } = entryKeyOf(notice.noticeId);
  const named = entriesNaming(agenda, notice);
  // Until the agenda moves on from the version decided on, the claim may still come.
  if (named.length === 0) return agenda.v > notice.decidedOn ? { state: 'CANCELLED', reason: 'not-named' } : 'wait';
  const today = dayOf(deps.now());
  if (today >= notice.expires) return { state: 'EXPIRED', reason: 'past-its-last-day' };
  // One part is over and the message is not: closing a batch would send it back every day. The others are decided anew.
  if (named.some(({ until }) => today >= until)) return { state: 'CANCELLED', reason: 'part-lapsed' };
  if (notice.serviceHash !== deps.hashOf(service)) return { state: 'CANCELLED', reason: 'service-changed' };
  if (agenda.blocked) return { state: 'CANCELLED', reason: 'blocked' };
  if (agenda.suppressed[deps.channel] || isChannelStopped(agenda.stops, deps.channel))
    return { state: 'CANCELLED', reason: 'channel-closed' };
  const stop = stopOf(agenda, named, await readHeeded(deps.agendas.get, named), deps.serviceOf);
  if (stop) return { state: 'CANCELLED', reason: stop };
  return mayStillGoBy(deps, agenda, named) ? undefined : { state: 'CANCELLED', reason: 'channel-closed' };
};

/** What was declared for this kind of message may have been withdrawn, and the address be there still (Awb 2:8). */
const mayStillGoBy = ({ channel, now }: Deps, agenda: Agenda, [first]: readonly Entry[]): boolean => {
  if (channel === 'letter') return true;
  const choice = chooseChannel(agenda, first as Entry, dayOf(now()));
  return 'closedToday' in choice || ('channel' in choice && choice.channel === channel);
};

const stay = ({ log }: Deps, { noticeId }: Notice, reason: string): void => log('notice-waits', { noticeId, reason });

const finish = async ({ notices, log, now }: Deps, notice: Notice, { state, reason }: End): Promise<void> => {
  const isMoved = await notices.move({ by: 'dispatch', to: state, notice, set: { reason, at: now() } });
  if (isMoved) log('notice-ended', { noticeId: notice.noticeId, state, reason });
};
