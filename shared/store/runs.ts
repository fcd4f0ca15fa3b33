import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { held, queryAll } from '#shared/aws/documents.ts';
import { type IsoDate, instant, isoDate } from '#shared/domain/dates.ts';
import { counted } from '#shared/domain/guard.ts';

/** The run of one local date: where its plan lies and how far it has been queued. */
export const run = z.object({
  date: isoDate,
  plan: z.string(),
  at: instant,
  /** Messages the plan makes, and how many of them are queued. */
  messages: z.number().int(),
  cursor: z.number().int(),
  sweptAt: instant.optional(),
  /** Whether an e-mail or text, or a decision, was still waited for when it was looked at last. */
  waits: z.boolean().optional(),
  /** Agendas that there were, due or not. */
  agendas: z.number().int().optional(),
  /** Per service what the guard counted, by this run or the last one that counted it. */
  counted: z.record(z.string(), counted).optional(),
});
export type Run = z.infer<typeof run>;

const OPEN = 'run#open';
const NEWEST = { pk: 'run#newest', sk: 'run' };
const keyOf = (date: IsoDate) => ({ pk: `run#${date}`, sk: 'run' });

export const runs = (documents: DynamoDBDocumentClient, TableName: string) => ({
  get: async (date: IsoDate): Promise<Run | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: keyOf(date), ConsistentRead: true }));
    return Item && run.parse(Item);
  },

  /** Starts the run of a date, once: false when it was started before. It is listed as open first, so no sweep can miss it. */
  start: async (fresh: Run, ttl: number): Promise<boolean> => {
    await documents.send(new PutCommand({ TableName, Item: { pk: OPEN, sk: fresh.date } }));
    return held(
      documents.send(
        new PutCommand({
          TableName,
          Item: { ...keyOf(fresh.date), ...fresh, ttl },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  },

  /** Notes that the run of a date was started, unless a later one was. */
  noteNewest: async (date: IsoDate): Promise<void> => {
    await held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: NEWEST,
          UpdateExpression: 'SET #date = :date',
          ConditionExpression: 'attribute_not_exists(pk) OR #date < :date',
          ExpressionAttributeNames: { '#date': 'date' },
          ExpressionAttributeValues: { ':date': date },
        }),
      ),
    );
  },

  /** The run that was noted last; undefined when there is none. */
  newest: async (): Promise<Run | undefined> => {
    const { Item: noted } = await documents.send(new GetCommand({ TableName, Key: NEWEST, ConsistentRead: true }));
    if (!noted) return undefined;
    const Key = keyOf(isoDate.parse(noted.date));
    const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && run.parse(Item);
  },

  /** Notes how far the plan is queued; false when another invocation is further. */
  advance: (date: IsoDate, from: number, to: number): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(date),
          UpdateExpression: 'SET #cursor = :to',
          ConditionExpression: '#cursor = :from',
          ExpressionAttributeNames: { '#cursor': 'cursor' },
          ExpressionAttributeValues: { ':from': from, ':to': to },
        }),
      ),
    ),

  /** Dates whose account is not closed yet. */
  open: async (): Promise<IsoDate[]> => {
    const items = await queryAll(documents, {
      TableName,
      KeyConditionExpression: 'pk = :open',
      ExpressionAttributeValues: { ':open': OPEN },
      ConsistentRead: true,
    });
    return items.map(({ sk }) => isoDate.parse(sk));
  },

  /** Notes that it was looked at, and whether something waits that the hours of e-mails and texts hold back. */
  swept: (date: IsoDate, at: string, waits: boolean): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(date),
          UpdateExpression: 'SET sweptAt = :at, waits = :waits',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':at': at, ':waits': waits },
        }),
      ),
    ),

  close: async (date: IsoDate): Promise<void> => {
    await documents.send(new DeleteCommand({ TableName, Key: { pk: OPEN, sk: date } }));
  },
});
export type Runs = ReturnType<typeof runs>;
