import type { DispatchEvent } from '#events/dispatch.ts';
import { nameOf } from '#shared/aws/error-name.ts';
import type { log } from '#shared/aws/log.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { Answer } from '#shared/channels/answer.ts';
import type { Try } from '#shared/channels/tag.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import { addSeconds, type Instant } from '#shared/domain/dates.ts';
import { secondsUntilClose } from '#shared/domain/hours.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import { ringDelay } from '#shared/domain/ring-delay.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Switches } from '#shared/store/switches.ts';
import { copyOf } from './copy.ts';
import type { Lane } from './lane.ts';
import type { Prepared } from './prepare.ts';

export type SendDeps = {
  /** What the provider's events will name this try by. */
  readonly tagOf: (one: Try) => Promise<string>;
  readonly putCopy: (key: string, body: string | Uint8Array) => Promise<void>;
  readonly notices: Pick<Notices, 'move'>;
  readonly halt: Switches['halt'];
  /** Rings for a notice of this channel again, after so many seconds. */
  readonly ringLater: (message: DispatchEvent, delaySeconds: number) => Promise<void>;
  /** Waits for this function's turn in what the provider takes a second. */
  readonly turn: Lane['turn'];
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
 * Keeps the message, and only then, at its turn, writes SENDING: the last write before the wire. One call to the provider; whatever it
 * answers, or fails to answer, is written once and never repeated. The same for every channel that cannot be asked twice.
 */
export const sendOnce = async (
  deps: SendDeps,
  channel: Channel,
  prepared: Prepared,
  { content, keptAs, send }: Message,
): Promise<void> => {
  const { notice, parts, readAt } = prepared;
  const { noticeId, decidedOn, evidence } = notice;
  const attempt = notice.attempt + 1;
  const tag = await deps.tagOf({ noticeId, decidedOn, attempt });
  const copy = copyOf(prepared);
  await deps.putCopy(copy.key, copy.body);
  if (keptAs) await deps.putCopy(copy.key.replace(/json$/, keptAs), content);
  const toWire = await deps.turn();
  const at = deps.now();
  if (at > addSeconds(readAt, FRESH_SECONDS)) throw new Error('what was read is too old to be sent on');
  const lease = addSeconds(at, LEASE_SECONDS);
  const set = { attempt, lease, sha: sha256(content), copy: copy.key, parts: [...parts], evidence, at };
  if (!(await deps.notices.move({ by: 'dispatch', to: 'SENDING', notice, set }))) return;
  await toWire();
  await settle(deps, channel, { ...notice, ...set }, await send(tag));
};

const stateAfter = {
  accepted: 'SENT',
  refused: 'REJECTED',
  'not-now': 'QUEUED',
  paused: 'QUEUED',
  unknown: 'UNKNOWN',
} as const satisfies Record<Answer['kind'], NoticeState>;

const settle = async (deps: SendDeps, channel: Channel, sending: Notice, answer: Answer): Promise<void> => {
  const { notices, now, log } = deps;
  const at = now();
  const to = stateAfter[answer.kind];
  const delay = answer.kind === 'not-now' ? delayFor(sending, at) : undefined;
  const set = answer.kind === 'accepted' ? { providerId: answer.providerId, at } : { reason: answer.reason, at };
  if (answer.kind === 'paused') await hold(deps, channel, answer.reason, at);
  const rung = delay === undefined ? {} : { rungAt: at };
  const isMoved = await notices.move({
    by: 'dispatch',
    to,
    notice: sending,
    set: { ...set, ...rung },
    from: 'SENDING',
  });
  log('notice-sent-on', { noticeId: sending.noticeId, state: to });
  if (isMoved && delay !== undefined) await ring(deps, sending, delay);
};

/** When to try again, if that is still within the hours: what waits for them to open the sweep rings for. */
const delayFor = (sending: Notice, at: Instant): number | undefined => {
  const delay = ringDelay(sending);
  return delay !== undefined && delay < secondsUntilClose(at) ? delay : undefined;
};

/**
 * Rings by a message of its own, so that being throttled uses up no receives of the one that is worked on. The notice is QUEUED
 * by now: when the bell fails the message must not, and the sweep rings.
 */
const ring = async ({ ringLater, log }: SendDeps, { noticeId, decidedOn }: Notice, delay: number): Promise<void> => {
  try {
    await ringLater({ v: 2, noticeId, decidedOn }, delay);
  } catch (error) {
    log('not-rung', { noticeId, error: nameOf(error) });
  }
};

/** Everybody after this one meets the halt before the wire. Only who halted it says so: one line, one alarm. */
const hold = async ({ halt, log }: SendDeps, channel: Channel, reason: string, at: Instant): Promise<void> => {
  if (await halt(`channel:${channel}`, reason, at)) log('channel-held', { channel, reason });
};
