import { GetObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { getObject, listObjects, putObject, putOnce, streamObject } from '#shared/aws/objects.ts';
import { addSeconds, type Instant } from '#shared/domain/dates.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { copies } from '#shared/store/copies.ts';
import { plans } from '#shared/store/plans.ts';
import { aNotice, at, on } from '#test/builders.ts';
import { bucketTargets } from './bucket-targets.ts';
import { contract } from './contract.ts';
import { twenty, wins } from './together.ts';

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('utf8');
const all = async <T>(some: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const each of some) found.push(each);
  return found;
};

contract('buckets', bucketTargets, (test) => {
  test('an object is read as it was put last', async ({ s3, name }) => {
    const [get, put] = [getObject(s3, name), putObject(s3, name)];
    expect(await get('a')).toBeUndefined();
    await put('a', 'één\r\n');
    expect(text(await get('a'))).toBe('één\r\n');
    await put('a', new Uint8Array([0, 128, 255]));
    expect([...((await get('a')) ?? [])]).toEqual([0, 128, 255]);
    for (const key of ['in/a ü+%.csv', 'plain', 'a/b//c', "it's (1)!*"]) {
      await put(key, key);
      expect(text(await get(key))).toBe(key);
    }
  });

  test('bytes that were put or read can be changed without changing the object', async ({ s3, name }) => {
    const [get, put] = [getObject(s3, name), putObject(s3, name)];
    const bytes = Buffer.from('first');
    await put('a', bytes);
    bytes.fill(0);
    const read = await get('a');
    expect(text(read)).toBe('first');
    read?.fill(0);
    expect(text(await get('a'))).toBe('first');
  });

  test('of twenty that put once one does, and none over what is there', async ({ s3, name }) => {
    const [get, put, once] = [getObject(s3, name), putObject(s3, name), putOnce(s3, name)];
    expect(await wins(twenty((n) => once('a', `${n}`)))).toBe(1);
    const kept = text(await get('a'));
    expect(await once('a', 'another')).toBe(false);
    expect(text(await get('a'))).toBe(kept);
    await put('b', 'first');
    expect(await once('b', 'another')).toBe(false);
    expect(await once('c', 'first')).toBe(true);
  });

  test('is read as a stream, and none is a fault', async ({ s3, name }) => {
    await putObject(s3, name)('a', 'first');
    const stream = streamObject(s3, name);
    expect(Buffer.concat(await all(await stream('a'))).toString()).toBe('first');
    await expect(stream('b')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('those of a prefix are listed in order, page by page, with when they were put', async ({
    s3,
    name,
    page,
    now,
  }) => {
    const [put, list] = [putObject(s3, name), listObjects(s3, name)];
    expect(await all(list('in/'))).toEqual([]);
    const from = addSeconds(now(), -1);
    const keys = Array.from({ length: page + 2 }, (_, n) => `in/${String(n).padStart(4, '0')}`);
    for (const key of [...keys].reverse()) await put(key, 'x');
    for (const key of ['in', 'inn/1', 'out/1']) await put(key, 'x');
    const found = await all(list('in/'));
    expect(found.map(({ key }) => key)).toEqual(keys);
    for (const { at: put } of found) expect(put >= from && put <= now()).toBe(true);
    expect((await all(list(''))).length).toBe(keys.length + 3);
    expect(await all(list('none/'))).toEqual([]);
  });

  test('keys are listed in the order of their bytes', async ({ s3, name }) => {
    for (const key of ['é', 'a', 'Z', 'a ü', '_', '-']) await putObject(s3, name)(key, 'x');
    const listed = await all(listObjects(s3, name)(''));
    expect(listed.map(({ key }) => key)).toEqual(['-', 'Z', '_', 'a', 'a ü', 'é']);
  });

  test('when an object was put is said to the second', async ({ s3, name }) => {
    for (const key of ['a', 'b', 'c']) {
      await putObject(s3, name)(key, 'x');
      await new Promise((done) => setTimeout(done, 3)); // three that come at a whole second by chance are no proof
    }
    const { LastModified } = await s3.send(new GetObjectCommand({ Bucket: name, Key: 'a' }));
    const listed = await all(listObjects(s3, name)(''));
    expect(listed.map(({ at: put }) => put.slice(-5))).toEqual(['.000Z', '.000Z', '.000Z']);
    expect(listed[0]?.at).toBe(LastModified?.toISOString());
  });

  test('a bucket that is not there is a fault, not an object that is not there', async ({ s3 }) => {
    await expect(getObject(s3, 'none')('a')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(putOnce(s3, 'none')('a', 'x')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test('plans are kept by date and content', async ({ s3, name }) => {
    const store = plans({ get: getObject(s3, name), put: putObject(s3, name) });
    const plan = (n: number): Plan => ({
      ...{ date: on('2026-11-24'), candidates: [{ addresseeId: 'a', entries: [`${n}`] }], deferred: [], leftOut: [] },
      ...{ found: { x: n }, backlog: {}, closing: {}, limits: {} },
    });
    const [one, two] = [await store.put(plan(1)), await store.put(plan(2))];
    expect(one).not.toBe(two);
    expect(await store.put(plan(1))).toBe(one);
    expect(await store.get(one)).toEqual(plan(1));
    await expect(store.get('plans/none')).rejects.toThrow('there is no plan');
  });

  test('copies are found by notice and time, and say what was sent', async ({ s3, name, now }) => {
    const put = putObject(s3, name);
    const store = copies({ get: getObject(s3, name), list: listObjects(s3, name) });
    const from = addSeconds(now(), -1);
    const notice = { ...aNotice({ at: at('2026-11-24T09:05:00.000Z') }), state: undefined };
    await put('copies/n/3-1.json', JSON.stringify({ notice, html: '<p>' }));
    await put('copies/n/3-1.eml', 'x');
    await put('copies/n/4-1.json', '{}');
    await put('copies/m/1-1.json', 'not JSON');
    await put('plans/x.json', '{}');
    expect(await store.since(from)).toEqual([['copies/m/1-1.json'], ['copies/n/3-1.json', 'copies/n/4-1.json']]);
    expect(await store.since(addSeconds(now(), 3600) as Instant)).toEqual([]);
    expect(await store.get('copies/n/3-1.json')).toMatchObject({ noticeId: notice.noticeId, channel: 'email' });
    for (const key of ['copies/n/4-1.json', 'copies/m/1-1.json']) expect(await store.get(key)).toBeUndefined();
    await expect(store.get('copies/none')).rejects.toThrow('there is no copy');
  });
});
