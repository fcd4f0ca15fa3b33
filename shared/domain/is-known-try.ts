import { isNeverLeft } from './arrows.ts';
import type { Notice, NoticeRef } from './notice.ts';

type Try = Pick<Notice, 'addresseeId' | 'decidedOn' | 'attempt'>;

/**
 * Whether a table knows what became of a try, so that nothing was lost of it: it was decided again since, which is done only
 * over what never left; or it came back from the wire, or ended, within the decision that stands there.
 */
export const isKnownTry = (seen: Notice | NoticeRef, tried: Try): boolean => {
  if (seen.addresseeId !== tried.addresseeId || seen.decidedOn < tried.decidedOn) return false;
  if (seen.decidedOn > tried.decidedOn || seen.state === 'REF') return true;
  return isNeverLeft(seen.state) || seen.attempt >= tried.attempt;
};
