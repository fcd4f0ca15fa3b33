import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { on } from '#test/builders.ts';
import { deliveryOf, lo3Day, reachabilityOf, startTown, type Town, type Townsman } from './town.ts';

const MONDAY = on('2026-11-23');
const [TUESDAY, WEDNESDAY, THURSDAY] = ['2026-11-24', '2026-11-25', '2026-11-26'];
const soon = lo3Day(MONDAY, 70);
const late = lo3Day(MONDAY, 900);
const quiet: Townsman[] = Array.from({ length: 20 }, (_, index) => ({
  name: `Stil${'abcdefghijklmnopqrst'[index]}`,
  documents: { PN: late },
}));
const people = (over: Record<string, Partial<Townsman> | 'missing'> = {}): Townsman[] =>
  [
    ...['Bakker', 'Visser', 'Smit', 'Mulder', 'Dekker', 'Vos'].map(
      (name): Townsman => ({ name, documents: { PN: soon } }),
    ),
    ...quiet,
  ].flatMap((each) => (over[each.name] === 'missing' ? [] : [{ ...each, ...(over[each.name] as Partial<Townsman>) }]));

/** One town through four days of deliveries, some of them wrong. */
describe('deliveries while notices are on their way', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(MONDAY);
    await town.at('backfill', '2026-11-23T04:05:00Z');
    await town.deliver('persons-full', MONDAY, deliveryOf(people()));
    await town.deliver('reachability', MONDAY, reachabilityOf(['Vos']));
    await town.at('scan', '2026-11-23T09:05:00Z');
  });
  afterAll(() => town.stop());

  it('has everybody told or in the batch', async () => {
    const letters = Object.fromEntries(
      ['Bakker', 'Visser', 'Smit', 'Mulder', 'Dekker'].map((name) => [name, 'BATCHED']),
    );
    expect(await town.outcome()).toEqual({ ...letters, Vos: 'DELIVERED' });
  });

  it('changes nothing when the same file comes again', async () => {
    const before = await town.agendas();
    await town.deliver('persons-full', MONDAY, deliveryOf(people()));
    await town.deliver('persons-full', TUESDAY, deliveryOf(people()));
    expect(town.logged('delivery-known')).toHaveLength(1);
    expect(await town.agendas()).toEqual(before);
  });

  it('refuses a full delivery that lacks a fifth, and one that is older than the last', async () => {
    const before = await town.agendas();
    const lacking = people(Object.fromEntries(quiet.slice(0, 6).map(({ name }) => [name, 'missing'])));
    await town.deliver('persons-full', TUESDAY, deliveryOf(lacking));
    await town.deliver('persons-full', '2026-11-20', deliveryOf(people({ Bakker: { documents: { PN: late } } })));
    expect(town.logged('delivery-refused').map(({ reason }) => reason)).toEqual([
      'it lacks 6 of the 26 residents we know; at most a tenth may be missing',
      'a full delivery of 2026-11-24 was loaded already',
    ]);
    expect(await town.agendas()).toEqual(before);
  });

  it('takes back what was claimed and is no longer due, before the batch closes', async () => {
    await town.deliver(
      'persons-changes',
      TUESDAY,
      deliveryOf([
        { name: 'Bakker', documents: { PN: late } }, // renewed: another last day on the same document
        { name: 'Visser', documents: { PN: soon }, deceased: '20261123' },
        { name: 'Smit' }, // the document is gone from this delivery, by mistake
      ]),
    );
    await town.deliver(
      'persons-full',
      TUESDAY,
      deliveryOf(
        people({
          Bakker: { documents: { PN: late } },
          Visser: { deceased: '20261123' },
          Smit: { documents: {} },
          Mulder: 'missing',
        }),
      ),
    );
    expect((await town.agendas()).filter(({ blocked }) => blocked === 'missing')).toHaveLength(1);
    await town.at('close-batch', '2026-11-23T16:30:00Z');
    await town.at('sweep', '2026-11-23T16:45:00Z');
    expect(await town.outcome()).toEqual({
      Bakker: 'CANCELLED',
      Visser: 'CANCELLED',
      Smit: 'CANCELLED',
      Mulder: 'CANCELLED',
      Dekker: 'SENT',
      Vos: 'DELIVERED',
    });
  });

  it('loses nobody who was wrong for a day and right the next, and tells nobody twice', async () => {
    await town.deliver(
      'persons-full',
      WEDNESDAY,
      deliveryOf(people({ Bakker: { documents: { PN: late } }, Visser: { deceased: '20261123' } })),
    );
    expect((await town.agendas()).filter(({ blocked }) => blocked)).toEqual([]);
    await town.runDay(WEDNESDAY);
    await town.runDay(THURSDAY);
    expect(await town.outcome()).toEqual({
      Bakker: 'CANCELLED',
      Visser: 'CANCELLED',
      Smit: 'SENT',
      Mulder: 'SENT',
      Dekker: 'SENT',
      Vos: 'DELIVERED',
    });
    expect(town.mails).toHaveLength(1);
    expect([town.deadLetters(), town.problems(), town.roleProblems().uncovered]).toEqual([[], [], []]);
  });
});
