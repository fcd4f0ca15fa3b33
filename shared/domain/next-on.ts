import type { Entry } from './agenda.ts';
import { addDays, type IsoDate } from './dates.ts';
import { spread } from './spread.ts';

/** The first day on which scan must look at an agenda. It stays in the past while something is open. */
export const nextOn = (entries: readonly Entry[], reviewOn: IsoDate): IsoDate =>
  entries.reduce((first, { state, from }) => (state === 'open' && from < first ? from : first), reviewOn);

const REVIEW_EVERY = 365;
const EPOCH = '2000-01-01' as IsoDate;

/** The next review of an agenda after `today`: at most 365 days ahead, and spread over the year by its id. */
export const nextReview = (addresseeId: string, today: IsoDate): IsoDate => {
  const days = Math.round((Date.parse(today) - Date.parse(EPOCH)) / 86_400_000);
  const ahead = (((spread(addresseeId, REVIEW_EVERY) - days) % REVIEW_EVERY) + REVIEW_EVERY) % REVIEW_EVERY;
  return addDays(today, ahead === 0 ? REVIEW_EVERY : ahead);
};
