import { expect } from 'vitest';
import { epochs } from '#shared/store/epochs.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { wins } from './together.ts';

const HASHES = { 'travel-document-expiry': 'h1', 'second-service': 'h2' };

contract('epochs', tableTargets, (test) => {
  test('is set when the last segment is done, in whatever order and however often', async ({ documents }) => {
    const { get, segmentDone } = epochs(documents, 'Notices');
    expect(await get()).toEqual({});
    for (const segment of [2, 0, 2]) expect(await segmentDone('f', segment, 3, HASHES)).toBe(false);
    expect(await segmentDone('another', 1, 3, {})).toBe(false);
    expect(await get()).toEqual({});
    expect(await segmentDone('f', 1, 3, HASHES)).toBe(true);
    expect(await get()).toEqual(HASHES);
  });

  test('of segments that are done at once at least the last one sees them all', async ({ documents }) => {
    const { get, segmentDone } = epochs(documents, 'Notices');
    expect(await wins([0, 1, 2, 3].map((segment) => segmentDone('f', segment, 4, HASHES)))).toBeGreaterThan(0);
    expect(await get()).toEqual(HASHES);
  });

  test('a backfill that starts anew has nothing done', async ({ documents }) => {
    const { restart, segmentDone } = epochs(documents, 'Notices');
    await restart('f');
    expect(await segmentDone('f', 0, 2, HASHES)).toBe(false);
    await restart('f');
    expect(await segmentDone('f', 1, 2, HASHES)).toBe(false);
    expect(await segmentDone('f', 0, 2, HASHES)).toBe(true);
  });
});
