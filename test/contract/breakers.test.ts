import { expect } from 'vitest';
import { anew, type Breaker, withHarm } from '#shared/domain/breaker.ts';
import { breakers } from '#shared/store/breakers.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const NOTHING: Breaker = { v: 0, outcomes: 0, bounces: [], complaints: [] };

contract('breakers', tableTargets, (test) => {
  test('counts outcomes in any order, for each channel by itself', async ({ documents }) => {
    const { get, addOutcomes } = breakers(documents, 'Notices');
    expect(await get('email')).toEqual(NOTHING);
    await Promise.all(twenty((n) => addOutcomes('email', n)));
    expect(await get('email')).toEqual({ ...NOTHING, outcomes: 190 });
    expect(await get('sms')).toEqual(NOTHING);
  });

  test('a harm is written over what was seen only, and outcomes counted meanwhile stay counted', async (made) => {
    const { get, replace, addOutcomes } = breakers(made.documents, 'Notices');
    const first = withHarm(NOTHING, 'bounce', 'a');
    expect(await wins(twenty(() => replace('email', first, NOTHING)))).toBe(1);
    const seen = await get('email');
    expect(seen).toEqual({ v: 1, outcomes: 1, bounces: [{ n: 1, key: 'a' }], complaints: [] });
    await addOutcomes('email', 5);
    expect(await replace('email', withHarm(NOTHING, 'bounce', 'b'), NOTHING)).toBe(false);
    expect(await wins(twenty(() => replace('email', withHarm(seen, 'complaint', 'c'), seen)))).toBe(1);
    const complaints = [{ n: 2, key: 'c' }];
    expect(await get('email')).toEqual({ ...seen, v: 2, outcomes: 7, complaints });
  });

  test('is held, and goes on anew', async ({ documents }) => {
    const { get, replace, addOutcomes } = breakers(documents, 'Notices');
    await addOutcomes('email', 3);
    const counted = await get('email');
    expect(await replace('email', { ...withHarm(counted, 'bounce', 'a'), held: true }, counted)).toBe(true);
    const held = await get('email');
    expect(held).toEqual({ v: 1, outcomes: 4, bounces: [{ n: 4, key: 'a' }], complaints: [], held: true });
    expect(await replace('email', anew(held), held)).toBe(true);
    expect(await get('email')).toStrictEqual({ v: 2, outcomes: 4, bounces: [], complaints: [] });
  });
});
