import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { spread } from '#shared/domain/spread.ts';
import { copyOf } from './copy-of.ts';
import { conditionOf, type Given, type Item, nameIn, projectionOf, updateOf, wordsIn } from './expression.ts';
import { onlyKnown, refused } from './refused.ts';

/** A committed write, as whoever watches the tables is told of it. */
export type Written = { readonly table: string; readonly before: Item | undefined; readonly after: Item | undefined };

/** What is asked of one table; the fields of the document client's commands that the stores use. */
type TableInput = {
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
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Record<string, { readonly Keys: Item[]; readonly ConsistentRead?: boolean }>;
};
const KNOWN: ReadonlySet<string> = new Set<keyof TableInput>([
  ...(['TableName', 'Key', 'Item', 'RequestItems', 'ConsistentRead', 'ReturnValues', 'ProjectionExpression'] as const),
  ...(['ConditionExpression', 'UpdateExpression', 'FilterExpression', 'KeyConditionExpression'] as const),
  ...(['ExpressionAttributeNames', 'ExpressionAttributeValues'] as const),
  ...(['ExclusiveStartKey', 'Limit', 'Segment', 'TotalSegments'] as const),
]);

type Table = { readonly keys: readonly string[]; readonly items: Map<string, Item> };

type Options = {
  /** Items that an answer holds at most: DynamoDB ends a page at a megabyte, wherever that falls, and a batch likewise. */
  readonly pageSize?: number;
  readonly onWrite?: (written: Written) => void;
};

/**
 * DynamoDB in memory, behind the commands of the document client: the conditions, updates and pages that the stores use, and an
 * error for anything else. The contract suite holds it and the embedded DynamoDB to the same answers.
 */
