import { BatchGetCommand, DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { contract } from './contract.ts';
import { get, INVALID, key, put, TableName, update } from './one-item.ts';
import { tableTargets } from './table-targets.ts';

contract('refusals', tableTargets, (test) => {
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
    for (const empty of ['ExpressionAttributeNames', 'ExpressionAttributeValues'])
      await expect(update(documents, 'REMOVE unheard', { [empty]: {} })).rejects.toMatchObject(INVALID);
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
});
