import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queryAll } from '#shared/aws/documents.ts';
import { type WorkItem, workItem } from '#shared/store/worklist.ts';

/** Everything that a person still has to do. */
export const openWork = (documents: DynamoDBDocumentClient, TableName: string) => async (): Promise<WorkItem[]> => {
  const items = await queryAll(documents, {
    TableName,
    KeyConditionExpression: 'pk = :open',
    ExpressionAttributeValues: { ':open': 'work#open' },
    ConsistentRead: true,
  });
  return items.map((item) => workItem.parse(item));
};
