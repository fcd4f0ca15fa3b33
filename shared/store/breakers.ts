import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import { type Breaker, breaker } from '#shared/domain/breaker.ts';

const keyOf = (channel: Channel) => ({ pk: `breaker#${channel}`, sk: 'breaker' });

/** One item for each channel, below 1 KB: at most ten bounces and two complaints are in it. */
export const breakers = (documents: DynamoDBDocumentClient, TableName: string) => ({
  /** As it is now (consistent read). */
  get: async (channel: Channel): Promise<Breaker> => {
    const { Item = {} } = await documents.send(
      new GetCommand({ TableName, Key: keyOf(channel), ConsistentRead: true }),
    );
    return breaker.parse(Item);
  },

  /** Adds outcomes that did no harm: without a condition, since their order does not matter. */
  addOutcomes: async (channel: Channel, count: number): Promise<void> => {
    await documents.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(channel),
        UpdateExpression: 'ADD outcomes :count',
        ExpressionAttributeValues: { ':count': count },
      }),
    );
  },

  /**
   * Writes `next` over exactly what was read; outcomes counted meanwhile stay counted. False when somebody else wrote in
   * between.
   */
  replace: (channel: Channel, next: Breaker, seen: Breaker): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(channel),
          UpdateExpression: `SET v = :v, bounces = :bounces, complaints = :complaints${
            next.held ? ', held = :held' : ''
          } ${next.held ? '' : 'REMOVE held '}ADD outcomes :more`,
          ConditionExpression: seen.v === 0 ? 'attribute_not_exists(v)' : 'v = :seen',
          ExpressionAttributeValues: {
            ':v': seen.v + 1,
            ':bounces': next.bounces,
            ':complaints': next.complaints,
            ':more': next.outcomes - seen.outcomes,
            ...(next.held && { ':held': true }),
            ...(seen.v > 0 && { ':seen': seen.v }),
          },
        }),
      ),
    ),
});
export type Breakers = ReturnType<typeof breakers>;
