import * as z from 'zod';
import { channel, type EntryKey, entryKey } from './agenda.ts';
import { instant, isoDate } from './dates.ts';

export const noticeState = z.enum([
  'QUEUED',
  'SENDING',
  'BATCHED',
  'SENT',
  'DELIVERED',
  'BOUNCED',
  'COMPLAINED',
  'RETURNED',
  'REJECTED',
  'UNKNOWN',
  'UNKNOWN_FINAL',
  'CANCELLED',
  'EXPIRED',
  'SUPPRESSED',
  'HANDED_OVER',
  'LAPSED',
]);
export type NoticeState = z.infer<typeof noticeState>;

/**
 * Every change of state, as `shared/domain/trail.ts` writes it; kept by the very write that makes the change. On what is about to be
 * put, the one step that it begins with: it comes after those of what it is put over.
 */
const trail = z.array(z.string()).default([]);

/** One message and its life. The key is what it is about, so a change of addressee can never cause a second one. */
export const notice = z.object({
  noticeId: z.string(),
  state: noticeState,
  /** Goes up each time the notice starts for the wire or a batch; with `decidedOn` it names one try. */
  attempt: z.number().int(),
  addresseeId: z.string(),
  channel: channel.optional(),
  /** The agenda version that the decision was made on; the claimed entry carries the same. */
  decidedOn: z.number().int(),
  /** Not sent on or after this day. */
  expires: isoDate,
  /** The whole hash of the service that decided; another one deployed since means: decide again. */
  serviceHash: z.string(),
  evidence: z.array(z.string()),
  /** Notice ids of every entry that this message speaks for, its own first. */
  parts: z.array(z.string()),
  reason: z.string().optional(),
  lease: instant.optional(),
  providerId: z.string().optional(),
  /** SHA-256 of what was sent, and where its copy lies. */
  sha: z.string().optional(),
  copy: z.string().optional(),
  batch: z.string().optional(),
  letterId: z.string().optional(),
  /** How the records stood that a letter was written from. */
  seen: z.string().optional(),
  at: instant,
  rungAt: instant.optional(),
  /** The sweep's after-care (cap given back, worklist item) is done. */
  caredFor: z.boolean().optional(),
  ttl: z.number().int(),
  trail,
});
export type Notice = z.infer<typeof notice>;

/** Says that an entry's message is part of another notice. */
export const noticeRef = z.object({
  noticeId: z.string(),
  state: z.literal('REF'),
  ref: z.string(),
  addresseeId: z.string(),
  decidedOn: z.number().int(),
  ttl: z.number().int(),
  trail,
});
export type NoticeRef = z.infer<typeof noticeRef>;

/** The entry that a notice id is about. An occasion holds no `#`; `about` may (`address#…`), so it is read from the right. */
export const entryKeyOf = (noticeId: string): EntryKey => {
  const words = noticeId.split('#');
  const [service, occasion, stage] = words.slice(-3);
  return entryKey.parse({ about: words.slice(0, -3).join('#'), service, occasion, stage });
};

/** Which batch letter this try of a notice is: short enough to print, the same each time it is computed. */
export const tryOf = ({ decidedOn, attempt }: Pick<Notice, 'decidedOn' | 'attempt'>): string =>
  `${decidedOn}-${attempt}`;
