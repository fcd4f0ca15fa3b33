import type { Answer } from '#shared/channels/answer.ts';
import type { Prepared } from './prepare.ts';
import { type SendDeps, sendOnce } from './send-once.ts';

type Deps = SendDeps & {
  readonly compose: (prepared: Prepared, to: string) => Promise<Uint8Array>;
  readonly send: (mail: { raw: Uint8Array; to: string; tag: string }) => Promise<Answer>;
};

/** Composes the mail and sends it once. Without an address any more, the channel is closed. */
export const deliverEmail =
  (deps: Deps) =>
  async (prepared: Prepared): Promise<void> => {
    const { notice, email: to } = prepared;
    if (to === undefined) {
      const set = { reason: 'channel-closed', at: deps.now() };
      await deps.notices.move({ by: 'dispatch', to: 'CANCELLED', notice, set });
      return;
    }
    const raw = await deps.compose(prepared, to);
    const send = (tag: string) => deps.send({ raw, to, tag });
    await sendOnce(deps, 'email', prepared, { content: raw, keptAs: 'eml', send });
  };
