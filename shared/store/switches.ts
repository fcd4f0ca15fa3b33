import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

/** All in one item, so that asking for all of them before a send is one read; under its own name each that is halted. */
const Key = { pk: 'switch#halted', sk: 'switch' };

/** What is halted: `all`, `service:<id>` or `channel:<name>`. Read right before every send. */
export const switches = (documents: DynamoDBDocumentClient, TableName: string) => ({
  /** The first of these that is halted, or undefined when everything may go on (consistent read). */
  halted: async (names: readonly string[]): Promise<string | undefined> => {
    const { Item = {} } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return names.find((name) => Item[name] !== undefined);
  },

  halt: async (name: string, reason: string, at: string): Promise<void> => {
    await documents.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET #name = :why',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':why': { reason, at } },
      }),
    );
  },
});
export type Switches = ReturnType<typeof switches>;
