import type { Entry, Relation } from './agenda.ts';
import { birthdays } from './brp-date.ts';
import { narrowed } from './narrowed.ts';
import { type Resolved, resolveAddressee, type Subject } from './resolve-addressee.ts';
import type { Due, DueContext, Service } from './service.ts';

/** Something that is due, on the agenda of whoever is to be told. */
export type PlacedDue = Due & Pick<Entry, 'to' | 'heed'> & { readonly service: string; readonly agenda: string };

/** Ages at which somebody else may have to be told. */
const AGES = [16, 18];

/**
 * Everything that the services find due about a resident, each on the agenda of its addressee as of the day it opens. What
 * straddles a birthday that changes the addressee is cut in two with one key, so that only one of them can be sent. What a
 * person must look at lies on the resident's own agenda.
 */
export const placeDue = (subject: Subject, services: readonly Service[], context: DueContext): PlacedDue[] =>
  services.flatMap((service) =>
    service
      .due(narrowed(subject.record, service.data), context)
      .flatMap((due) => joined(pieces(due, subject).map((piece) => placed(piece, subject, service)))),
  );

const pieces = (due: Due, { record }: Subject): Due[] => {
  const days = AGES.flatMap((age) => Object.values(birthdays(record.person.birthDate, age)));
  const cuts = [...new Set(days.filter((day) => due.from < day && day < due.until))].sort();
  return [due.from, ...cuts].map((from, index) => ({ ...due, from, until: cuts[index] ?? due.until }));
};

const placed = (due: Due, subject: Subject, { id, theme }: Service): PlacedDue => {
  const own = { ...due, service: id, agenda: subject.residentId };
  if (due.handOver) return own;
  const resolved: Resolved = resolveAddressee(subject, due.from, theme);
  if ('handOver' in resolved) return { ...own, handOver: resolved.handOver };
  const { agenda, to, heed } = resolved;
  return { ...own, agenda, ...toOf(to), ...(heed.length > 0 && { heed: [...heed] }) };
};

const toOf = (to: Relation): Pick<Entry, 'to'> => (to === 'self' ? {} : { to });

/** An agenda holds an entry once: of pieces that fall on the same one, the first says to whom, and the last until when. */
const joined = (due: readonly PlacedDue[]): PlacedDue[] =>
  [...Map.groupBy(due, ({ agenda }) => agenda).values()].map((pieces) => ({
    ...(pieces[0] as PlacedDue),
    until: (pieces.at(-1) as PlacedDue).until,
  }));
