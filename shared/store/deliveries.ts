import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { held } from '#shared/aws/documents.ts';
import { type Instant, type IsoDate, instant, isoDate } from '#shared/domain/dates.ts';
import type { DeliveredAsOf } from '#shared/domain/freshness.ts';
import { perRegister, type Register } from '#shared/domain/register.ts';

/** One delivered file, by the SHA-256 of its content and its date. */
export const delivery = z.object({
  delivery: z.string(),
  key: z.string(),
  asOf: isoDate,
  state: z.enum(['LOADING', 'LOADED']),
  chunks: z.number().int(),
  done: z.instanceof(Set<number>).optional(),
  at: instant,
});
export type Delivery = z.infer<typeof delivery>;

const turn = z.object({ id: z.string(), at: instant });
const keyOf = (id: string) => ({ pk: `delivery#${id}`, sk: 'delivery' });
const NOW_LOADING = { pk: 'delivery#now', sk: 'delivery' };
const NONE = 'none';
const NEWEST_FULL = { pk: 'delivery#newest-full', sk: 'delivery' };
const AS_OF = { pk: 'delivery#as-of', sk: 'delivery' };
/** What the item holds of each register that was ever delivered. */
const asOfItem = perRegister(isoDate);

export const deliveries = (documents: DynamoDBDocumentClient, TableName: string) => ({
  get: async (id: string): Promise<Delivery | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true }));
    return Item && delivery.parse(Item);
  },

  put: async (fresh: Delivery): Promise<void> => {
    await documents.send(new PutCommand({ TableName, Item: { ...keyOf(fresh.delivery), ...fresh } }));
  },

  /** Deliveries are taken one at a time: false while another one is loading. The same one may go on. */
  take: (id: string, at: Instant): Promise<boolean> =>
    held(
      documents.send(
        new PutCommand({
          TableName,
          Item: { ...NOW_LOADING, current: id, at },
          ConditionExpression: 'attribute_not_exists(pk) OR #current = :id OR #current = :none',
          ExpressionAttributeNames: { '#current': 'current' },
          ExpressionAttributeValues: { ':id': id, ':none': NONE },
        }),
      ),
    ),

  /** The delivery that others wait for, and since when. */
  current: async (): Promise<{ id: string; at: Instant } | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: NOW_LOADING, ConsistentRead: true }));
    return Item && Item.current !== NONE ? turn.parse({ id: Item.current, at: Item.at }) : undefined;
  },

  release: async (id: string): Promise<void> => {
    await held(
      documents.send(
        new PutCommand({
          TableName,
          Item: { ...NOW_LOADING, current: NONE },
          ConditionExpression: '#current = :id',
          ExpressionAttributeNames: { '#current': 'current' },
          ExpressionAttributeValues: { ':id': id },
        }),
      ),
    );
  },

  /** Notes a chunk as loaded. @returns the delivery as it is then */
  chunkDone: async (id: string, chunk: number): Promise<Delivery> => {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(id),
        UpdateExpression: 'ADD done :chunk',
        ExpressionAttributeValues: { ':chunk': new Set([chunk]) },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return delivery.parse(Attributes);
  },

  loaded: async (id: string): Promise<void> => {
    await documents.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(id),
        UpdateExpression: 'SET #state = :loaded',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':loaded': 'LOADED' },
      }),
    );
  },

  newestFull: async (): Promise<string | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: NEWEST_FULL, ConsistentRead: true }));
    return Item?.asOf as string | undefined;
  },

  noteFull: async (asOf: string): Promise<void> => {
    await documents.send(new PutCommand({ TableName, Item: { ...NEWEST_FULL, asOf } }));
  },

  /** As of which day each register was last delivered. */
  deliveredAsOf: async (): Promise<DeliveredAsOf> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: AS_OF, ConsistentRead: true }));
    return asOfItem.parse(Item ?? {});
  },

  /** Notes as of which day a register was delivered; an older delivery than the newest changes nothing. */
  noteAsOf: async (register: Register, asOf: IsoDate): Promise<void> => {
    await held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: AS_OF,
          UpdateExpression: 'SET #register = :asOf',
          ConditionExpression: 'attribute_not_exists(#register) OR #register < :asOf',
          ExpressionAttributeNames: { '#register': register },
          ExpressionAttributeValues: { ':asOf': asOf },
        }),
      ),
    );
  },
});
export type Deliveries = ReturnType<typeof deliveries>;
