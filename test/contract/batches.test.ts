import { expect } from 'vitest';
import { type BatchMember, batches } from '#shared/store/batches.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const TTL = 1_900_000_000;
const aMember = (letterId: string): BatchMember => ({
  ...{ noticeId: `n-${letterId}`, letterId, key: `letters/${letterId}.pdf`, sha: 'abc', pages: 2, envelope: 'window' },
});

contract('batches', tableTargets, (test) => {
  test('is opened once, and a second opening leaves it as it is', async ({ documents }) => {
    const { open, get, startClosing } = batches(documents, 'Notices');
    expect(await get('b')).toBeUndefined();
    await open('b', TTL);
    expect(await get('b')).toEqual({ batch: 'b', state: 'OPEN' });
    await startClosing('b');
    await open('b', TTL);
    expect((await get('b'))?.state).toBe('CLOSING');
  });

  test('goes from OPEN to CLOSING to CLOSED, once each', async ({ documents }) => {
    const { open, get, startClosing, choose } = batches(documents, 'Notices');
    expect(await startClosing('b')).toBe(false);
    expect(await get('b')).toBeUndefined();
    await open('b', TTL);
    expect(await choose('b', 'sha')).toBe(false);
    expect(await wins(twenty(() => startClosing('b')))).toBe(1);
    expect(await wins(twenty((n) => choose('b', `sha-${n}`)))).toBe(1);
    const chosen = await get('b');
    expect(chosen).toEqual({ batch: 'b', state: 'CLOSED', manifest: expect.stringMatching(/^sha-\d+$/) });
    expect(await choose('b', 'another')).toBe(false);
    expect(await startClosing('b')).toBe(false);
    expect(await get('b')).toEqual(chosen);
  });

  test('is closed as the print house was told, unless it is closed', async ({ documents }) => {
    const { open, get, closeAs } = batches(documents, 'Notices');
    for (const id of ['lost', 'open']) {
      if (id === 'open') await open(id, TTL);
      expect(await closeAs(id, 'sha', 5)).toBe(true);
      expect(await closeAs(id, 'another', 5)).toBe(false);
      expect(await get(id)).toEqual({ batch: id, state: 'CLOSED', manifest: 'sha' });
    }
  });

  test('those that are not finished are listed, however many there are', async ({ documents, fatten }) => {
    const { open, unfinished, finish } = batches(documents, 'Notices');
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      await open(id, TTL);
      await fatten('Notices', { pk: 'batch#open', sk: id });
    }
    expect([...(await unfinished())].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    await finish('c');
    await finish('c');
    expect([...(await unfinished())].sort()).toEqual(['a', 'b', 'd', 'e']);
  });

  test('its members are all read, and nothing else is', async ({ documents, fatten }) => {
    const { open, join, member, members } = batches(documents, 'Notices');
    await open('b', TTL);
    await open('b2', TTL);
    expect(await members('b')).toEqual([]);
    for (const letterId of ['1', '2', '3', '4', '5']) {
      await join('b', aMember(letterId), TTL);
      await join('b', aMember(letterId), TTL);
      await fatten('Notices', { pk: 'batch#b', sk: `member#${letterId}` });
    }
    await join('b2', aMember('6'), TTL);
    expect((await members('b')).map(({ letterId }) => letterId).sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(await member('b', '2')).toEqual(aMember('2'));
    expect(await member('b', '6')).toBeUndefined();
  });
});
