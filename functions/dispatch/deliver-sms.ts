import type { Answer } from '#shared/channels/answer.ts';
import { composeSms } from '#shared/channels/compose-sms.ts';
import { secondsUntilClose } from '#shared/domain/hours.ts';
import type { Prepared } from './prepare.ts';
import { type SendDeps, sendOnce } from './send-once.ts';

type Deps = SendDeps & {
  readonly send: (text: { text: string; to: string; ttlSeconds: number; tag: string }) => Promise<Answer>;
};

/**
 * Sends the text once, to be given up when the hours close. Without a number any more, the channel is closed; a text too
 * long to be one goes to a person.
 */
export const deliverSms =
  (deps: Deps) =>
  async (prepared: Prepared): Promise<void> => {
    const { notice, sms: to } = prepared;
    const { noticeId } = notice;
    if (to === undefined) {
      const set = { reason: 'channel-closed', at: deps.now() };
      await deps.notices.move({ by: 'dispatch', to: 'CANCELLED', notice, set });
      return;
    }
    const composed = composeSms(prepared.short);
    if ('refused' in composed) {
      const set = { reason: composed.refused, at: deps.now() };
      await deps.notices.move({ by: 'dispatch', to: 'HANDED_OVER', notice, set });
      return deps.log('notice-ended', { noticeId, state: 'HANDED_OVER', reason: composed.refused });
    }
    const { text, parts } = composed;
    const send = (tag: string) => deps.send({ text, to, ttlSeconds: secondsUntilClose(deps.now()), tag });
    await sendOnce(deps, 'sms', { ...prepared, short: text }, { content: text, send });
    deps.log('text-sent-on', { noticeId, parts });
  };
