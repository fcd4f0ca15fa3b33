import type { Notice } from './notice.ts';
import { spread } from './spread.ts';

const FIRST_WITHIN = 120;
/** The longest that SQS delays a message. */
const LONGEST = 900;
/** Tries that ring for the next one themselves: with the delays between them about three quarters of an hour. */
const MOST_TRIES = 8;

/**
 * Seconds after which a notice is rung for again that the provider did not take now: 20 to 120 after the first try, twice
 * that after each further one, at most 900. Spread by its id, so that a thousand that were throttled do not come back at once.
 * Undefined after the eighth try: what lasts so long is a quota that is used up, and the sweep rings at its own pace.
 */
export const ringDelay = ({ noticeId, attempt }: Pick<Notice, 'noticeId' | 'attempt'>): number | undefined => {
  if (attempt >= MOST_TRIES) return undefined;
  const longest = Math.min(LONGEST, FIRST_WITHIN * 2 ** (attempt - 1));
  const shortest = longest / 6;
  return shortest + spread(`${noticeId} ${attempt}`, longest - shortest + 1);
};
