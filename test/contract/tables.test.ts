import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';

const TableName = 'Notices';
const key = (sk: string) => ({ pk: 'p', sk });
const INVALID = { name: 'ValidationException' };
const put = (documents: DynamoDBDocumentClient, Item: Record<string, unknown>) =>
  documents.send(new PutCommand({ TableName, Item }));
const get = async (documents: DynamoDBDocumentClient, sk: string) =>
  (await documents.send(new GetCommand({ TableName, Key: key(sk), ConsistentRead: true }))).Item;
const update = (documents: DynamoDBDocumentClient, UpdateExpression: string, more: object = {}) =>
  documents.send(new UpdateCommand({ TableName, Key: key('a'), UpdateExpression, ...more }));

const item = () => ({
  ...key('a'),
  text: 'x',
  number: 1.5,
  yes: true,
  nothing: null,
  list: [1, { deep: ['y'] }],
  map: { inner: { deeper: 'z' } },
  set: new Set(['a', 'b']),
  numbers: new Set([1, 2]),
  bytes: new Uint8Array([1, 2, 3]),
});

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

  test('no item holds an empty set, a number without a value, or a date', async ({ documents }) => {
    for (const value of [new Set(), Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, new Date(0)]) {
      await expect(put(documents, { ...key('a'), value })).rejects.toThrow();
      await expect(put(documents, { ...key('a'), map: { list: [value] } })).rejects.toThrow();
      const change = update(documents, 'SET #value = :value', {
        ExpressionAttributeNames: { '#value': 'value' },
        ExpressionAttributeValues: { ':value': value },
      });
      await expect(change).rejects.toThrow();
      expect(await get(documents, 'a')).toBeUndefined();
    }
  });

  test('a key that is not as the table has it is refused', async ({ documents }) => {
    for (const Key of [{ pk: 'p' }, { ...key('a'), more: 'x' }, { pk: 'p', sk: 1 }, { pk: 'p', sk: '' }]) {
      await expect(documents.send(new GetCommand({ TableName, Key }))).rejects.toMatchObject(INVALID);
      await expect(documents.send(new DeleteCommand({ TableName, Key }))).rejects.toMatchObject(INVALID);
      const change = new UpdateCommand({ TableName, Key, UpdateExpression: 'REMOVE x' });
      await expect(documents.send(change)).rejects.toMatchObject(INVALID);
      if (!('more' in Key)) await expect(put(documents, Key)).rejects.toMatchObject(INVALID);
    }
    await expect(documents.send(new GetCommand({ TableName: 'None', Key: key('a') }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
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

  test('the same item twice in a batch, more than a hundred, and none are refused', async ({ documents }) => {
    const batch = (Keys: Record<string, string>[]) =>
      documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
    await expect(batch([key('a'), key('b'), key('a')])).rejects.toMatchObject(INVALID);
    await expect(batch(Array.from({ length: 101 }, (_, n) => key(`${n}`)))).rejects.toMatchObject(INVALID);
    await expect(batch([])).rejects.toMatchObject(INVALID);
    expect((await batch([key('a')])).Responses).toEqual({ [TableName]: [] });
  });

  test('names and values that no expression uses are refused', async ({ documents }) => {
    const used = { ExpressionAttributeNames: { '#a': 'a' }, ExpressionAttributeValues: { ':a': 1 } };
    await update(documents, 'SET #a = :a', used);
    for (const more of [
      { ExpressionAttributeNames: { '#a': 'a', '#b': 'b' } },
      { ExpressionAttributeValues: { ':a': 1, ':b': 1 } },
    ])
      await expect(update(documents, 'SET #a = :a', { ...used, ...more })).rejects.toMatchObject(INVALID);
    for (const missing of ['ExpressionAttributeNames', 'ExpressionAttributeValues'] as const)
      await expect(update(documents, 'SET #a = :a', { ...used, [missing]: undefined })).rejects.toMatchObject(INVALID);
  });

  test('one attribute is changed once, and the key never', async ({ documents }) => {
    const more = { ExpressionAttributeValues: { ':x': 'x' } };
    for (const change of ['SET a = :x REMOVE a', 'SET a = :x, a = :x', 'SET a = :x SET b = :x', 'SET sk = :x'])
      await expect(update(documents, change, more)).rejects.toMatchObject(INVALID);
  });

  test('a word that DynamoDB keeps for itself is refused as a name', async ({ documents }) => {
    const more = { ExpressionAttributeValues: { ':x': 'x' } };
    await expect(update(documents, 'SET missing = :x', more)).rejects.toMatchObject(INVALID);
  });

  test('an item over 400 KB is refused', async ({ documents }) => {
    await expect(put(documents, { ...key('a'), fat: 'x'.repeat(410_000) })).rejects.toMatchObject(INVALID);
  });

  test('lists and maps are equal when they hold the same', async ({ documents }) => {
    await put(documents, item());
    const more = (value: unknown) => ({
      ConditionExpression: '#x = :x',
      ExpressionAttributeNames: { '#x': Array.isArray(value) ? 'list' : 'map' },
      ExpressionAttributeValues: { ':x': value },
    });
    await update(documents, 'REMOVE unheard', more(item().list));
    await update(documents, 'REMOVE unheard', more(item().map));
    for (const other of [[1], { inner: {} }])
      await expect(update(documents, 'REMOVE unheard', more(other))).rejects.toThrow('conditional');
  });

  test('false can be one of a list', async ({ documents }) => {
    await put(documents, { ...key('a'), v: false });
    const more = { ConditionExpression: 'v IN (:yes, :no)', ExpressionAttributeValues: { ':yes': true, ':no': false } };
    await update(documents, 'REMOVE unheard', more);
  });

  test('what has no order is not compared by order', async ({ documents }) => {
    await put(documents, { ...key('a'), v: 1 });
    for (const value of [true, null, new Set(['a']), [1], { a: 1 }]) {
      const more = { ConditionExpression: 'v < :v', ExpressionAttributeValues: { ':v': value } };
      await expect(update(documents, 'REMOVE unheard', more)).rejects.toMatchObject(INVALID);
    }
  });

  test('text is ordered by its bytes', async ({ documents }) => {
    await put(documents, { ...key('a'), v: '\u{1f600}' });
    const more = { ConditionExpression: 'v > :v', ExpressionAttributeValues: { ':v': '\uffee' } };
    await update(documents, 'REMOVE unheard', more);
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
