import * as z from 'zod';
import type { IsoDate } from '#shared/domain/dates.ts';
import { language } from '#shared/domain/language.ts';
import { readingFormat } from '#shared/domain/letter-kind.ts';
import type { Reading } from '#shared/domain/reading.ts';
import { bsn } from './bsn.ts';
import { dayUntil } from './date-columns.ts';
import { rowHeaders } from './row-headers.ts';
import { rowKind } from './row-kind.ts';

/** How a resident asked to be written to: in which language, and in which format what comes on paper. Empty: as everybody. */
export type RowOfReading = Omit<Reading, 'asOf'> & { readonly bsn: string };

const nothing = z.literal('').transform(() => undefined);

const asked = (asOf: IsoDate) =>
  z
    .object({
      bsn,
      language: z.union([nothing, language]),
      format: z.union([nothing, readingFormat]),
      since: dayUntil(asOf),
    })
    .transform(({ bsn, language, format, since }) => ({
      bsn,
      ...(language && { language }),
      ...(format && { format }),
      on: since,
    }));

export const reading = rowKind<RowOfReading>(rowHeaders.reading, (_, asOf) => asked(asOf));
