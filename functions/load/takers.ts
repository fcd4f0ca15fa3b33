import { isDeepStrictEqual } from 'node:util';
import type { Agenda } from '#shared/domain/agenda.ts';
import { standing, withEvent } from '#shared/domain/document-events.ts';
import { representativesIn, withSaid } from '#shared/domain/representatives.ts';
import type { Declared } from '#shared/registers/reachability.ts';
import type { Amendable } from '#shared/store/kept-resident.ts';
import type { Residents } from '#shared/store/residents.ts';
import type { Takers } from './load-rows.ts';

type Deps = {
  /** Changes an agenda; false when there is none of that resident. */
  readonly changeAgenda: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<boolean>;
  readonly residents: Pick<Residents, 'get' | 'amend'>;
};

/** Where each kind of row is written down: reachability on the agenda, which scan and decide read; the others with the record. */
export const takersFor = ({ changeAgenda, residents }: Deps): Takers => ({
  reachability: (residentId, declared) => changeAgenda(residentId, (agenda) => withReach(agenda, declared)),
  representatives: (residentId, { kind, is }, asOf) =>
    amend(residents, residentId, ({ representatives, events }) => ({
      representatives: withSaid(representatives, { kind, asOf, ...(is && { is }) }),
      events,
    })),
  'document-events': (residentId, { bsn: _, ...event }, asOf) =>
    amend(residents, residentId, ({ representatives, events }) => ({
      representatives,
      events: withEvent(events, event, asOf),
    })),
});

const TRIES = 8;

/** Changes what is known beside the person list, again when somebody else wrote in between. What is the same is not written. */
const amend = async (
  residents: Deps['residents'],
  residentId: string,
  change: (amendable: Amendable) => Amendable,
): Promise<boolean> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await residents.get(residentId);
    if (!before) return false;
    const known = { representatives: before.representatives ?? [], events: before.events ?? [] };
    const next = change(known);
    const isNews = !isDeepStrictEqual(whatCounts(next), whatCounts(known));
    if (isDeepStrictEqual(next, known) || (await residents.amend(before, next, isNews))) return true;
  }
  throw new Error('a resident kept changing while it was written');
};

/** What may make something due, or due to somebody else: not the days of the deliveries that said so. */
const whatCounts = ({ representatives, events }: Amendable) => [representativesIn(representatives), standing(events)];

const withReach = (agenda: Agenda, { email, sms, services, format }: Declared): Agenda => {
  const { reach: before, ...rest } = agenda;
  if (email === '' && sms === '' && format === '') return before ? rest : agenda;
  const reach = { types: services, ...(email && { email }), ...(sms && { sms }), ...(format && { format }) };
  return isDeepStrictEqual(before, reach) ? agenda : { ...rest, reach };
};
