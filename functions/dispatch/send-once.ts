import type { log } from '#shared/aws/log.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { Answer } from '#shared/channels/answer.ts';
import type { Try } from '#shared/channels/tag.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import { addSeconds, type Instant } from '#shared/domain/dates.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Switches } from '#shared/store/switches.ts';
import { copyOf } from './copy.ts';
import type { Prepared } from './prepare.ts';

export type SendDeps = {
  /** What the provider's events will name this try by. */
  readonly tagOf: (one: Try) => Promise<string>;
  readonly putCopy: (key: string, body: string | Uint8Array) => Promise<void>;
  readonly notices: Pick<Notices, 'move'>;
  readonly halt: Switches['halt'];
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** What goes over the wire, and the one call that brings it there. */
type Message = {
  readonly content: string | Uint8Array;
  /** Where the copy in words does not say all: what the content itself is kept as. */
  readonly keptAs?: 'eml';
  readonly send: (tag: string) => Promise<Answer>;
};

/** Longer than one provider call may take, shorter than the queue waits before it hands the message out again. */
const LEASE_SECONDS = 60;
/** What was read longer ago than this may not be sent on any more: a stop must work within a minute. */
const FRESH_SECONDS = 30;

/**
 * Keeps the message, and only then writes SENDING: the last write before the wire. One call to the provider; whatever it
 * answers, or fails to answer, is written once and never repeated. The same for every channel that cannot be asked twice.
 */
export const sendOnce = async (
  deps: SendDeps,
  channel: Channel,
  prepared: Prepared,
  { content, keptAs, send }: Message,
): Promise<void> => {
  const { notice, parts, readAt } = prepared;
  const { noticeId, decidedOn } = notice;
  const attempt = notice.attempt + 1;
  const tag = await deps.tagOf({ noticeId, decidedOn, attempt });
  const copy = copyOf(prepared);
  await deps.putCopy(copy.key, copy.body);
  if (keptAs) await deps.putCopy(copy.key.replace(/json$/, keptAs), content);
  const at = deps.now();
  if (at > addSeconds(readAt, FRESH_SECONDS)) throw new Error('what was read is too old to be sent on');
  const lease = addSeconds(at, LEASE_SECONDS);
  const set = { attempt, lease, sha: sha256(content), copy: copy.key, parts: [...parts], at };
  if (!(await deps.notices.move({ by: 'dispatch', to: 'SENDING', notice, set }))) return;
  await settle(deps, channel, { ...notice, ...set }, await send(tag));
};

const stateAfter = {
  accepted: 'SENT',
  refused: 'REJECTED',
  'not-now': 'QUEUED',
  paused: 'QUEUED',
  unknown: 'UNKNOWN',
} as const satisfies Record<Answer['kind'], NoticeState>;

const settle = async (
  { notices, halt, now, log }: SendDeps,
  channel: Channel,
  sending: Notice,
  answer: Answer,
): Promise<void> => {
  const at = now();
  const to = stateAfter[answer.kind];
  const set = answer.kind === 'accepted' ? { providerId: answer.providerId, at } : { reason: answer.reason, at };
  if (answer.kind === 'paused') await halt(`channel:${channel}`, answer.reason, at);
  await notices.move({ by: 'dispatch', to, notice: sending, set, from: 'SENDING' });
  log('notice-sent-on', { noticeId: sending.noticeId, state: to });
};
