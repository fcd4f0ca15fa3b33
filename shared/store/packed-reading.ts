import type { Reading } from '#shared/domain/reading.ts';
import { packDays, unpackAsOf } from './packed-days.ts';

/** In the place of what somebody did not ask for. */
const NONE = '-';

/** How somebody reads, as it is kept: `fy large-print 2026-11-01 +23`. */
export const packReading = ({ language, format, on, asOf }: Reading): string =>
  [language ?? NONE, format ?? NONE, packDays(on, asOf)].join(' ');

/** The same again, as raw values: whoever reads them has them checked by the schema. */
export const unpackReading = (kept: string): unknown => {
  const [language, format, on, later] = kept.split(' ');
  return {
    ...(language !== NONE && { language }),
    ...(format !== NONE && { format }),
    on,
    asOf: unpackAsOf(on, later),
  };
};
