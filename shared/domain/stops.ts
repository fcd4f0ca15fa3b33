import type { Agenda, Channel, Entry } from './agenda.ts';
import { withLatest } from './latest.ts';
import type { Service } from './service.ts';
import type { Stop } from './stop.ts';

/** Stops of the addressees that entries heed, by their id; of nobody, where nobody's were read. */
export type Heeded = ReadonlyMap<string, readonly Stop[]>;

/** What a service is to a stop; undefined when it is not on. */
type StoppedBy = (service: string) => Pick<Service, 'statutory'> | undefined;

const stands = (stops: readonly Stop[], name: string): boolean =>
  stops.some((each) => each.name === name && each.lifted === undefined);

export const isChannelStopped = (stops: readonly Stop[], channel: Channel): boolean =>
  stands(stops, `channel:${channel}`);

/** Whether a service is stopped. What the law has the municipality tell goes on: only the channel of it can be stopped. */
export const isStopped = (stops: readonly Stop[], service: string, serviceOf: StoppedBy): boolean =>
  stops.length > 0 && stands(stops, `service:${service}`) && serviceOf(service)?.statutory === undefined;

/** Whether an entry is stopped, by the addressee or by somebody whose stop counts as much (another parent). */
export const isEntryStopped = (
  { stops }: Pick<Agenda, 'stops'>,
  { service, heed }: Pick<Entry, 'service' | 'heed'>,
  heeded: Heeded,
  serviceOf: StoppedBy,
): boolean =>
  isStopped(stops, service, serviceOf) ||
  (heed?.some((id) => isStopped(heeded.get(id) ?? [], service, serviceOf)) ?? false);

/**
 * What stops do to a message for these entries: `stop` to all of it, `part-stopped` to some. A message is never cut short on the
 * way: it is taken back, and what may still go is decided anew.
 */
export const stopOf = (
  agenda: Pick<Agenda, 'stops'>,
  entries: readonly Entry[],
  heeded: Heeded,
  serviceOf: StoppedBy,
): 'stop' | 'part-stopped' | undefined => {
  const stopped = entries.filter((entry) => isEntryStopped(agenda, entry, heeded, serviceOf));
  if (stopped.length === 0) return undefined;
  return stopped.length === entries.length ? 'stop' : 'part-stopped';
};

/** The stops after a file said something of one. Of one day the stop outlasts its being lifted. */
export const withStop = (stops: readonly Stop[], fresh: Stop): readonly Stop[] =>
  withLatest(stops, fresh, {
    isSame: (a, b) => a.name === b.name,
    said: ({ on, lifted }) => ({ day: lifted ?? on, isNo: lifted === undefined, asOf: lifted ?? on }),
    tells: ({ on, lifted }) => [on, lifted],
  });
