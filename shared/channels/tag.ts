import { createHmac, timingSafeEqual } from 'node:crypto';
import { stageName } from '#shared/domain/agenda.ts';
import { type Notice, tryOf } from '#shared/domain/notice.ts';

/** One try of one notice: the version it was decided on, and which start for the wire it is. */
export type Try = Pick<Notice, 'noticeId' | 'decidedOn' | 'attempt'>;

/** Characters of 128 bits in base64url. */
const MAC_LENGTH = 22;
/** SES takes no longer value of a tag, and only letters, digits, `-` and `_`. Source: SES API reference, MessageTag. */
const LONGEST = 256;

const OURS = new RegExp(`^(.+#.+#.+#(?:${stageName.options.join('|')}))\\|(\\d+)-(\\d+)$`);

/**
 * What a message carries so that the provider's events name the try they are about: base64url of `noticeId|decidedOn-attempt`,
 * and a MAC, so that nobody else can name one. It is told to the provider and stands in no mail.
 * @throws when it would be longer than SES takes: better before the wire than refused there, as if the address were wrong
 */
export const tagOf = (key: Buffer, one: Try): string => {
  const said = Buffer.from(`${one.noticeId}|${tryOf(one)}`, 'utf8').toString('base64url');
  if (said.length + MAC_LENGTH > LONGEST) throw new Error('the tag of a notice is longer than a provider takes');
  return `${said}${macOf(key, said)}`;
};

/** Reads a tag back; undefined when it is not one of ours. */
export const tryOfTag = (key: Buffer, tag: string): Try | undefined => {
  if (tag.length > LONGEST) return undefined;
  const said = tag.slice(0, -MAC_LENGTH);
  // Compared as text: of the last character of a MAC four bits mean nothing, so several texts decode to the same one.
  const [given, mac] = [Buffer.from(tag.slice(-MAC_LENGTH)), Buffer.from(macOf(key, said))];
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) return undefined;
  const [, noticeId, decidedOn, attempt] = OURS.exec(Buffer.from(said, 'base64url').toString('utf8')) ?? [];
  return noticeId === undefined ? undefined : { noticeId, decidedOn: Number(decidedOn), attempt: Number(attempt) };
};

/** Under a key that does nothing else, and named for its purpose all the same. */
const macOf = (key: Buffer, said: string): string =>
  createHmac('sha256', key).update(`tijdig:provider-tag:${said}`).digest().subarray(0, 16).toString('base64url');
