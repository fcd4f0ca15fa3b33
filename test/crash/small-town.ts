import { rowHeaders } from '#shared/registers/row-headers.ts';
import { on } from '#test/builders.ts';
import { bsnOf, deliveryOf, eventsOf, lo3Day, reachabilityOf, type Townsman } from '#test/e2e/town.ts';
import type { Moment } from './timeline.ts';

const MONDAY = on('2026-11-23');
const [TUESDAY, WEDNESDAY, FRIDAY] = ['2026-11-24', '2026-11-25', '2026-11-27'];
const soon = { PN: lo3Day(MONDAY, 70) };
const later = { PN: lo3Day(MONDAY, 91) };
const quiet = { PN: lo3Day(MONDAY, 900) };

/** A few of every kind: who is written to in each way, who is for a person, who says stop, whose mail bounces. */
const people = (over: Readonly<Record<string, Partial<Townsman>>> = {}): Townsman[] =>
  [
    { name: 'Bakker', documents: soon },
    { name: 'Visser', documents: soon },
    { name: 'Dubbel', documents: { ...soon, NI: lo3Day(MONDAY, 80) } },
    { name: 'Mail', documents: soon },
    { name: 'Post', documents: soon },
    { name: 'Bounce', documents: soon },
    { name: 'Tekst', documents: soon },
    { name: 'Bericht', documents: soon },
    { name: 'Telefoon', documents: soon },
    { name: 'Nee', documents: soon },
    { name: 'Bedenk', documents: soon },
    { name: 'Vernieuwt', documents: soon },
    { name: 'Morgen', documents: later },
    { name: 'Kind', born: '20180401', documents: soon },
    { name: 'Aanvraag', documents: soon },
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => ({ name: `Stil${letter}`, documents: quiet })),
  ].map((each) => ({ ...each, ...over[each.name] }));

/** The days of the small town: what comes in, who says stop, and what the schedules fire. */
export const smallTown = (): Moment[] => [
  fired('backfill', `${MONDAY}T04:05:00Z`),
  delivered('persons-full', `${MONDAY}T05:00:00Z`, deliveryOf(people())),
  delivered(
    'reachability',
    `${MONDAY}T05:00:00Z`,
    reachabilityOf(['Mail', 'Post', 'Bounce'], {
      Tekst: '06-12345101',
      Bericht: '06-12345102',
      Telefoon: '06-12345103',
    }),
  ),
  delivered('document-events', `${MONDAY}T05:00:00Z`, eventsOf('Aanvraag PN requested 2026-11-20')),
  delivered('representatives', `${MONDAY}T05:00:00Z`, `${rowHeaders.representatives.join(';')}\n`), // nobody acts for anybody
  stopped('Nee', `${MONDAY}T08:00:00Z`),
  fired('scan', `${MONDAY}T09:05:00Z`),
  fired('sweep', `${MONDAY}T09:25:00Z`),
  stopped('Bedenk', `${MONDAY}T12:00:00Z`),
  delivered('persons-full', `${MONDAY}T13:00:00Z`, deliveryOf(people({ Vernieuwt: { documents: quiet } })), TUESDAY),
  fired('close-batch', `${MONDAY}T16:30:00Z`),
  fired('sweep', `${MONDAY}T16:45:00Z`),
  ...[TUESDAY, WEDNESDAY].flatMap((day) => [
    fired('scan', `${day}T09:05:00Z`),
    fired('sweep', `${day}T09:25:00Z`),
    fired('close-batch', `${day}T16:30:00Z`),
    fired('sweep', `${day}T16:45:00Z`),
  ]),
  // A text is given 73 hours before a person is asked.
  fired('sweep', `${FRIDAY}T16:45:00Z`),
];

const fired = (schedule: string, at: string): Moment => ({ kind: 'fires', schedule, at });
const stopped = (name: string, at: string): Moment => ({ kind: 'says stop', bsn: bsnOf(name), at });
const delivered = (file: string, at: string, content: string, day = at.slice(0, 10)): Moment => ({
  kind: 'delivers',
  key: `deliveries/${file}-${day}.csv`,
  content,
  at,
});
