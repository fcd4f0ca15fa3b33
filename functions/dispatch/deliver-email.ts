import type { log } from '#shared/aws/log.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { Answer } from '#shared/channels/answer.ts';
import { addSeconds, type Instant } from '#shared/domain/dates.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Switches } from '#shared/store/switches.ts';
import { copyOf } from './copy.ts';
import type { Prepared } from './prepare.ts';

type Deps = {
  readonly compose: (prepared: Prepared, to: string) => Promise<Uint8Array>;
  readonly send: (mail: { raw: Uint8Array; to: string; noticeId: string; attempt: number }) => Promise<Answer>;
  readonly putCopy: (key: string, body: string | Uint8Array) => Promise<void>;
  readonly notices: Pick<Notices, 'move'>;
  readonly halt: Switches['halt'];
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** Longer than one provider call may take, shorter than the queue waits before it hands the message out again. */
const LEASE_SECONDS = 60;
/** What was read longer ago than this may not be sent on any more: a stop must work within a minute. */
const FRESH_SECONDS = 30;

/**
 * Composes and keeps the message, and only then writes SENDING: the last write before the wire. One call to the provider;
 * whatever it answers, or fails to answer, is written once and never repeated.
 */
export const deliverEmail =
  (deps: Deps) =>
  async (prepared: Prepared): Promise<void> => {
    const { notice, parts, email, readAt } = prepared;
    if (email === undefined) {
      await deps.notices.move({ by: 'dispatch', to: 'CANCELLED', notice, set: { reason: 'channel-closed' } });
      return;
    }
    const raw = await deps.compose(prepared, email);
    const copy = copyOf(prepared);
    await deps.putCopy(copy.key, copy.body);
    await deps.putCopy(copy.key.replace(/json$/, 'eml'), raw);
    const at = deps.now();
    if (at > addSeconds(readAt, FRESH_SECONDS)) throw new Error('what was read is too old to be sent on');
    const sending: Notice = {
      ...notice,
      attempt: notice.attempt + 1,
      lease: addSeconds(at, LEASE_SECONDS),
      sha: sha256(raw),
      copy: copy.key,
      parts: [...parts],
      at,
    };
    const { attempt, lease, sha, copy: key } = sending;
    const set = { attempt, lease, sha, copy: key, parts: sending.parts, at } as Partial<Notice>;
    if (!(await deps.notices.move({ by: 'dispatch', to: 'SENDING', notice, set }))) return;
    const answer = await deps.send({ raw, to: email, noticeId: notice.noticeId, attempt });
    await settle(deps, sending, answer);
  };

const stateAfter = {
  accepted: 'SENT',
  refused: 'REJECTED',
  'not-now': 'QUEUED',
  paused: 'QUEUED',
  unknown: 'UNKNOWN',
} as const satisfies Record<Answer['kind'], NoticeState>;

const settle = async ({ notices, halt, now, log }: Deps, sending: Notice, answer: Answer): Promise<void> => {
  const at = now();
  const to = stateAfter[answer.kind];
  const set = answer.kind === 'accepted' ? { providerId: answer.providerId, at } : { reason: answer.reason, at };
  if (answer.kind === 'paused') await halt('channel:email', answer.reason, at);
  await notices.move({ by: 'dispatch', to, notice: sending, set, from: 'SENDING' });
  log('notice-sent-on', { noticeId: sending.noticeId, state: to });
};
