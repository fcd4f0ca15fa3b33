import { expect } from 'vitest';
import { type Delivery, deliveries } from '#shared/store/deliveries.ts';
import { at, on } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const fresh: Delivery = {
  ...{ delivery: 'd', key: 'deliveries/x.csv', asOf: on('2026-11-24'), state: 'LOADING', chunks: 3 },
  at: at('2026-11-24T05:00:00.000Z'),
};

const [AT, LATER] = [at('2026-11-24T05:00:00.000Z'), at('2026-11-24T05:10:00.000Z')];

contract('deliveries', tableTargets, (test) => {
  test('is put and read, and put over', async ({ documents }) => {
    const { put, get } = deliveries(documents, 'Notices');
    expect(await get('d')).toBeUndefined();
    await put(fresh);
    expect(await get('d')).toStrictEqual(fresh);
    await put({ ...fresh, state: 'LOADED' });
    expect((await get('d'))?.state).toBe('LOADED');
  });

  test('is taken one at a time, and released by who has it only', async ({ documents }) => {
    const { take, release, current } = deliveries(documents, 'Notices');
    expect(await current()).toBeUndefined();
    expect(await wins(twenty((n) => take(`d${n}`, AT)))).toBe(1);
    const { id: one = '' } = (await current()) ?? {};
    expect(twenty((n) => `d${n}`)).toContain(one);
    expect(await take(one, LATER)).toBe(true); // the same one may go on
    expect(await take('another', LATER)).toBe(false);
    await release('another');
    expect(await current()).toEqual({ id: one, at: LATER });
    await release(one);
    expect(await current()).toBeUndefined();
    expect(await take('another', LATER)).toBe(true);
  });

  test('counts each chunk once, whoever loads it how often', async ({ documents }) => {
    const { put, chunkDone, loaded, get } = deliveries(documents, 'Notices');
    await put(fresh);
    expect(await chunkDone('d', 1)).toEqual({ ...fresh, done: new Set([1]) });
    await Promise.all([0, 2, 2, 1, 0].map((chunk) => chunkDone('d', chunk)));
    const read = await get('d');
    expect(read?.done).toEqual(new Set([0, 1, 2]));
    read?.done?.add(99);
    expect((await get('d'))?.done).toEqual(new Set([0, 1, 2]));
    await loaded('d');
    expect(await get('d')).toEqual({ ...fresh, state: 'LOADED', done: new Set([0, 1, 2]) });
  });

  test('a chunk of a delivery that is not there is a fault', async ({ documents }) => {
    await expect(deliveries(documents, 'Notices').chunkDone('none', 0)).rejects.toThrow();
  });

  test('remembers the newest full one', async ({ documents }) => {
    const { newestFull, noteFull } = deliveries(documents, 'Notices');
    expect(await newestFull()).toBeUndefined();
    await noteFull('2026-11-24');
    expect(await newestFull()).toBe('2026-11-24');
  });

  test('remembers as of which day each register was delivered last, in whatever order files come', async ({
    documents,
  }) => {
    const { deliveredAsOf, noteAsOf } = deliveries(documents, 'Notices');
    expect(await deliveredAsOf()).toEqual({});
    const days = ['2026-11-23', '2026-11-25', '2026-11-24'].map(on);
    for (const day of days) await noteAsOf('persons', day);
    await noteAsOf('document-events', on('2026-11-20'));
    expect(await deliveredAsOf()).toEqual({ persons: '2026-11-25', 'document-events': '2026-11-20' });
  });
});
