import {
  BatchGetCommand,
  DeleteCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { contract } from './contract.ts';
import { get, item, key, put, TableName, update } from './one-item.ts';
import { tableTargets } from './table-targets.ts';

contract('tables', tableTargets, (test) => {
  test('what was read or put can be changed without changing what is kept', async ({ documents }) => {
    const given = item();
    await put(documents, given);
    const spoil = (of: ReturnType<typeof item>): void => {
      of.list.push(9);
      (of.list[1] as { deep: string[] }).deep.push('spoilt');
      of.map.inner.deeper = 'spoilt';
      of.set.add('spoilt');
      of.bytes[0] = 9;
    };
    spoil(given);
    expect(await get(documents, 'a')).toEqual(item());
    for (const read of [
      await get(documents, 'a'),
      (await documents.send(new ScanCommand({ TableName }))).Items?.[0],
      (await documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [key('a')] } } }))).Responses?.[
        TableName
      ]?.[0],
      (await update(documents, 'REMOVE unheard', { ReturnValues: 'ALL_NEW' })).Attributes,
    ]) {
      expect(read).toEqual(item());
      spoil(read as ReturnType<typeof item>);
    }
    expect(await get(documents, 'a')).toEqual(item());
    const value = { list: [1] };
    await update(documents, 'SET given = :given', { ExpressionAttributeValues: { ':given': value } });
    value.list.push(2);
    expect((await get(documents, 'a'))?.given).toEqual({ list: [1] });
  });

  test('what is undefined is left out, wherever it is', async ({ documents }) => {
    await put(documents, { ...key('a'), gone: undefined, map: { gone: undefined, here: 1 }, list: [1, undefined, 2] });
    expect(await get(documents, 'a')).toStrictEqual({ ...key('a'), map: { here: 1 }, list: [1, 2] });
  });

  test('a change of nothing makes an item of its key, a deletion of nothing does nothing', async ({ documents }) => {
    await documents.send(new DeleteCommand({ TableName, Key: key('a') }));
    expect(await get(documents, 'a')).toBeUndefined();
    await update(documents, 'REMOVE x');
    expect(await get(documents, 'a')).toEqual(key('a'));
    await documents.send(new DeleteCommand({ TableName, Key: key('a') }));
    expect(await get(documents, 'a')).toBeUndefined();
  });

  test('a deletion is conditional as well', async ({ documents }) => {
    await put(documents, { ...key('a'), v: 1 });
    const remove = (v: number) =>
      documents.send(
        new DeleteCommand({
          ...{ TableName, Key: key('a'), ConditionExpression: 'v = :v' },
          ExpressionAttributeValues: { ':v': v },
        }),
      );
    await expect(remove(2)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    await remove(1);
    expect(await get(documents, 'a')).toBeUndefined();
  });

  test('a query reads its own part in order, page by page, and filters what it read', async ({ documents, fatten }) => {
    const keys = ['b', 'a', 'Z', 'a#1', 'a#', 'B', 'é', '1', 'ab'];
    for (const [n, sk] of keys.entries()) {
      await put(documents, { ...key(sk), n });
      await put(documents, { pk: 'q', sk, n });
      await fatten(TableName, key(sk));
    }
    const read: unknown[] = [];
    const sizes: number[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          ...{ TableName, KeyConditionExpression: 'pk = :p', FilterExpression: 'n <> :three', ExclusiveStartKey },
          ExpressionAttributeValues: { ':p': 'p', ':three': 3 },
        }),
      );
      read.push(...(page.Items ?? []).map(({ sk }) => sk));
      sizes.push(page.ScannedCount ?? 0);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    const inBytes = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(read).toEqual(inBytes.filter((sk) => sk !== 'a#1'));
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(keys.length);
  });

  test('a page that ends at its limit may be the last one', async ({ documents }) => {
    for (const sk of ['a', 'b']) await put(documents, key(sk));
    const first = await documents.send(new ScanCommand({ TableName, Limit: 2 }));
    expect(first.Items).toHaveLength(2);
    expect(first.LastEvaluatedKey).toBeDefined();
    const second = await documents.send(
      new ScanCommand({ TableName, Limit: 2, ExclusiveStartKey: first.LastEvaluatedKey }),
    );
    expect(second.Items).toEqual([]);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  test('several items are written together or not at all', async ({ documents }) => {
    const Put = (sk: string) => ({ Put: { TableName, Item: key(sk) } });
    await documents.send(new TransactWriteCommand({ TransactItems: [Put('a'), Put('b')] }));
    expect(await get(documents, 'b')).toEqual(key('b'));
  });

  test('a condition that failed may answer what stood there', async ({ documents }) => {
    await put(documents, { ...key('a'), v: 1 });
    const attempt = new PutCommand({
      ...{ TableName, Item: key('a'), ConditionExpression: 'attribute_not_exists(pk)' },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await expect(documents.send(attempt)).rejects.toMatchObject({ Item: { v: expect.anything() } });
  });
});
