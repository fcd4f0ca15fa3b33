import * as z from 'zod';
import { type IsoDate, isoDate } from '#shared/domain/dates.ts';
import { documentEvent } from '#shared/domain/document-events.ts';
import { bsn } from './bsn.ts';
import { rowHeaders } from './row-headers.ts';
import { rowKind } from './row-kind.ts';

const { kind, event } = documentEvent.shape;

/** The day is the one on which it happened, so it cannot lie after the delivery: a slip in the year would silence a resident for good. */
const happened = (asOf: IsoDate) =>
  z
    .object({ bsn, kind, event, date: isoDate })
    .refine(({ date }) => date <= asOf, { path: ['date'], error: 'lies after the day of the delivery' })
    .transform(({ date, ...rest }) => ({ ...rest, on: date }));
export type RowOfDocumentEvent = z.infer<ReturnType<typeof happened>>;

/** Something happened to a resident's application for a document of a kind. */
export const documentEvents = rowKind(rowHeaders['document-events'], (_, asOf) => happened(asOf));
