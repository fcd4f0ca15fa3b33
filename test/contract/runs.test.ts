import { expect } from 'vitest';
import { type Run, runs } from '#shared/store/runs.ts';
import { at, on } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const DAY = on('2026-11-24');
const fresh: Run = { date: DAY, plan: 'plans/x', at: at('2026-11-24T09:05:00.000Z'), messages: 12, cursor: 0 };
const TTL = 1_900_000_000;

contract('runs', tableTargets, (test) => {
  test('is started once, and listed as open from then on', async ({ documents }) => {
    const { start, get, open } = runs(documents, 'Notices');
    expect(await get(DAY)).toBeUndefined();
    expect(await open()).toEqual([]);
    expect(await wins(twenty((n) => start({ ...fresh, plan: `plans/${n}` }, TTL)))).toBe(1);
    const started = await get(DAY);
    expect(started).toEqual({ ...fresh, plan: started?.plan });
    expect(await start(fresh, TTL)).toBe(false);
    expect(await get(DAY)).toEqual(started);
    expect(await open()).toEqual([DAY]);
  });

  test('every date that is open is listed, however many there are', async ({ documents, fatten }) => {
    const { start, open, close } = runs(documents, 'Notices');
    const dates = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'].map(on);
    for (const date of dates) {
      await start({ ...fresh, date }, TTL);
      await fatten('Notices', { pk: 'run#open', sk: date });
    }
    expect([...(await open())].sort()).toEqual(dates);
    await close(on('2026-11-22'));
    await close(on('2026-11-22'));
    expect([...(await open())].sort()).toEqual(dates.filter((date) => date !== '2026-11-22'));
  });

  test('is queued further from where it stands only', async ({ documents }) => {
    const { start, advance, get } = runs(documents, 'Notices');
    expect(await advance(DAY, 0, 10)).toBe(false);
    expect(await get(DAY)).toBeUndefined();
    await start(fresh, TTL);
    expect(await wins(twenty(() => advance(DAY, 0, 10)))).toBe(1);
    expect(await advance(DAY, 10, 12)).toBe(true);
    for (const from of [10, 11, 13]) expect(await advance(DAY, from, 20)).toBe(false);
    expect((await get(DAY))?.cursor).toBe(12);
  });

  test('was looked at, if there is one', async ({ documents }) => {
    const { start, swept, get } = runs(documents, 'Notices');
    expect(await swept(DAY, '2026-11-24T09:30:00.000Z', true)).toBe(false);
    expect(await get(DAY)).toBeUndefined();
    await start(fresh, TTL);
    expect(await swept(DAY, '2026-11-24T09:30:00.000Z', true)).toBe(true);
    expect(await get(DAY)).toEqual({ ...fresh, sweptAt: '2026-11-24T09:30:00.000Z', waits: true });
  });

  test('the newest is the one of the latest date, with what was counted in it', async ({ documents }) => {
    const { start, newest, noteNewest } = runs(documents, 'Notices');
    expect(await newest()).toBeUndefined();
    const usual = [{ on: DAY, perDay: 0.5 }];
    const counted = { s: { on: DAY, plan: 'plans/x', newly: 2, days: 4, usual } };
    await start({ ...fresh, agendas: 1_000, counted }, TTL);
    await start({ ...fresh, date: on('2026-11-23') }, TTL);
    await noteNewest(DAY);
    await noteNewest(on('2026-11-23'));
    expect(await newest()).toEqual({ ...fresh, agendas: 1_000, counted });
  });
});
