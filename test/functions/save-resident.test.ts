import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveResident } from '#functions/load/save-resident.ts';
import type { Resident } from '#shared/store/residents.ts';
import { allWork } from '#test/all-work.ts';
import { aRecord, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

let tables: EmbeddedTables;
let residentId: string;
let count = 0;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  count += 1;
  residentId = `resident-${count}`;
});

const save = (over: Partial<Resident> = {}) =>
  saveResident({
    residents: tables.residents,
    addWork: tables.worklist.add,
    now: () => at('2026-11-24T05:00:00.000Z'),
  })({
    residentId,
    listId: 'list-a',
    hash: 'one',
    asOf: on('2026-11-24'),
    record: aRecord(),
    bsn: new Uint8Array([1]),
    agendas: [],
    dirty: true,
    ...over,
  });
const stored = () => tables.residents.get(residentId);
const workHere = async () =>
  (await allWork(tables.worklist, { kind: 'bsn-contested' })).filter(({ subject }) => subject === residentId);
const clean = async () => tables.residents.clean((await stored()) as Resident);

describe('saving a record', () => {
  it('writes what is new and what changed, and marks it for evaluation', async () => {
    expect(await save()).toBe('new');
    await clean();
    expect(await save({ hash: 'two', asOf: on('2026-11-25') })).toBe('changed');
    expect(await stored()).toMatchObject({ hash: 'two', dirty: true, asOf: '2026-11-25' });
  });

  it('writes nothing when the content is the same', async () => {
    await save();
    await clean();
    const before = await stored();
    expect(await save({ asOf: on('2026-11-30') })).toBe('same');
    expect(await stored()).toEqual(before);
  });

  it('leaves an older delivery aside', async () => {
    await save({ asOf: on('2026-11-25') });
    expect(await save({ hash: 'older', asOf: on('2026-11-24') })).toBe('older');
    expect(await stored()).toMatchObject({ hash: 'one' });
  });

  it('brings somebody back who was missing, even unchanged', async () => {
    await save();
    await tables.residents.markMissing(residentId);
    await clean();
    expect(await save()).toBe('changed');
    const { missing, dirty } = (await stored()) as Resident;
    expect([missing, dirty]).toEqual([undefined, true]);
  });

  it.each([
    ['list-a', 'list-b'],
    ['list-b', 'list-a'],
  ])('contests a BSN that two lists claim, %s before %s', async (first, second) => {
    await save({ listId: first });
    expect(await save({ listId: second, hash: 'other' })).toBe('contested');
    const after = (await stored()) as Resident;
    expect(after).toMatchObject({ contested: ['list-a', 'list-b'], hash: 'contested:list-a+list-b', dirty: true });
    expect([after.record, after.bsn]).toEqual([undefined, undefined]);
    await clean();
    expect(await save({ listId: first })).toBe('contested');
    expect((await stored())?.dirty).toBeUndefined();
    expect(await workHere()).toMatchObject([{ reason: 'several-person-lists', due: '2026-12-01', state: 'open' }]);
  });

  it('gives a person one more thing to do when a third list claims it, and not when the same two do again', async () => {
    for (const listId of ['list-a', 'list-b', 'list-a', 'list-c', 'list-b']) await save({ listId, hash: listId });
    expect((await workHere()).map(({ time }) => time).sort()).toEqual(['2', '3']);
  });

  it('contests the same when both lists arrive at once', async () => {
    const saved = await Promise.all(['list-a', 'list-b'].map((listId) => save({ listId, hash: listId })));
    expect([...saved].sort()).toEqual(['contested', 'new']);
    expect(await stored()).toMatchObject({ contested: ['list-a', 'list-b'] });
  });
});
