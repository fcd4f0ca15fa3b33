import { PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aChange, aCondition, anItem, type Expression } from './any-expression.ts';
import { tableTargets } from './table-targets.ts';

type Made = Awaited<ReturnType<(typeof tableTargets)[number]['make']>>;
let both: readonly Made[];
beforeAll(async () => {
  both = await Promise.all(tableTargets.map(({ make }) => make()));
});
afterAll(() => Promise.all(both.map(({ stop }) => stop())));

const TableName = 'Residents';
let count = 0;
const freshKey = () => {
  count += 1;
  return { residentId: `r${count}` };
};
const given = (...expressions: readonly Expression[]) => {
  const names = Object.assign({}, ...expressions.map((each) => each.names));
  const values = Object.assign({}, ...expressions.map((each) => each.values));
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
};
/** What came of it: the answer, or the name of the refusal. */
const outcome = async <T>(asked: Promise<T>): Promise<T | string> => asked.catch((error: Error) => error.name);
const agree = async (run: (made: Made) => Promise<unknown>): Promise<void> => {
  const [fake, embedded] = await Promise.all(both.map(run));
  expect(fake).toEqual(embedded);
};

it('a conditional update comes to the same in memory as on dynalite', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.option(anItem, { nil: undefined }),
      aCondition('c'),
      aChange,
      async (before, condition, change) => {
        const Key = freshKey();
        await agree(async ({ documents }) => {
          if (before) await documents.send(new PutCommand({ TableName, Item: { ...before, ...Key } }));
          const update = new UpdateCommand({
            ...{ TableName, Key, UpdateExpression: change.text, ConditionExpression: condition.text },
            ...{ ...given(change, condition), ReturnValues: 'ALL_NEW' },
          });
          const came = await outcome(documents.send(update).then(({ Attributes }) => Attributes));
          const kind = typeof came === 'string' ? came : 'done';
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          return came;
        });
      },
    ),
    { numRuns: 400 },
  );
  // None of the three may be so rare that it was hardly looked at.
  for (const kind of ['done', 'ConditionalCheckFailedException', 'ValidationException'])
    expect([kind, (seen.get(kind) ?? 0) > 40]).toEqual([kind, true]);
});

it('a filter lets the same items through in memory as on dynalite', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anItem, { maxLength: 6 }), aCondition('c'), aCondition('d'), async (items, one, two) => {
      const keys = items.map(freshKey);
      const { residentId: round } = freshKey();
      await agree(async ({ documents }) => {
        const found: unknown[] = [];
        for (const [index, item] of items.entries())
          await documents.send(new PutCommand({ TableName, Item: { ...item, ...keys[index], of: round } }));
        let ExclusiveStartKey: Record<string, unknown> | undefined;
        do {
          const { names, values } = { names: { '#of': 'of' }, values: { ':of': round } };
          const scan = new ScanCommand({
            ...{ TableName, ExclusiveStartKey, FilterExpression: `#of = :of AND (${one.text} OR ${two.text})` },
            ...given(one, two, { text: '', names, values }),
          });
          const page = await documents.send(scan);
          found.push(...(page.Items ?? []));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        return found.map((item) => (item as { residentId: string }).residentId).sort();
      });
    }),
    { numRuns: 60 },
  );
});
