import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import { addDays, dayOf, epochSeconds, type Instant } from '#shared/domain/dates.ts';

/** All that a person needs to find out whose event it is: who reported it, of which message, and what it was said to be about. */
export type Orphan = {
  readonly provider: Channel;
  readonly type: string;
  readonly messageId: string;
  /** The tag as it came, or batch and number of a letter. */
  readonly tag: string;
  readonly at: Instant;
};

const KEPT_DAYS = 400;

/** Events that belong to no notice we know: kept for a person, never dropped. */
export const orphans = (documents: DynamoDBDocumentClient, TableName: string) => ({
  /** Keeps it, once: the same event again is the same item, with the moment at which it came first. */
  keep: async ({ at, ...orphan }: Orphan): Promise<void> => {
    const { messageId, type, tag } = orphan;
    const Item = {
      pk: `orphan#${messageId}`,
      sk: `${type}#${sha256(tag).slice(0, 16)}`,
      ...orphan,
      at,
      ttl: epochSeconds(addDays(dayOf(at), KEPT_DAYS)),
    };
    await held(documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })));
  },
});
export type Orphans = ReturnType<typeof orphans>;
