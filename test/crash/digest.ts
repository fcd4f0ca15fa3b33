import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalStack } from '#infra/local/stack.ts';

/** Seconds within a moment, numbers that providers give, and what is encrypted anew each time: these differ from run to run. */
const PASSING: readonly string[] = ['at', 'rungAt', 'lease', 'providerId', 'bsn'];

/**
 * Everything there is, but for what differs from one run without a crash to another. Two runs with the same digest after the same
 * moment go on alike.
 */
export const digestOf = async (stack: LocalStack): Promise<string[]> => {
  const items = await Promise.all(
    Object.entries(stack.tables).map(async ([table, TableName]) => {
      const { Items = [] } = await stack.clients.documents.send(new ScanCommand({ TableName, ConsistentRead: true }));
      return Items.map((item) => `${table} ${JSON.stringify(lasting(item))}`);
    }),
  );
  const objects = Object.keys(stack.buckets).flatMap((bucket) =>
    stack.files(bucket, '').map((key) => `${bucket} ${key}`),
  );
  const told = [...stack.mails.map(({ tags }) => tags.notice), ...stack.texts.map(({ context }) => context.notice)];
  const dead = stack.deadLetters().map(({ name, count }) => `dead ${name} ${count}`);
  return [...items.flat(), ...objects, ...told.map((tag) => `told ${tag}`), ...dead].sort();
};

/** Sets have no order, and neither have the names of attributes. */
const lasting = (value: unknown): unknown => {
  if (value instanceof Set) return [...value].sort();
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !PASSING.includes(name));
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, lasting(each)]));
};
