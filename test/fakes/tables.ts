import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { spread } from '#shared/domain/spread.ts';
import { conditionOf, type Given, type Item, projectionOf, updateOf } from './expression.ts';

/** A committed write, as whoever watches the tables is told of it. */
export type Written = { readonly table: string; readonly before: Item | undefined; readonly after: Item | undefined };

/** What is asked of one table; the fields of the document client's commands that the stores use. */
export type TableInput = {
  readonly TableName: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly FilterExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
  readonly ExclusiveStartKey?: Item;
  readonly Limit?: number;
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly ReturnValues?: string;
  readonly RequestItems?: Record<string, { readonly Keys: Item[] }>;
};

type Table = { readonly keys: readonly string[]; readonly items: Map<string, Item> };

type Options = {
  /** Items that a page of a scan or query holds at most: DynamoDB ends one at a megabyte, wherever that falls. */
  readonly pageSize?: number;
  readonly onWrite?: (written: Written) => void;
};

/**
 * DynamoDB in memory, behind the commands of the document client: the conditions, updates and pages that the stores use, and an
 * error for anything else. The contract suite holds it and the embedded DynamoDB to the same answers.
 */
export const fakeTables = (definitions: Readonly<Record<string, readonly string[]>>, options: Options = {}) => {
  const tables = new Map(
    Object.entries(definitions).map(([name, keys]): [string, Table] => [name, { keys, items: new Map() }]),
  );
  const tableOf = (name: string): Table => {
    const table = tables.get(name);
    if (!table) throw new Error(`there is no table ${name}`);
    return table;
  };
  const keyOf = ({ keys }: Table, item: Item): string => keys.map((name) => item[name]).join('\u0000');

  const write = (
    input: TableInput,
    key: string,
    change: (before: Item | undefined) => Item | undefined,
  ): Item | undefined => {
    const table = tableOf(input.TableName);
    const before = table.items.get(key);
    if (input.ConditionExpression !== undefined && !conditionOf(input.ConditionExpression)(before, givenIn(input)))
      throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
    const after = change(before);
    if (after) table.items.set(key, after);
    else table.items.delete(key);
    options.onWrite?.({ table: input.TableName, before, after });
    return after;
  };

  const put = (input: TableInput): object => {
    write(input, keyOf(tableOf(input.TableName), input.Item as Item), () => copyOf(input.Item as Item));
    return {};
  };
  const update = (input: TableInput): object => {
    const { Key = {}, UpdateExpression = '' } = input;
    const after = write(input, keyOf(tableOf(input.TableName), Key), (before) => {
      const next = before ? { ...before } : { ...Key };
      updateOf(UpdateExpression)(next, copiedValues(input));
      return next;
    });
    return input.ReturnValues === 'ALL_NEW' ? { Attributes: copyOf(after as Item) } : {};
  };
  const remove = (input: TableInput): object => {
    write(input, keyOf(tableOf(input.TableName), input.Key as Item), () => undefined);
    return {};
  };
  const get = ({ TableName, Key = {} }: TableInput): object => {
    const item = tableOf(TableName).items.get(keyOf(tableOf(TableName), Key));
    return item ? { Item: copyOf(item) } : {};
  };
  const batchGet = ({ RequestItems = {} }: TableInput): object => ({
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([name, { Keys }]) => [
        name,
        Keys.flatMap((Key) => (get({ TableName: name, Key }) as { Item?: Item }).Item ?? []),
      ]),
    ),
    UnprocessedKeys: {},
  });

  /** A page of what passes, in the order of the keys; what comes after it is said by the last key that was looked at. */
  const page = (input: TableInput, among: readonly [string, Item][]): object => {
    const table = tableOf(input.TableName);
    const { ExclusiveStartKey, FilterExpression, ProjectionExpression } = input;
    const after = ExclusiveStartKey && keyOf(table, ExclusiveStartKey);
    const rest = among.filter(([key]) => after === undefined || key > after);
    const looked = rest.slice(0, Math.min(input.Limit ?? Number.POSITIVE_INFINITY, options.pageSize ?? 1_000));
    const given = givenIn(input);
    const passed = looked.filter(
      ([, item]) => FilterExpression === undefined || conditionOf(FilterExpression)(item, given),
    );
    const last = looked.at(-1)?.[1];
    const isCut = looked.length < rest.length || looked.length === input.Limit;
    return {
      Items: passed.map(([, item]) => projected(item, ProjectionExpression, given)),
      ...(isCut && last && { LastEvaluatedKey: Object.fromEntries(table.keys.map((name) => [name, last[name]])) }),
    };
  };
  const inOrder = (name: string): [string, Item][] =>
    [...tableOf(name).items].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = (input: TableInput): object => {
    const isAsked = conditionOf(input.KeyConditionExpression ?? '');
    return page(
      input,
      inOrder(input.TableName).filter(([, item]) => isAsked(item, givenIn(input))),
    );
  };
  const scan = (input: TableInput): object => {
    const { Segment = 0, TotalSegments = 1 } = input;
    return page(
      input,
      inOrder(input.TableName).filter(([key]) => TotalSegments === 1 || spread(key, TotalSegments) === Segment),
    );
  };

  const verbs: Readonly<Record<string, (input: TableInput) => object>> = {
    GetCommand: get,
    PutCommand: put,
    UpdateCommand: update,
    DeleteCommand: remove,
    BatchGetCommand: batchGet,
    QueryCommand: query,
    ScanCommand: scan,
  };
  return {
    /** Answers a command of the document client at once, or throws what DynamoDB would. */
    answer: (command: { readonly constructor: { readonly name: string }; readonly input: unknown }): object => {
      const verb = verbs[command.constructor.name];
      if (!verb) throw new Error(`the tables in memory know no ${command.constructor.name}`);
      return verb(command.input as TableInput);
    },
    /** Everything in a table, not to be changed. */
    items: (name: string): Item[] => [...tableOf(name).items.values()],
    get: (name: string, Key: Item): Item | undefined => tableOf(name).items.get(keyOf(tableOf(name), Key)),
    /** A table as it is now, for a backup; and a table put back to what a backup holds. */
    backup: (name: string): ReadonlyMap<string, Item> => new Map(tableOf(name).items),
    restore: (name: string, backup: ReadonlyMap<string, Item>): void => {
      tableOf(name).items.clear();
      for (const [key, item] of backup) tableOf(name).items.set(key, item);
    },
  };
};
export type FakeTables = ReturnType<typeof fakeTables>;

const givenIn = ({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: TableInput): Given => ({
  names,
  values,
});

const copiedValues = ({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: TableInput): Given => ({
  names,
  values: values && (copyOf(values) as Record<string, unknown>),
});

const projected = (item: Item, projection: string | undefined, { names = {} }: Given): Item => {
  if (projection === undefined) return copyOf(item);
  const wanted = projectionOf(projection).map((name) => names[name] ?? name);
  return copyOf(Object.fromEntries(wanted.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]]))));
};

/** A deep copy of what an item may hold. What is undefined is left out, as the document client does here. */
const copyOf = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Set) return new Set(value) as T;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const name in value) if (value[name] !== undefined) copy[name] = copyOf(value[name]);
  return copy as T;
};
