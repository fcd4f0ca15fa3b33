import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';
import { type Instant, instant } from '#shared/domain/dates.ts';

/** All in one item, so that asking for all of them before a send is one read; under its own name each that is halted. */
const Key = { pk: 'switch#halted', sk: 'switch' };
/** What the item holds beside the names. */
const OTHERS = ['pk', 'sk', 'releasedAt'];

/** What is halted now, and when something was last released. */
export type Halts = { readonly halted: readonly string[]; readonly releasedAt?: Instant };

/** What is halted: `all`, `service:<id>` or `channel:<name>`. Read right before every send. */
export const switches = (documents: DynamoDBDocumentClient, TableName: string) => {
  const read = async (): Promise<Record<string, unknown>> => {
    const { Item = {} } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item;
  };
  const change = (name: string, UpdateExpression: string, ConditionExpression: string, values: object) =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression,
          ConditionExpression,
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ...values },
        }),
      ),
    );
  return {
    /** The first of these that is halted, or undefined when everything may go on (consistent read). */
    halted: async (names: readonly string[]): Promise<string | undefined> => {
      const item = await read();
      return names.find((name) => item[name] !== undefined);
    },

    /** All that is halted (consistent read). */
    halts: async (): Promise<Halts> => {
      const item = await read();
      const releasedAt = instant.safeParse(item.releasedAt).data; // may have been written by hand
      return { halted: Object.keys(item).filter((name) => !OTHERS.includes(name)), ...(releasedAt && { releasedAt }) };
    },

    /** Halts it. False when it was halted before: who did so, why and when stays as it is. */
    halt: (name: string, reason: string, at: Instant): Promise<boolean> =>
      change(name, 'SET #name = :why', 'attribute_not_exists(#name)', { ':why': { reason, at } }),

    /** Lets it go on: the next sweep rings for what waited. False when it was not halted. */
    release: (name: string, at: Instant): Promise<boolean> =>
      change(name, 'REMOVE #name SET releasedAt = :at', 'attribute_exists(#name)', { ':at': at }),
  };
};
export type Switches = ReturnType<typeof switches>;