export const fakeTables = (definitions: Readonly<Record<string, readonly string[]>>, options: Options = {}) => {
  const { pageSize = 1_000 } = options;
  const tables = new Map(
    Object.entries(definitions).map(([name, keys]): [string, Table] => [name, { keys, items: new Map() }]),
  );
  const tableOf = (name: string): Table => {
    const table = tables.get(name);
    if (!table) throw refused('ResourceNotFoundException', `there is no table ${name}`);
    return table;
  };
  const keyOf = ({ keys }: Table, item: Item): string =>
    keys
      .map((name) => {
        const part = item[name];
        if (typeof part !== 'string' || part === '')
          throw refused('ValidationException', 'The key is not as it must be');
        return part;
      })
      .join('\u0000');
  /** The key of one item, and nothing beside it. */
  const bareKeyOf = (table: Table, Key: Item): string => {
    if (Object.keys(Key).length !== table.keys.length)
      throw refused('ValidationException', 'The provided key element does not match the schema');
    return keyOf(table, Key);
  };

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
    const { Key = {}, UpdateExpression = '', ReturnValues = 'NONE' } = input;
    const table = tableOf(input.TableName);
    const { paths, change } = updateOf(UpdateExpression);
    const given = copiedValues(input);
    const changed = new Set(paths.map((path) => nameIn(path, given)));
    if (changed.size < paths.length || table.keys.some((name) => changed.has(name)))
      throw refused('ValidationException', 'Each attribute can be changed once, and none of the key');
    const after = write(input, bareKeyOf(table, Key), (before) => {
      const next = before ? { ...before } : { ...Key };
      change(next, given);
      return next;
    });
    if (ReturnValues !== 'NONE' && ReturnValues !== 'ALL_NEW') throw new Error(`${ReturnValues} is not known`);
    return ReturnValues === 'ALL_NEW' ? { Attributes: copyOf(after as Item) } : {};
  };
  const remove = (input: TableInput): object => {
    write(input, bareKeyOf(tableOf(input.TableName), input.Key as Item), () => undefined);
    return {};
  };
  const get = ({ TableName, Key = {} }: TableInput): object => {
    const item = tableOf(TableName).items.get(bareKeyOf(tableOf(TableName), Key));
    return item ? { Item: copyOf(item) } : {};
  };
  const batchGet = ({ RequestItems = {} }: TableInput): object => {
    const asked = Object.entries(RequestItems);
    const keys = asked.flatMap(([name, { Keys }]) => Keys.map((Key) => `${name} ${bareKeyOf(tableOf(name), Key)}`));
    if (keys.length === 0 || keys.length > MOST_IN_BATCH || new Set(keys).size < keys.length)
      throw refused('ValidationException', 'A batch asks for a hundred items at most, and for each of them once');
    const found = asked.map(([name, { Keys }]) => {
      const answered = Keys.slice(0, pageSize);
      return [name, answered.flatMap((Key) => (get({ TableName: name, Key }) as { Item?: Item }).Item ?? [])];
    });
    const left = asked.filter(([, { Keys }]) => Keys.length > pageSize);
    return {
      Responses: Object.fromEntries(found),
      UnprocessedKeys: Object.fromEntries(
        left.map(([name, request]) => [name, { ...request, Keys: request.Keys.slice(pageSize) }]),
      ),
    };
  };

  /** A page of what passes, in the order of the keys; what comes after it is said by the last key that was looked at. */
  const page = (input: TableInput, among: readonly [string, Item][]): object => {
    const table = tableOf(input.TableName);
    const { ExclusiveStartKey, FilterExpression, ProjectionExpression } = input;
    const after = ExclusiveStartKey && keyOf(table, ExclusiveStartKey);
    const rest = among.filter(([key]) => after === undefined || key > after);
    const looked = rest.slice(0, Math.min(input.Limit ?? pageSize, pageSize));
    const given = givenIn(input);
    const passed = looked.filter(
      ([, item]) => FilterExpression === undefined || conditionOf(FilterExpression)(item, given),
    );
    const last = looked.at(-1)?.[1];
    const isCut = looked.length < rest.length || looked.length === input.Limit;
    return {
      Items: passed.map(([, item]) => projected(item, ProjectionExpression, given)),
      Count: passed.length,
      ScannedCount: looked.length,
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
      const input = command.input as TableInput;
      onlyKnown('the tables in memory', KNOWN, input);
      checkWords(input);
      return verb(input);
    },
    /** Everything in a table, not to be changed. */
    items: (name: string): Item[] => [...tableOf(name).items.values()],
    get: (name: string, Key: Item): Item | undefined => tableOf(name).items.get(bareKeyOf(tableOf(name), Key)),
    /** A table as it is now, for a backup; and a table put back to what a backup holds. */
    backup: (name: string): ReadonlyMap<string, Item> => new Map(tableOf(name).items),
    restore: (name: string, backup: ReadonlyMap<string, Item>): void => {
      tableOf(name).items.clear();
      for (const [key, item] of backup) tableOf(name).items.set(key, item);
    },
  };
};

const MOST_IN_BATCH = 100;

/** Every name and value that an expression uses is given, and no other: DynamoDB refuses both, and to be given none in vain. */
const checkWords = (input: TableInput): void => {
  const { ConditionExpression, UpdateExpression, FilterExpression, KeyConditionExpression } = input;
  const texts = [ConditionExpression, UpdateExpression, FilterExpression, KeyConditionExpression];
  const used = new Set([...texts, input.ProjectionExpression].flatMap((text) => (text ? wordsIn(text) : [])));
  for (const words of [input.ExpressionAttributeNames, input.ExpressionAttributeValues])
    if (words && Object.keys(words).length === 0)
      throw refused('ValidationException', 'names and values are not empty');
  const given = { ...input.ExpressionAttributeNames, ...input.ExpressionAttributeValues };
  for (const word of used) if (given[word] === undefined) throw refused('ValidationException', `${word} is not given`);
  for (const [word, value] of Object.entries(given))
    if (value !== undefined && !used.has(word)) throw refused('ValidationException', `${word} is not used`);
};

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
