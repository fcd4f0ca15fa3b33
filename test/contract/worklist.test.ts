import { expect } from 'vitest';
import { queryAll } from '#shared/aws/documents.ts';
import type { NewWork, WorkItem } from '#shared/domain/work-item.ts';
import { workIdOf, worklist } from '#shared/store/worklist.ts';
import { allWork } from '#test/all-work.ts';
import { at, on } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const TUESDAY = at('2026-11-24T09:00:00.000Z');
const NOON = at('2026-11-24T11:00:00.000Z');
const aHandOver: NewWork = { kind: 'handed-over', subject: 'n', time: '3-0', reason: 'no-channel', at: TUESDAY };
const anUnknown: NewWork = { kind: 'unknown-outcome', subject: 'm', time: '2-1', reason: 'timeout', at: TUESDAY };
const ID = workIdOf(aHandOver);
const under = (documents: Parameters<typeof worklist>[0], pk: string) =>
  queryAll(documents, {
    ...{ TableName: 'Notices', KeyConditionExpression: 'pk = :pk', ConsistentRead: true },
    ExpressionAttributeValues: { ':pk': pk },
  });
const isRefused = (answer: object): boolean => 'refused' in answer;

contract('worklist', tableTargets, (test) => {
  test('something is added once, as it was heard of first', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    expect(await list.add({ ...aHandOver, addresseeId: 'resident-a' })).toBe(true);
    expect(await wins(twenty((n) => list.add({ ...aHandOver, reason: `again-${n}`, at: NOON })))).toBe(0);
    const item = await list.get(ID);
    expect(item).toEqual({ ...aHandOver, id: ID, state: 'open', addresseeId: 'resident-a', due: '2026-12-01' });
    expect(await allWork(list)).toEqual([item]);
  });

  test('of many who add it at once one does', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    expect(await wins(twenty(() => list.add(aHandOver)))).toBe(1);
    expect(await allWork(list)).toHaveLength(1);
  });

  test('another kind, subject or time is another item, and the same after it is done is none', async ({
    documents,
  }) => {
    const list = worklist(documents, 'Notices');
    await list.add(aHandOver);
    await list.take(ID, 'jansen', NOON);
    await list.done(ID, 'called', 'jansen', NOON);
    expect(await list.add(aHandOver)).toBe(false);
    for (const over of [{ kind: 'letter-returned' }, { subject: 'o' }, { time: '4-0' }] as const)
      expect(await list.add({ ...aHandOver, ...over })).toBe(true);
    expect(await allWork(list)).toHaveLength(3);
  });

  test('a reason that is no code is not kept', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    await list.add({ ...aHandOver, reason: 'Mevrouw De Vries, Dorpsstraat 1' });
    expect(await list.get(ID)).toMatchObject({ reason: 'other' });
  });

  test('is taken by one of many, and by that one again', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    await list.add(aHandOver);
    const answers = await Promise.all(twenty((n) => list.take(ID, `person-${n}`, NOON)));
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(1);
    const { takenBy } = (await list.get(ID)) as WorkItem & { state: 'taken' };
    expect(answers.filter(isRefused)).toEqual(
      Array.from({ length: 19 }, () => ({ refused: 'taken-by-another', by: takenBy })),
    );
    expect(await list.take(ID, takenBy, TUESDAY)).toMatchObject({ state: 'taken', takenAt: NOON });
    expect(await allWork(list, { state: 'open' })).toEqual([]);
    expect(await allWork(list, { state: 'taken' })).toHaveLength(1);
  });

  test('is given back, for somebody else to take', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    await list.add(aHandOver);
    await list.take(ID, 'jansen', NOON);
    expect(await list.giveBack(ID)).toEqual({ ...aHandOver, id: ID, state: 'open', due: '2026-12-01' });
    expect(await list.take(ID, 'pietersen', NOON)).toMatchObject({ takenBy: 'pietersen' });
    expect(await list.done(ID, 'called', 'jansen', NOON)).toEqual({ refused: 'taken-by-another', by: 'pietersen' });
  });

  test('is done once, leaves the list of what is open and stays for four hundred days', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    await list.add(aHandOver);
    await list.take(ID, 'jansen', NOON);
    const done = await list.done(ID, 'visited', 'jansen', NOON);
    expect(done).toMatchObject({
      state: 'done',
      outcome: 'visited',
      doneBy: 'jansen',
      doneAt: NOON,
      takenBy: 'jansen',
    });
    expect(await list.done(ID, 'visited', 'jansen', TUESDAY)).toEqual(done);
    expect(await list.done(ID, 'called', 'jansen', TUESDAY)).toEqual({
      ...{ refused: 'already-done', by: 'jansen', outcome: 'visited' },
    });
    expect([await allWork(list), await allWork(list, { state: 'done' })]).toEqual([[], [done]]);
    const ttl = Date.parse('2027-12-29T00:00:00Z') / 1000;
    for (const pk of [`work#${ID}`, 'work#done']) expect(await under(documents, pk)).toMatchObject([{ ttl }]);
    expect(await under(documents, 'work#open')).toEqual([]);
  });

  test('of an item that is not there nothing is taken, given back or done', async ({ documents }) => {
    const { take, giveBack, done } = worklist(documents, 'Notices');
    const answers = [await take('x', 'jansen', NOON), await giveBack('x'), await done('x', 'called', 'jansen', NOON)];
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ refused: 'no-such-item' })));
  });

  test('is listed by what is due first, page by page, of one kind, and before a day', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    for (const n of [1, 2, 3]) {
      await list.add({ ...aHandOver, subject: `n${n}` });
      await list.add({ ...anUnknown, subject: `m${n}` });
    }
    const all = await allWork(list, { limit: 2 });
    const dues = [...Array.from({ length: 3 }, () => '2026-11-26'), ...Array.from({ length: 3 }, () => '2026-12-01')];
    expect(all.map(({ due }) => due)).toEqual(dues);
    expect(new Set(all.map(({ subject }) => subject)).size).toBe(6);
    expect((await list.page({ limit: 2 })).items).toHaveLength(2);
    expect((await allWork(list, { kind: 'handed-over', limit: 1 })).map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 3 }, () => 'handed-over'),
    ]);
    expect(await allWork(list, { before: on('2026-12-01') })).toHaveLength(3);
    expect(await allWork(list, { before: on('2026-11-26') })).toEqual([]);
  });

  test('is overdue from the day after it was due until it is done, taken or not', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    await list.add(aHandOver);
    await list.add(anUnknown);
    expect(await list.overdue(on('2026-11-26'))).toEqual([]);
    await list.take(workIdOf(anUnknown), 'jansen', NOON);
    expect(await list.overdue(on('2026-11-27'))).toMatchObject([{ kind: 'unknown-outcome', state: 'taken' }]);
    expect(await list.overdue(on('2026-12-02'))).toHaveLength(2);
    await list.done(workIdOf(anUnknown), 'arrived', 'jansen', NOON);
    expect(await list.overdue(on('2026-12-02'))).toMatchObject([{ kind: 'handed-over' }]);
  });

  test('a place in the list that a crash left there is seen by nobody, and goes', async ({ documents }) => {
    const cutAfter = (writes: number) => {
      let left = writes;
      const send = (command: object) => {
        const isWrite = ['PutCommand', 'DeleteCommand'].includes(command.constructor.name);
        if (isWrite && left === 0) return Promise.reject(new Error('cut off'));
        if (isWrite) left -= 1;
        return documents.send(command as never);
      };
      return worklist({ send } as never, 'Notices');
    };
    const list = worklist(documents, 'Notices');
    // Listed, and not put: it comes again, some days later.
    await expect(cutAfter(1).add(aHandOver)).rejects.toThrow('cut off');
    expect([await allWork(list), await list.overdue(on('2026-12-10'))]).toEqual([[], []]);
    const later = { ...aHandOver, at: at('2026-11-26T09:00:00.000Z') };
    expect(await list.add(later)).toBe(true);
    expect(await allWork(list)).toMatchObject([{ due: '2026-12-03' }]);
    await list.take(ID, 'jansen', NOON);
    // Done, and not taken from the list.
    await expect(cutAfter(2).done(ID, 'called', 'jansen', NOON)).rejects.toThrow('cut off');
    expect([await allWork(list), await allWork(list, { state: 'done' })]).toMatchObject([[], [{ id: ID }]]);
    const places = async () => (await under(documents, 'work#open')).length;
    expect(await places()).toBe(2);
    expect(await list.overdue(on('2026-12-10'))).toEqual([]);
    expect(await places()).toBe(0);
  });

  test('is not done under somebody who gave it back meanwhile', async ({ documents }) => {
    const list = worklist(documents, 'Notices');
    await list.add(aHandOver);
    await list.take(ID, 'jansen', NOON);
    const [, done] = await Promise.all([list.giveBack(ID), list.done(ID, 'called', 'jansen', NOON)]);
    const stands = (await list.get(ID)) as WorkItem;
    expect(stands.state).toBe(isRefused(done) ? 'open' : 'done');
  });
});
