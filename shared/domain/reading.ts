import * as z from 'zod';
import { isoDate } from './dates.ts';
import { language } from './language.ts';
import { isLatest } from './latest.ts';
import { readingFormat } from './letter-kind.ts';

/** How a resident asked to be written to, and when: in which language, and how paper is set. Neither is ever inferred. */
export const reading = z.object({
  language: language.optional(),
  format: readingFormat.optional(),
  on: isoDate,
  /** Day of the delivery that first said so. */
  asOf: isoDate,
});
export type Reading = z.infer<typeof reading>;

/** How somebody reads after a file said so: all of it, at once. */
export const withReading = (known: Reading | undefined, fresh: Reading): Reading => {
  if (!known) return fresh;
  const isNews = tellsOf(known) !== tellsOf(fresh);
  const said = ({ on, asOf }: Reading) => ({ day: on, isNo: false, asOf });
  return isNews && isLatest(said(fresh), said(known)) ? fresh : known;
};

const tellsOf = ({ language, format, on }: Reading): string => [language, format, on].join(' ');
