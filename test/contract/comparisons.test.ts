import { expect } from 'vitest';
import { contract } from './contract.ts';
import { INVALID, item, key, put, update } from './one-item.ts';
import { tableTargets } from './table-targets.ts';

contract('comparisons', tableTargets, (test) => {
  test('what the stores ask with is answered as DynamoDB does', async ({ documents }) => {
    await put(documents, { ...key('a'), text: 'ab', two: 2, all: new Set(['a', 'b', 'c']) });
    const given = { ':a': 'a', ':b': 'b', ':ab': 'ab', ':abc': 'abc', ':one': 1, ':two': 2, ':three': 3 };
    const answers = {
      ...{ 'begins_with(#text, :a)': true, 'begins_with(#text, :ab)': true, 'begins_with(#text, :b)': false },
      ...{ 'begins_with(#text, :abc)': false, 'begins_with(#two, :a)': false, 'begins_with(#none, :a)': false },
      ...{ '#none = :one': false, '#none <> :one': true, '#none < :one': false, '#none >= :one': false },
      ...{ '#text < :one': false, '#text >= :one': false, '#text > :a': true, '#two > :one AND #two < :three': true },
      ...{ '#two IN (:one, :two)': true, '#two IN (:one, :three)': false, '#none IN (:one, :two)': false },
      ...{ 'size(#all) = :three': true, 'size(#text) = :two': true, 'size(#none) = :one': false },
      // AND binds more than OR, and NOT more than both.
      ...{
        '#two = :two OR #two = :one AND #two = :three': true,
        '(#two = :two OR #two = :one) AND #two = :three': false,
      },
      ...{ 'NOT #two = :one OR #two = :two': true, 'NOT (#two = :one OR #two = :two)': false },
      ...{ 'NOT #two = :two AND #two = :three': false, 'attribute_exists(#two) AND attribute_not_exists(#none)': true },
    };
    for (const [ConditionExpression, isTrue] of Object.entries(answers)) {
      const words: readonly string[] = ConditionExpression.match(/[#:]\w+/g) ?? [];
      const values = Object.entries(given).filter(([word]) => words.includes(word));
      const asked = update(documents, 'REMOVE unheard', {
        ConditionExpression,
        ExpressionAttributeNames: Object.fromEntries(words.flatMap((w) => (w[0] === '#' ? [[w, w.slice(1)]] : []))),
        ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
      });
      const held = await asked.then(
        () => true,
        ({ name }: Error) => (name === 'ConditionalCheckFailedException' ? false : name),
      );
      expect([ConditionExpression, held]).toEqual([ConditionExpression, isTrue]);
    }
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
});
