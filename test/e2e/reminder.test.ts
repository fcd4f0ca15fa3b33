import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import { on } from '#test/builders.ts';
import { deliveryOf, lo3Day, startTown, type Town } from './town.ts';

const MONDAY = on('2026-11-23');
const daysAfter = (days: number): string => addDays(MONDAY, days);
const soon = lo3Day(MONDAY, 80);

/** From the notice to the reminder, two months of one small town. */
describe('a reminder', () => {
  let town: Town;
  const people = (renewed: string[]) =>
    deliveryOf(
      ['Bakker', 'Visser'].map((name) => ({
        name,
        documents: { PN: renewed.includes(name) ? lo3Day(MONDAY, 3000) : soon },
      })),
    );
  const told = async () =>
    (await town.notices())
      .filter(({ state }) => state === 'SENT')
      .map(({ noticeId }) => entryKeyOf(noticeId).stage)
      .sort();
  beforeAll(async () => {
    town = await startTown(MONDAY);
    await town.runDay(MONDAY, { deliveries: [{ key: `deliveries/persons-full-${MONDAY}.csv`, content: people([]) }] });
  });
  afterAll(() => town.stop());

  it('is not sent before its window', async () => {
    await town.runDay(daysAfter(49)); // 31 days before
    expect(await told()).toEqual(['notice', 'notice']);
  });
  it('goes to who has not renewed the document since, and says that we wrote before', async () => {
    await town.runDay(daysAfter(50), {
      deliveries: [{ key: `deliveries/persons-full-${daysAfter(50)}.csv`, content: people(['Visser']) }],
    });
    expect(await told()).toEqual(['notice', 'notice', 'reminder']);
    const reminder = (await town.notices()).find(({ noticeId }) => noticeId.endsWith('#reminder'));
    expect((await town.copyOf(reminder?.copy as string)).text).toContain('Wij schreven u al eerder over uw paspoort.');
  });
  it('goes once', async () => {
    await town.runDay(daysAfter(51));
    await town.runDay(daysAfter(59));
    expect(await told()).toEqual(['notice', 'notice', 'reminder']);
    expect([town.deadLetters(), town.problems(), town.roleProblems().uncovered]).toEqual([[], [], []]);
  });
});
