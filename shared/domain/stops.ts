import type { Agenda, Entry } from './agenda.ts';

/** Stops of the addressees that entries heed, by their id; of nobody, where nobody's were read. */
export type Heeded = ReadonlyMap<string, readonly string[]>;

export const isStopped = (stops: readonly string[], service: string): boolean =>
  stops.length > 0 && stops.includes(`service:${service}`);

/** Whether an entry is stopped, by the addressee or by somebody whose stop counts as much (another parent). */
export const isEntryStopped = (
  { stops }: Pick<Agenda, 'stops'>,
  { service, heed }: Pick<Entry, 'service' | 'heed'>,
  heeded: Heeded,
): boolean => isStopped(stops, service) || (heed?.some((id) => isStopped(heeded.get(id) ?? [], service)) ?? false);

/**
 * What stops do to a message for these entries: `stop` to all of it, `part-stopped` to some. A message is never cut short on the
 * way: it is taken back, and what may still go is decided anew.
 */
export const stopOf = (
  agenda: Pick<Agenda, 'stops'>,
  entries: readonly Entry[],
  heeded: Heeded,
): 'stop' | 'part-stopped' | undefined => {
  const stopped = entries.filter((entry) => isEntryStopped(agenda, entry, heeded));
  if (stopped.length === 0) return undefined;
  return stopped.length === entries.length ? 'stop' : 'part-stopped';
};
