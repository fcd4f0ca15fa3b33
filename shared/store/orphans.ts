import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

/** Events that belong to no notice we know: kept for a person, never dropped. */
export const orphans = (documents: DynamoDBDocumentClient, TableName: string) => ({
  keep: async (messageId: string, eventType: string, at: string): Promise<void> => {
    const Item = { pk: `orphan#${messageId}`, sk: eventType, at };
    await documents.send(new PutCommand({ TableName, Item }));
  },
});
export type Orphans = ReturnType<typeof orphans>;
