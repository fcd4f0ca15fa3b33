import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { type Resident, residents } from '#shared/store/residents.ts';
import { aConsent, aRecord, aRepresentative, on } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const BYTES = [0, 1, 128, 255];
const aResident = (over: Partial<Resident> = {}): Resident => ({
  ...{ residentId: 'resident-a', listId: 'list', hash: 'h1', asOf: on('2026-11-01'), record: aRecord() },
  ...{ bsn: new Uint8Array(BYTES), agendas: [], dirty: true },
  ...over,
});
const renewed = (hash: string): Resident =>
  aResident({ hash, asOf: on('2026-11-08'), bsn: new Uint8Array([9]), record: aRecord({ person: { given: 'Bea' } }) });

contract('residents', tableTargets, (test) => {
  test('is put once, and read as it was put, its bytes as well', async ({ documents }) => {
    const { create, get } = residents(documents, 'Residents');
    expect(await get('resident-a')).toBeUndefined();
    expect(await wins(twenty(() => create(aResident())))).toBe(1);
    const read = await get('resident-a');
    expect(read).toStrictEqual(aResident({ bsn: read?.bsn as Uint8Array }));
    expect([...(read?.bsn ?? [])]).toEqual(BYTES);
    read?.bsn?.fill(7);
    expect([...((await get('resident-a'))?.bsn ?? [])]).toEqual(BYTES);
  });

  test('is renewed over what was read, and is there again when it was missing', async ({ documents }) => {
    const { create, renew, markMissing, get } = residents(documents, 'Residents');
    expect(await renew(renewed('h2'), aResident())).toBe(false);
    expect(await get('resident-a')).toBeUndefined();
    await create(aResident());
    expect(await markMissing('resident-a')).toBe(true);
    expect(await markMissing('resident-a')).toBe(false);
    expect(await markMissing('resident-b')).toBe(false);
    expect(await get('resident-a')).toMatchObject({ missing: true, dirty: true, revision: 1 });
    expect(await renew(renewed('h2'), aResident({ hash: 'h0' }))).toBe(false);
    expect(await wins(twenty(() => renew(renewed('h2'), aResident())))).toBe(1);
    const read = await get('resident-a');
    expect(read).toEqual({ ...renewed('h2'), revision: 2, bsn: read?.bsn });
    expect([...(read?.bsn ?? [])]).toEqual([9]);
  });

  test('whom two lists claim loses record and number, and is renewed no more', async ({ documents }) => {
    const { create, contest, renew, get } = residents(documents, 'Residents');
    await create(aResident());
    expect(await contest('resident-a', ['l1', 'l2'], aResident({ hash: 'h0' }))).toBe(false);
    expect(await contest('resident-a', ['l1', 'l2'], aResident())).toBe(true);
    const { record: _, bsn: __, ...rest } = aResident({ hash: 'contested:l1+l2', revision: 1 });
    expect(await get('resident-a')).toStrictEqual({ ...rest, contested: ['l1', 'l2'] });
    expect(await renew(renewed('h2'), aResident({ hash: 'contested:l1+l2' }))).toBe(false);
  });

  test('is amended over what was read, dirty when it is news', async ({ documents }) => {
    const { create, amend, clean, get } = residents(documents, 'Residents');
    const is = aRepresentative();
    const said = {
      representatives: [{ kind: is.kind, asOf: on('2026-11-02'), is }],
      events: [{ kind: 'PN', event: 'requested', on: on('2026-11-03') }],
      consents: [aConsent({ withdrawn: on('2026-11-01') })],
    } as const;
    expect(await amend(aResident(), said, true)).toBe(false);
    await create(aResident());
    await clean(aResident());
    expect(await amend(aResident({ revision: 1 }), said, true)).toBe(false);
    expect(await amend(aResident(), said, false)).toBe(true);
    expect(await get('resident-a')).toMatchObject({ ...said, revision: 1 });
    expect((await get('resident-a'))?.dirty).toBeUndefined();
    expect(await amend(aResident(), said, true)).toBe(false); // no revision was read, and now there is one
    expect(await wins(twenty(() => amend(aResident({ revision: 1 }), said, true)))).toBe(1);
    expect(await get('resident-a')).toMatchObject({ dirty: true, revision: 2 });
    expect((await get('resident-a'))?.record?.representatives).toEqual([is]);
  });

  test('stays dirty when anything was written since it was read', async ({ documents }) => {
    const { create, clean, markMissing, noteAgendas, get } = residents(documents, 'Residents');
    expect(await clean(aResident())).toBe(false);
    expect(await noteAgendas('resident-a', ['x'])).toBe(false);
    expect(await get('resident-a')).toBeUndefined();
    await create(aResident());
    expect(await noteAgendas('resident-a', ['resident-a', 'resident-b'])).toBe(true);
    await markMissing('resident-a');
    expect(await clean(aResident())).toBe(false);
    expect(await clean(aResident({ revision: 1 }))).toBe(true);
    const read = await get('resident-a');
    expect(read?.dirty).toBeUndefined();
    expect(read?.agendas).toEqual(['resident-a', 'resident-b']);
    expect(await clean(aResident({ revision: 1 }))).toBe(true);
  });

  test('all are found page by page and segment by segment, or those that are dirty', async ({ documents, fatten }) => {
    const { page, create, present } = residents(documents, 'Residents');
    const ids = Array.from({ length: 9 }, (_, nth) => `resident-${nth}`);
    for (const [nth, residentId] of ids.entries()) {
      const { dirty: _, ...clean } = aResident({ residentId });
      await create({ ...clean, ...(nth % 3 === 0 && { dirty: true }), ...(nth === 4 && { missing: true }) });
      await fatten('Residents', { residentId });
    }
    const all = async (filter: 'dirty' | 'all'): Promise<string[]> => {
      const found: string[] = [];
      for (const segment of [0, 1]) {
        let after: string | undefined;
        do {
          const read = await page(filter, segment, 2, after);
          found.push(...read.ids);
          after = read.after;
        } while (after);
      }
      return found.sort();
    };
    expect(await all('all')).toEqual(ids);
    expect(await all('dirty')).toEqual([0, 3, 6].map((nth) => `resident-${nth}`));
    expect((await present()).sort()).toEqual(ids.filter((_, nth) => nth !== 4));
  });

  test('one that was kept in a form of its own is a fault', async ({ documents }) => {
    const Item = { residentId: 'resident-a', hash: 7 };
    await documents.send(new PutCommand({ TableName: 'Residents', Item }));
    await expect(residents(documents, 'Residents').get('resident-a')).rejects.toThrow();
  });
});
