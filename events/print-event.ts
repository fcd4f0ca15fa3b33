import * as z from 'zod';
import { isoDate } from '#shared/domain/dates.ts';
import { letterId } from '#shared/domain/letter-id.ts';
import { versions } from './versions.ts';

/** What a print house says of one letter; the words of its files. Ids and codes only: no name, no address, no free text. */
export const printReport = {
  batch: isoDate,
  letter: letterId,
  event: z.enum(['accepted', 'despatched', 'returned', 'refused']),
  /** The day on which it happened. */
  date: isoDate,
  /** Why it came back or was refused: a word or two of the print house's own, such as `moved`. */
  reason: z
    .string()
    .regex(/^[a-z]+(-[a-z]+){0,4}$/, 'not a code such as "moved" or "unknown-address"')
    .max(40),
};

/** A row of such a file on its way to `record`. */
export const printEvent = versions(
  z.object({ v: z.literal(1), kind: z.literal('letter'), ...printReport, reason: printReport.reason.optional() }),
);
export type PrintEvent = z.infer<typeof printEvent>;
