import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';

/** Per service: the hash of the rule that all agendas were evaluated with. */
export type Hashes = Readonly<Record<string, string>>;

const EPOCH = { pk: 'epoch', sk: 'services' };

export const epochs = (documents: DynamoDBDocumentClient, TableName: string) => ({
  get: async (): Promise<Hashes> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: EPOCH, ConsistentRead: true }));
    return (Item?.hashes as Hashes | undefined) ?? {};
  },

  /**
   * Notes that the last page of a segment is done. When all segments of this backfill are, the epoch becomes `hashes`.
   * @returns whether the backfill is complete
   */
  segmentDone: async (fingerprint: string, segment: number, segments: number, hashes: Hashes): Promise<boolean> => {
    const Key = { pk: 'epoch', sk: `backfill#${fingerprint}` };
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'ADD done :segment',
        ExpressionAttributeValues: { ':segment': new Set([segment]) },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const done = Attributes?.done as Set<number> | undefined;
    if (done === undefined || done.size < segments) return false;
    await documents.send(new PutCommand({ TableName, Item: { ...EPOCH, hashes } }));
    return true;
  },

  /** Forgets what a former backfill to the same rules did, so that a new one starts from nothing. */
  restart: async (fingerprint: string): Promise<void> => {
    const Key = { pk: 'epoch', sk: `backfill#${fingerprint}` };
    await held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'REMOVE done',
          ConditionExpression: 'attribute_exists(pk)',
        }),
      ),
    );
  },
});
export type Epochs = ReturnType<typeof epochs>;
