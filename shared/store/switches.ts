import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';

/** All in one item, so that asking for all of them before a send is one read; under its own name each that is halted. */
const Key = { pk: 'switch#halted', sk: 'switch' };

/**
 * What is halted: `all`, `service:<id>` or `channel:<name>`. Read right before every send. The table epoch lies in the same item
 * and is read with it: tables of another epoch were restored, and know nothing of what was sent since their backup.
 * @param tableEpoch the deployed one (`tableEpochOf`)
 */
export const switches = (documents: DynamoDBDocumentClient, TableName: string, tableEpoch: string) => ({
  /**
   * The first of these that is halted, or undefined when everything may go on (consistent read). `epoch` whatever was asked
   * when the tables are of another epoch than the deployed one; with none kept they are not.
   */
  halted: async (names: readonly string[]): Promise<string | undefined> => {
    const { Item = {} } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    if (Item.epoch !== undefined && Item.epoch !== tableEpoch) return 'epoch';
    return names.find((name) => Item[name] !== undefined);
  },

  /** Keeps the deployed table epoch where none is kept yet. False when another one is: the tables were restored. */
  adoptEpoch: (): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET epoch = :epoch',
          ConditionExpression: 'attribute_not_exists(epoch) OR epoch = :epoch',
          ExpressionAttributeValues: { ':epoch': tableEpoch },
        }),
      ),
    ),

  /** Says that the tables are of the deployed epoch after all, whatever they said before: for reconcile, as its last word. */
  settleEpoch: async (): Promise<void> => {
    await documents.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET epoch = :epoch',
        ExpressionAttributeValues: { ':epoch': tableEpoch },
      }),
    );
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
