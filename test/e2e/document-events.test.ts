import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { on } from '#test/builders.ts';
import { deliveryOf, eventsOf, lo3Day, startTown, type Town } from './town.ts';

const MONDAY = on('2026-11-23');
const daysAfter = (days: number): string => addDays(MONDAY, days);
const NAMES = ['Bakker', 'Visser', 'Smit', 'Mulder', 'Dekker'];

/** A small town that asks for new passports while we are telling it to: from the notice to the end of the reminder. */
describe('document events', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(MONDAY);
    await town.at('backfill', '2026-11-23T04:05:00Z');
    const people = NAMES.map((name) => ({ name, documents: { PN: lo3Day(MONDAY, 80) } }));
    await town.deliver('persons-full', MONDAY, deliveryOf(people));
    await town.deliver(
      'document-events',
      MONDAY,
      eventsOf('Dekker PN requested 2026-11-20', 'Smit NI issued 2026-11-20'),
    );
    await town.at('scan', '2026-11-23T09:05:00Z');
  });
  afterAll(() => town.stop());

  it('that came before keep a notice from being made; those of the other kind do not', async () => {
    expect(await town.told()).toEqual(['Bakker', 'Mulder', 'Smit', 'Visser'].map((name) => `${name} notice: BATCHED`));
  });

  it('that come before the batch is closed take the letter out of it', async () => {
    await town.deliver('document-events', `${MONDAY}-afternoon`, eventsOf('Mulder PN issued 2026-11-23'));
    await town.at('close-batch', '2026-11-23T16:30:00Z');
    await town.at('sweep', '2026-11-23T16:45:00Z');
    expect(await town.told()).toEqual([
      'Bakker notice: SENT',
      'Mulder notice: CANCELLED',
      'Smit notice: SENT',
      'Visser notice: SENT',
    ]);
  });

  it('keep the reminder from those who made an appointment, and not from those who cancelled it', async () => {
    const [made, cancelled] = [daysAfter(10), daysAfter(20)];
    await town.runDay(made, {
      deliveries: [
        {
          key: `deliveries/document-events-${made}.csv`,
          content: eventsOf(`Bakker PN appointment ${made}`, `Visser PN appointment ${made}`),
        },
      ],
    });
    await town.runDay(cancelled, {
      deliveries: [
        { key: `deliveries/document-events-${cancelled}.csv`, content: eventsOf(`Visser PN cancelled ${cancelled}`) },
      ],
    });
    await town.runDay(daysAfter(50)); // 30 days before
    expect((await town.told()).filter((each) => each.includes('reminder'))).toEqual([
      'Smit reminder: SENT',
      'Visser reminder: SENT',
    ]);
  });

  it('let a reminder go late, and once, when the appointment is cancelled in its window', async () => {
    const day = daysAfter(57);
    await town.runDay(day, {
      deliveries: [{ key: `deliveries/document-events-${day}.csv`, content: eventsOf(`Bakker PN cancelled ${day}`) }],
    });
    await town.runDay(daysAfter(58));
    expect((await town.told()).filter((each) => each.includes('reminder'))).toEqual([
      'Bakker reminder: SENT',
      'Smit reminder: SENT',
      'Visser reminder: SENT',
    ]);
    expect([town.deadLetters(), town.problems(), town.roleProblems().uncovered]).toEqual([[], [], []]);
  });
});
