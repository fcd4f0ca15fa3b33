import type { Agenda } from '#shared/domain/agenda.ts';
import { isPacked, packEntries, unpackEntries } from './packed-entries.ts';
import { isPackedReach, packReach, unpackReach } from './packed-reach.ts';
import { packReading, unpackReading } from './packed-reading.ts';
import { packStops, unpackStops } from './packed-stops.ts';

/** The fields of an agenda as they are kept; what it has not is undefined. */
export const packedAgenda = ({ addresseeId, reach = [], ...rest }: Agenda) => ({
  ...rest,
  entries: packEntries(addresseeId, rest.entries),
  stops: packStops(rest.stops),
  reach: reach.length === 0 ? undefined : packReach(reach),
  reading: rest.reading && packReading(rest.reading),
  blocked: rest.blocked,
});

/** A kept agenda, or what was projected of one, as raw values again. What is malformed stays so, for the schema to find. */
export const unpackedAgenda = (item: unknown): unknown => {
  const { addresseeId, entries, stops, reach, reading } = (item ?? {}) as Record<string, unknown>;
  if (typeof addresseeId !== 'string') return item;
  return {
    ...(item as object),
    ...(isPacked(entries) && { entries: unpackEntries(addresseeId, entries) }),
    ...(Array.isArray(stops) && { stops: unpackStops(stops) }),
    ...(isPackedReach(reach) && { reach: unpackReach(reach) }),
    ...(typeof reading === 'string' && { reading: unpackReading(reading) }),
  };
};
