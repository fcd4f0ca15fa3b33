import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import { on } from '#test/builders.ts';
import { bsnOf, deliveryOf, lo3Day, startTown, type Town } from './town.ts';

const IMPORTED = on('2014-03-03');
/** Both are reviewed on the first day that anything runs again, and told on the next. */
const [IN_2016, IN_2019] = [on('2016-03-01'), on('2019-09-03')];

/** One delivery, and then nothing for years: whose record never changes is found by the yearly review. */
describe('a delivery in 2014 and nothing after it', () => {
  let town: Town;
  const told = async (name: string) =>
    (await town.notices())
      .filter(({ noticeId }) => noticeId.startsWith(town.residentIdOf(bsnOf(name))))
      .map(({ noticeId, state }) => [entryKeyOf(noticeId).stage, state].join(' '));
  const run = async (day: typeof IMPORTED) => {
    await town.runDay(day);
    await town.runDay(addDays(day, 1));
  };
  beforeAll(async () => {
    town = await startTown(IMPORTED);
    await town.runDay(IMPORTED, {
      deliveries: [
        {
          key: `deliveries/persons-full-${IMPORTED}.csv`,
          content: deliveryOf([
            { name: 'Zestien', documents: { PN: lo3Day(IN_2016, 80) } },
            { name: 'Negentien', documents: { NI: lo3Day(IN_2019, 80) } },
            { name: 'Tussenin', documents: { NI: lo3Day(IN_2016, 400) } },
          ]),
        },
      ],
    });
  });
  afterAll(() => town.stop());

  it('tells nobody years too early', async () => {
    expect(await town.notices()).toEqual([]);
  });
  it('finds the documents of 2016 in 2016', async () => {
    await run(IN_2016);
    expect(await told('Zestien')).toEqual(['notice SENT']);
    expect(await told('Negentien')).toEqual([]);
  });
  it('finds those of 2019 in 2019, and does not speak of what nobody ran for in between', async () => {
    await run(IN_2019);
    expect(await told('Negentien')).toEqual(['notice SENT']);
    expect(await told('Zestien')).not.toContain('reminder SENT');
    expect((await told('Tussenin')).filter((each) => each.endsWith('SENT'))).toEqual([]);
    expect([town.deadLetters(), town.problems()]).toEqual([[], []]);
  });
});
