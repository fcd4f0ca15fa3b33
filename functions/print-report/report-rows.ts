import * as z from 'zod';
import { type PrintEvent, printReport } from '#events/print-event.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { type RowKind, rowKind } from '#shared/registers/row-kind.ts';

export const REPORT_HEADER = ['batch', 'letter', 'event', 'date', 'reason'] as const;

const { batch, letter, event, date, reason } = printReport;

/** A slip in a date is a row that nobody can trust: nothing happens to a letter before its batch, or after today. */
const reported = (today: IsoDate) =>
  z
    .object({ batch, letter, event, date, reason: z.union([z.literal(''), reason]) })
    .refine((row) => row.date >= row.batch, { path: ['date'], error: 'lies before the day of the batch', when })
    .refine((row) => row.date <= today, { path: ['date'], error: 'lies after the day of the delivery', when })
    .transform(({ reason: why, ...row }) => ({
      v: 1 as const,
      kind: 'letter' as const,
      ...row,
      ...(why !== '' && { reason: why }),
    }));

/** Days are compared when both are days. */
const when = ({ issues }: { readonly issues: readonly unknown[] }): boolean => issues.length === 0;

/** How the rows of a file of today are read: what a print house reports of a letter, as the event that `record` works. */
export const reportRows = (today: IsoDate): RowKind<PrintEvent> => {
  const schema = reported(today);
  return rowKind(REPORT_HEADER, () => schema);
};
