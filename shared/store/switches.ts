import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { held } from '#shared/aws/documents.ts';
import { type Instant, instant } from '#shared/domain/dates.ts';

/** All in one item, so that asking for all of them before a send is one read; under its own name each that is halted. */
const Key = { pk: 'switch#halted', sk: 'switch' };
/** What the item holds beside the names. */
const OTHERS = ['pk', 'sk', 'releasedAt', 'releasedBy', 'epoch'];

/** What is halted now, and when something was last released. */
export type Halts = { readonly halted: readonly string[]; readonly releasedAt?: Instant };

/** Why something is halted, since when, and who did it where a person did. Of what was written by hand, as far as it can be read. */
const halt = z.object({ reason: z.string(), at: instant, by: z.string() }).partial().catch({});
export type Halt = z.infer<typeof halt> & { readonly name: string };

/**
 * What is halted: `all`, `service:<id>` or `channel:<name>`. Read right before every send. The table epoch lies in the same item
 * and is read with it: tables of another epoch were restored, and know nothing of what was sent since their backup.
 * @param tableEpoch the deployed one (`tableEpochOf`)
 */
export const switches = (documents: DynamoDBDocumentClient, TableName: string, tableEpoch: string) => {
  const read = async (): Promise<Record<string, unknown>> => {
    const { Item = {} } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item;
  };
  const change = (change: {
    UpdateExpression: string;
    ConditionExpression: string;
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues: Record<string, unknown>;
  }): Promise<boolean> => held(documents.send(new UpdateCommand({ TableName, Key, ...change })));
  return {
    /**
     * The first of these that is halted, or undefined when everything may go on (consistent read). `epoch` whatever was asked
     * when the tables are of another epoch than the deployed one; with none kept they are not.
     */
    halted: async (names: readonly string[]): Promise<string | undefined> => {
      const item = await read();
      if (item.epoch !== undefined && item.epoch !== tableEpoch) return 'epoch';
      return names.find((name) => item[name] !== undefined);
    },

    /** All that is halted (consistent read). */
    halts: async (): Promise<Halts> => {
      const item = await read();
      const releasedAt = instant.safeParse(item.releasedAt).data; // may have been written by hand
      return { halted: Object.keys(item).filter((name) => !OTHERS.includes(name)), ...(releasedAt && { releasedAt }) };
    },

    /** The same for people: why, since when and by whom; and whether the tables are restored ones, in which everything is halted. */
    explained: async (): Promise<{ readonly halts: readonly Halt[]; readonly isRestored: boolean }> => {
      const item = await read();
      const halts = Object.entries(item)
        .filter(([name]) => !OTHERS.includes(name))
        .map(([name, why]): Halt => ({ name, ...halt.parse(why) }));
      return { halts, isRestored: item.epoch !== undefined && item.epoch !== tableEpoch };
    },

    /** All that is halted, with the reason of each (consistent read). */
    reasons: async (): Promise<ReadonlyMap<string, string>> => {
      const halted = Object.entries(await read()).filter(([name]) => !OTHERS.includes(name));
      return new Map(halted.map(([name, why]) => [name, String((why as { reason?: unknown } | undefined)?.reason)]));
    },

    /** Keeps the deployed table epoch where none is kept yet. False when another one is: the tables were restored. */
    adoptEpoch: (): Promise<boolean> =>
      change({
        UpdateExpression: 'SET epoch = :epoch',
        ConditionExpression: 'attribute_not_exists(epoch) OR epoch = :epoch',
        ExpressionAttributeValues: { ':epoch': tableEpoch },
      }),

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

    /**
     * Halts it. False when it was halted before: who did so, why and when stays as it is.
     * @param by who, where it was not the pipeline itself
     */
    halt: (name: string, reason: string, at: Instant, by?: string): Promise<boolean> =>
      change({
        UpdateExpression: 'SET #name = :why',
        ConditionExpression: 'attribute_not_exists(#name)',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':why': { reason, at, ...(by !== undefined && { by }) } },
      }),

    /** Lets it go on: the next sweep rings for what waited. False when it was not halted. */
    release: (name: string, at: Instant, by = 'by-hand'): Promise<boolean> =>
      change({
        UpdateExpression: 'REMOVE #name SET releasedAt = :at, releasedBy = :by',
        ConditionExpression: 'attribute_exists(#name)',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':at': at, ':by': by },
      }),
  };
};
export type Switches = ReturnType<typeof switches>;
