import type { Agenda } from '#shared/domain/agenda.ts';
import { withConsent } from '#shared/domain/consents.ts';
import { withDeclaration } from '#shared/domain/declaration.ts';
import { withEvent } from '#shared/domain/document-events.ts';
import { withReading } from '#shared/domain/reading.ts';
import { withSaid } from '#shared/domain/representatives.ts';
import type { Stop } from '#shared/domain/stop.ts';
import { withStop } from '#shared/domain/stops.ts';
import type { Residents } from '#shared/store/residents.ts';
import { amendResident } from './amend-resident.ts';
import type { Takers } from './load-rows.ts';

type Deps = {
  /** Changes an agenda; false when there is none of that resident. */
  readonly changeAgenda: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<boolean>;
  readonly residents: Pick<Residents, 'get' | 'amend' | 'lookAgain'>;
};

/**
 * Where each kind of row is written down: on the agenda what bears on a decision, so that its version says that one is outdated;
 * the others with the record.
 */
export const takersFor = ({ changeAgenda, residents }: Deps): Takers => {
  /** Who was loaded and not evaluated yet has no agenda: what they said must wait for that, and is not of somebody unknown. */
  const changeOwn: Deps['changeAgenda'] = async (residentId, by) => {
    if (await changeAgenda(residentId, by)) return true;
    if ((await residents.get(residentId)) === undefined) return false;
    throw new Error('somebody who was loaded is not evaluated yet: the rows about them come again');
  };
  return {
    reachability: (residentId, { bsn: _, ...said }, asOf) =>
      changeOwn(residentId, (agenda) => changed(agenda, { reach: withDeclaration(agenda.reach, { ...said, asOf }) })),
    reading: (residentId, { bsn: _, ...said }, asOf) =>
      changeOwn(residentId, (agenda) => changed(agenda, { reading: withReading(agenda.reading, { ...said, asOf }) })),
    stops: async (residentId, { bsn: _, ...stop }) => {
      const isKnown = await changeOwn(residentId, (agenda) => changed(agenda, { stops: withStop(agenda.stops, stop) }));
      if (isKnown && mayOpenAgain(stop)) await residents.lookAgain(residentId);
      return isKnown;
    },
    consents: (residentId, { bsn: _, ...said }, asOf) =>
      amendResident(residents, residentId, ({ consents }) => ({ consents: withConsent(consents, { ...said, asOf }) })),
    representatives: (residentId, { kind, is }, asOf) =>
      amendResident(residents, residentId, ({ representatives }) => ({
        representatives: withSaid(representatives, { kind, asOf, ...(is && { is }) }),
      })),
    'document-events': (residentId, { bsn: _, ...event }, asOf) =>
      amendResident(residents, residentId, ({ events }) => ({ events: withEvent(events, event, asOf) })),
  };
};

const changed = (agenda: Agenda, by: Partial<Agenda>): Agenda =>
  Object.entries(by).every(([name, value]) => agenda[name as keyof Agenda] === value) ? agenda : { ...agenda, ...by };

/**
 * What a stop had closed is opened by an evaluation. It is asked for after the stop was lifted, and each time that a row says so: a
 * chunk that was cut off in between comes again, and then there is nothing to lift any more.
 */
const mayOpenAgain = ({ name, lifted }: Stop): boolean => lifted !== undefined && name.startsWith('service:');
