import * as z from 'zod';
import { type IsoDate, isoDate } from '#shared/domain/dates.ts';

/** A day on which something happened, so not after that of the delivery: a slip in the year would outlast whatever is said later. */
export const dayUntil = (asOf: IsoDate) => isoDate.refine((day) => day <= asOf, 'lies after the day of the delivery');

/** The same, or nothing. */
export const dayUntilOrNone = (asOf: IsoDate) => z.union([z.literal('').transform(() => undefined), dayUntil(asOf)]);
