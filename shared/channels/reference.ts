import { sha256 } from '#shared/aws/sha256.ts';

/**
 * By what somebody outside can name a notice to us, in a mail's head for one: it says nothing of the notice, but the copies of
 * what was sent lie under it, so that an official who is told it finds them. Not a tag: no event is believed for it.
 */
export const referenceOf = (noticeId: string): string => sha256(noticeId).slice(0, 32);
