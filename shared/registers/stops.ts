import * as z from 'zod';
import type { IsoDate } from '#shared/domain/dates.ts';
import { type Stop, stop } from '#shared/domain/stop.ts';
import { bsn } from './bsn.ts';
import { dayUntil, dayUntilOrNone } from './date-columns.ts';
import { rowHeaders } from './row-headers.ts';
import { rowKind } from './row-kind.ts';

/** A resident does not want a service or a channel since a day, or does again since another. */
export type RowOfStop = Stop & { readonly bsn: string };

const stopped = (asOf: IsoDate) =>
  z
    .object({ bsn, stop: stop.shape.name, since: dayUntil(asOf), lifted: dayUntilOrNone(asOf) })
    .refine(({ since, lifted = since }) => lifted >= since, { path: ['lifted'], error: 'before "since"' })
    .transform(({ bsn, stop, since, lifted }) => ({ bsn, name: stop, on: since, ...(lifted && { lifted }) }));

export const stops = rowKind<RowOfStop>(rowHeaders.stops, (_, asOf) => stopped(asOf));
