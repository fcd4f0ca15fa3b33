import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { pack } from '#shared/domain/pack.ts';

/** DynamoDB with plain objects; a field that is undefined is not written. */
export const documents = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });

/** True when a conditional write was done, false when its condition did not hold. Anything else throws. */
export const held = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** Every item that a query finds, whatever number of answers it takes: DynamoDB ends one at a megabyte, wherever that falls. */
export const queryAll = async (
  documents: DynamoDBDocumentClient,
  query: QueryCommandInput,
): Promise<Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documents.send(new QueryCommand({ ...query, ExclusiveStartKey }));
    found.push(...Items);
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
};

/** DynamoDB answers a batch for at most so many items. */
const MOST_IN_BATCH = 100;

/** Many items by their keys, as they are now (consistent reads), in no order; those that do not exist are left out. */
export const getAll = async (
  documents: DynamoDBDocumentClient,
  TableName: string,
  keys: readonly Record<string, unknown>[],
): Promise<Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  for (const some of pack(keys, MOST_IN_BATCH)) {
    let rest: Record<string, unknown>[] = [...some];
    while (rest.length > 0) {
      const { Responses, UnprocessedKeys } = await documents.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: rest, ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[TableName] ?? []));
      rest = UnprocessedKeys?.[TableName]?.Keys ?? [];
    }
  }
  return found;
};
