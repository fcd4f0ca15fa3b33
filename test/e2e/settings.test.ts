import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { on } from '#test/builders.ts';
import { deliveryOf, lo3Day, startTown, synthWith, type Town, type Townsman } from './town.ts';

const SERVICE = 'travel-document-expiry';
const MONDAY = on('2026-11-23');
const delivered = (people: readonly Townsman[]) => ({
  deliveries: [{ key: `deliveries/persons-full-${MONDAY}.csv`, content: deliveryOf(people) }],
});

let withSettings: string;
beforeAll(async () => {
  withSettings = await synthWith({
    capacities: { [SERVICE]: { desk: { slotsPerDay: 8, bufferShare: 0.5, expectedUptake: 0.4 } } }, // 10 a day
    extraStages: { [SERVICE]: ['expired'] },
  });
});

describe('a desk that can take ten a day', () => {
  let town: Town;
  const letters = [...'abcdefghij'];
  /** Three groups of ten, the one whose documents expire first last in the file. */
  const groups = ['Laat', 'Midden', 'Vroeg'].map((group) => letters.map((letter) => `${group}${letter}`));
  beforeAll(async () => {
    town = await startTown(MONDAY, withSettings);
    const last = [85, 78, 70];
    await town.runDay(
      MONDAY,
      delivered(
        groups.flatMap((names, index) =>
          names.map((name) => ({ name, documents: { PN: lo3Day(MONDAY, last[index] as number) } })),
        ),
      ),
    );
  });
  afterAll(() => town.stop());

  it('gets thirty in three days, the oldest first and nobody twice', async () => {
    const [late, middle, early] = groups.map((names) => names.map((name) => `${name} notice: SENT`)) as [
      string[],
      string[],
      string[],
    ];
    expect(await town.told()).toEqual(early);
    await town.runDay(addDays(MONDAY, 1));
    expect(await town.told()).toEqual([...middle, ...early]);
    await town.runDay(addDays(MONDAY, 2));
    expect(await town.told()).toEqual([...late, ...middle, ...early]);
    await town.runDay(addDays(MONDAY, 3));
    expect(await town.told()).toHaveLength(30);
    expect(town.logged('planned').map(({ candidates, backlog }) => [candidates, backlog])).toEqual([
      [10, { [SERVICE]: 20 }],
      [10, { [SERVICE]: 10 }],
      [10, {}],
      [0, {}],
    ]);
  });
});

describe('the stage expired', () => {
  const people: Townsman[] = [
    { name: 'Bakker', documents: { PN: lo3Day(MONDAY, -14) } },
    { name: 'Visser', documents: { PN: lo3Day(MONDAY, -14), NI: lo3Day(MONDAY, 2000) } },
    { name: 'Smit', documents: { PN: lo3Day(MONDAY, -15), NI: lo3Day(MONDAY, -20) } },
  ];
  const twoDays = async (town: Town): Promise<string[]> => {
    await town.runDay(MONDAY, delivered(people));
    await town.runDay(addDays(MONDAY, 1));
    const told = await town.told();
    expect([town.deadLetters(), town.problems(), town.roleProblems().uncovered]).toEqual([[], [], []]);
    return told;
  };

  it('goes once, where the settings name it, to those who have nothing else', async () => {
    const town = await startTown(MONDAY, withSettings);
    expect(await twoDays(town)).toEqual(['Bakker expired: SENT', 'Smit expired: SENT']);
    await town.stop();
  });
  it('does not exist anywhere else', async () => {
    const town = await startTown(MONDAY);
    expect(await twoDays(town)).toEqual([]);
    await town.stop();
  });
});
