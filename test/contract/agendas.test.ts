import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { Agenda } from '#shared/domain/agenda.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { aDeclaration, anAgenda, anEntry, declaredAt, on, stoppedAs } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const full = anAgenda({
  reach: [
    ...declaredAt({ email: 'anna@example.org' }),
    aDeclaration({ service: 'another', withdrawn: on('2026-10-01') }),
    ...declaredAt({ sms: '+31612345110' }),
  ],
  reading: { language: 'fy', format: 'large-print', on: on('2026-09-01'), asOf: on('2026-09-02') },
  blocked: 'missing',
  stops: [...stoppedAs('channel:sms'), { name: 'service:another', on: on('2026-10-01'), lifted: on('2026-10-05') }],
  suppressed: { sms: 'bounced' },
  sent: [{ on: on('2026-11-01'), notice: 'n', version: 2 }],
  entries: [anEntry(), anEntry({ occasion: 'NI-two', about: 'resident-b', heed: ['resident-c'] })],
});

contract('agendas', tableTargets, (test) => {
  test('is put once, and read as it was put', async ({ documents }) => {
    const { create, get } = agendas(documents, 'Agenda');
    expect(await get('resident-a')).toBeUndefined();
    expect(await create(full)).toBe(true);
    expect(await create(anAgenda({ v: 9 }))).toBe(false);
    expect(await get('resident-a')).toEqual(full);
    expect(await wins(twenty((n) => create(anAgenda({ addresseeId: 'resident-x', v: n + 1 }))))).toBe(1);
  });

  test('is written over the version before it only, and loses what it no longer has', async ({ documents }) => {
    const { create, replace, get } = agendas(documents, 'Agenda');
    const { reach: _, reading: ___, blocked: __, ...bare } = full;
    expect(await replace({ ...full, v: 4 })).toBe(false); // there is none
    expect(await get('resident-a')).toBeUndefined();
    await create(full);
    for (const v of [3, 5]) expect(await replace({ ...bare, v })).toBe(false);
    expect(await get('resident-a')).toEqual(full);
    const next: Agenda = { ...bare, v: 4, nextOn: on('2026-12-24'), entries: [], suppressed: {}, sent: [] };
    expect(await replace(next)).toBe(true);
    expect(await get('resident-a')).toStrictEqual(next);
    expect(await replace({ ...full, v: 5 })).toBe(true);
    expect(await get('resident-a')).toEqual({ ...full, v: 5 });
  });

  test('of twenty that write at once one does', async ({ documents }) => {
    const { create, replace, get } = agendas(documents, 'Agenda');
    await create(full);
    expect(await wins(twenty((n) => replace({ ...full, v: 4, stops: stoppedAs(`service:${n}`) })))).toBe(1);
    expect((await get('resident-a'))?.stops).toHaveLength(1);
  });

  test('is raised to a later version, never to an earlier one', async ({ documents }) => {
    const { create, raise, get } = agendas(documents, 'Agenda');
    expect(await raise('resident-a', 7)).toBe(false);
    await create(full);
    for (const v of [2, 3]) expect(await raise('resident-a', v)).toBe(false);
    expect(await raise('resident-a', 7)).toBe(true);
    expect(await get('resident-a')).toEqual({ ...full, v: 7 });
  });

  test('those for which something is due are found, on all pages of all segments, without an address', async (made) => {
    const { create, due, read } = agendas(made.documents, 'Agenda');
    const days = ['2026-11-23', '2026-11-24', '2026-11-25'].map(on);
    for (const [nth, nextOn] of [...days, ...days, ...days, ...days].entries()) {
      await create({ ...full, addresseeId: `resident-${nth}`, nextOn });
      await made.fatten('Agenda', { addresseeId: `resident-${nth}` });
    }
    const found: unknown[] = [];
    let count = 0;
    for (const segment of [0, 1, 2])
      for await (const { items, looked } of due(on('2026-11-24'), segment, 3)) {
        found.push(...items);
        count += looked;
      }
    expect(count).toBe(12); // due or not
    const ids = found.map((item) => (item as Agenda).addresseeId);
    expect(ids.sort()).toEqual([0, 1, 3, 4, 6, 7, 9, 10].map((nth) => `resident-${nth}`).sort());
    const { nextOn: _, reach: __, reading: ___, ...projected } = full;
    for (const item of found) {
      expect(Object.keys(item as object)).not.toContain('reach');
      expect(Object.keys(item as object)).not.toContain('reading');
      expect(Object.keys(item as object)).not.toContain('fat');
      const { addresseeId } = item as Agenda;
      expect(read(item)).toMatchObject({ ...projected, addresseeId, entries: [{}, {}] });
    }
  });

  test('one that is malformed is passed over', async ({ documents }) => {
    const { due, read, get } = agendas(documents, 'Agenda');
    const Item = { addresseeId: 'resident-a', nextOn: '2026-11-01', v: 'three' };
    await documents.send(new PutCommand({ TableName: 'Agenda', Item }));
    for await (const { items } of due(on('2026-11-24'), 0, 1)) expect(items.map(read)).toEqual([undefined]);
    await expect(get('resident-a')).rejects.toThrow();
  });

  test('changes made at the same time are all made', async ({ documents }) => {
    const store = agendas(documents, 'Agenda');
    expect(await changeAgenda(store, 'resident-a', (agenda) => agenda)).toBe(false);
    await store.create(full);
    expect(await changeAgenda(store, 'resident-a', (agenda) => agenda)).toBe(true);
    expect((await store.get('resident-a'))?.v).toBe(3);
    const add = (stop: string) =>
      changeAgenda(store, 'resident-a', (agenda) => ({
        ...agenda,
        stops: [...agenda.stops, ...stoppedAs(`service:${stop}`)],
      }));
    expect(await wins(['a', 'b', 'c', 'd', 'e'].map(add))).toBe(5);
    const after = await store.get('resident-a');
    expect((after?.stops ?? []).map(({ name }) => name).sort()).toEqual([
      'channel:sms',
      ...['a', 'another', 'b', 'c', 'd', 'e'].map((id) => `service:${id}`),
    ]);
    expect(after?.v).toBe(8);
  });
});
