import { expect } from 'vitest';
import { contract } from './contract.ts';
import { INVALID, item, key, put, update } from './one-item.ts';
import { tableTargets } from './table-targets.ts';

contract('comparisons', tableTargets, (test) => {
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
});
