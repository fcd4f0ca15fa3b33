import { expect, it } from 'vitest';
import { overdueWork } from '#functions/sweep/overdue-work.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';
import { at, aWorkItem } from '#test/builders.ts';

/** What is asked and said at an instant, with these items too late. */
const told = async (time: string, late: readonly WorkItem[]) => {
  const asked: IsoDate[] = [];
  const said: unknown[] = [];
  await overdueWork({
    overdue: async (day) => {
      asked.push(day);
      return [...late];
    },
    log: (msg, fields) => void said.push({ msg, ...fields }),
  })({ v: 1, at: at(time) });
  return { asked, said };
};
const late = [aWorkItem(), aWorkItem({ kind: 'unknown-outcome' }), aWorkItem({ state: 'open' })];

it('says how much is too late, by kind, and nothing of anybody', async () => {
  expect(await told('2026-12-02T09:15:00.000Z', late)).toEqual({
    asked: ['2026-12-02'],
    said: [{ msg: 'work-overdue', date: '2026-12-02', 'handed-over': 2, 'unknown-outcome': 1 }],
  });
});

it('says nothing when all is done in time', async () => {
  expect(await told('2026-12-02T09:15:00.000Z', [])).toEqual({ asked: ['2026-12-02'], said: [] });
});

it.each([
  ['2026-12-02T08:45:00.000Z', 0],
  ['2026-12-02T09:00:00.000Z', 1],
  ['2026-12-02T09:45:00.000Z', 1],
  ['2026-12-02T10:00:00.000Z', 0],
  ['2027-07-01T08:00:00.000Z', 1],
  ['2027-07-01T09:00:00.000Z', 0],
])('looks from ten to eleven on the clock in the Netherlands: %s, %i times', async (time, times) => {
  expect((await told(time, late)).asked).toHaveLength(times);
});
