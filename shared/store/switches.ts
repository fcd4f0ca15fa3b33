import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const keyOf = (name: string) => ({ pk: `switch#${name}`, sk: 'switch' });

/** What is halted: `all`, `service:<id>` or `channel:<name>`. Read right before every send. */
export const switches = (documents: DynamoDBDocumentClient, TableName: string) => ({
  /** The first of these that is halted, or undefined when everything may go on (consistent reads). */
  halted: async (names: readonly string[]): Promise<string | undefined> => {
    const read = await Promise.all(
      names.map((name) => documents.send(new GetCommand({ TableName, Key: keyOf(name), ConsistentRead: true }))),
    );
    return names.find((_, index) => read[index]?.Item?.halted === true);
  },

  halt: async (name: string, reason: string, at: string): Promise<void> => {
    await documents.send(new PutCommand({ TableName, Item: { ...keyOf(name), halted: true, reason, at } }));
  },
});
export type Switches = ReturnType<typeof switches>;
