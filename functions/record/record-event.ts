import type { ProviderEvent } from '#events/provider-event.ts';
import type { log } from '#shared/aws/log.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { statesBefore } from '#shared/domain/arrows.ts';
import { closeChannel } from '#shared/domain/close-channel.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Orphans } from '#shared/store/orphans.ts';

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
    const state = stateOf(event);
    if (!state) return;
    const tag = deps.read(event.mail.tags.notice?.[0] ?? '');
    const notice = tag && (await deps.notices.get(tag.noticeId));
    if (!notice || notice.state === 'REF' || notice.attempt !== tag.attempt) {
      deps.log('event-of-unknown-notice', { event: event.eventType, messageId: event.mail.messageId });
      return deps.keepOrphan(event.mail.messageId, event.eventType, deps.now());
    }
    if (closesChannel(state)) await close(deps, notice, state);
    // States only rise, so what cannot be followed from here never can: no write, where a refused one would be billed too.
    if (!statesBefore('record', state).includes(notice.state)) return;
    const set = { at: deps.now(), providerId: event.mail.messageId };
    await deps.notices.move({ by: 'record', to: state, notice, set });
  };

/** A bounce that may pass (mailbox full) and a delay change nothing: SES itself goes on trying. */
const stateOf = ({ eventType, bounce }: ProviderEvent): NoticeState | undefined => {
  switch (eventType) {
    case 'Send':
      return 'SENT';
    case 'Delivery':
      return 'DELIVERED';
    case 'Bounce':
      return bounce?.bounceType === 'Transient' ? undefined : 'BOUNCED';
    case 'Complaint':
      return 'COMPLAINED';
    case 'Reject':
    case 'Rendering Failure':
      return 'REJECTED';
    case 'DeliveryDelay':
      return undefined;
    default:
      throw new Error(`no such event: ${eventType satisfies never}`);
  }
};

const closesChannel = (state: NoticeState): boolean =>
  state === 'BOUNCED' || state === 'COMPLAINED' || state === 'REJECTED';

const close = async ({ change, now }: Deps, { addresseeId, channel, noticeId }: Notice, state: NoticeState) => {
  if (channel) await change(addresseeId, (agenda) => closeChannel(agenda, channel, state, noticeId, dayOf(now())));
};
