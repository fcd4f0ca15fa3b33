import type { ProviderEvent } from '#events/provider-event.ts';
import type { log } from '#shared/aws/log.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { statesBefore } from '#shared/domain/arrows.ts';
import { closeChannel, openRecovery } from '#shared/domain/close-channel.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Orphans } from '#shared/store/orphans.ts';
import { type Report, reportOf } from './report-of.ts';

export type Deps = {
  readonly notices: Pick<Notices, 'get' | 'move'>;
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  readonly keepOrphan: Orphans['keep'];
  /** Which try of which notice a tag means; undefined when it is not one of ours. */
  readonly read: (tag: string) => { readonly noticeId: string; readonly attempt: number } | undefined;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/**
 * Turns what the provider reports into facts: the agenda first (the channel closed, recovery opened), the state last and
 * only upwards by the table of arrows, so that neither order nor repetition matters.
 */
export const recordEvent =
  (deps: Deps) =>
  async (event: ProviderEvent): Promise<void> => {
    const report = reportOf(event);
    const { state, messageId, type } = report;
    if (!state) return;
    const tag = deps.read(report.tag);
    const notice = tag && (await deps.notices.get(tag.noticeId));
    if (!notice || notice.state === 'REF' || notice.attempt !== tag.attempt) {
      deps.log('event-of-unknown-notice', { event: type, messageId });
      return deps.keepOrphan(messageId, type, deps.now());
    }
    await repair(deps, notice, report);
    // States only rise, so what cannot be followed from here never can: no write, where a refused one would be billed too.
    if (!statesBefore('record', state).includes(notice.state)) return;
    await deps.notices.move({ by: 'record', to: state, notice, set: { at: deps.now(), providerId: messageId } });
  };

const repair = async ({ change, now }: Deps, notice: Notice, { state, harm }: Report): Promise<void> => {
  const { addresseeId, channel, parts } = notice;
  const today = dayOf(now());
  if (harm === 'message') await change(addresseeId, (agenda) => openRecovery(agenda, parts, today));
  if (harm === 'channel' && channel)
    await change(addresseeId, (agenda) => closeChannel(agenda, channel, `${state}`, parts, today));
};
