import { type DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { held } from '#shared/aws/documents.ts';
import { isoDate } from '#shared/domain/dates.ts';
import { residentRecord } from '#shared/domain/person.ts';

export const resident = z.object({
  residentId: z.string(),
  /** HMAC of the A-number: tells two person lists apart that claim one BSN. */
  listId: z.string(),
  /** SHA-256 of the record: what is the same is not written again. */
  hash: z.string(),
  /** Date of the delivery that the record came with. */
  asOf: isoDate,
  /** Absent while two lists claim the BSN: it identifies nobody then. */
  record: residentRecord.optional(),
  /** The BSN under AES-256-GCM; read by export and award alone. */
  bsn: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
  contested: z.array(z.string()).optional(),
  /** Not in the last full delivery. */
  missing: z.boolean().optional(),
  /** Agendas that may hold entries about this resident. */
  agendas: z.array(z.string()),
  dirty: z.boolean().optional(),
});
export type Resident = z.infer<typeof resident>;

export const residents = (documents: DynamoDBDocumentClient, TableName: string) => {
  const update = (residentId: string, UpdateExpression: string, condition: string, values: Record<string, unknown>) => {
    const used = [...`${UpdateExpression} ${condition}`.matchAll(/#(\w+)/g)].map((match) => match[1] as string);
    return held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: { residentId },
          UpdateExpression,
          ConditionExpression: condition,
          ...(used.length > 0 && { ExpressionAttributeNames: Object.fromEntries(used.map((n) => [`#${n}`, n])) }),
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
        }),
      ),
    );
  };
  return {
    get: async (residentId: string): Promise<Resident | undefined> => {
      const { Item } = await documents.send(new GetCommand({ TableName, Key: { residentId }, ConsistentRead: true }));
      return Item && resident.parse(Item);
    },

    /** A first record. False when there is one by now. */
    create: (first: Resident): Promise<boolean> =>
      held(
        documents.send(
          new PutCommand({ TableName, Item: first, ConditionExpression: 'attribute_not_exists(residentId)' }),
        ),
      ),

    /** A changed record of the same person list, if it is still what was read. */
    renew: ({ residentId, record, hash, asOf, bsn }: Resident, before: Resident): Promise<boolean> =>
      update(
        residentId,
        'SET #record = :record, #hash = :hash, #asOf = :asOf, #bsn = :bsn, #dirty = :true REMOVE #missing',
        '#hash = :before AND attribute_not_exists(#contested)',
        { ':record': record, ':hash': hash, ':asOf': asOf, ':bsn': bsn, ':before': before.hash, ':true': true },
      ),

    /** The BSN is claimed by another person list as well: from now on it identifies nobody. */
    contest: (residentId: string, lists: readonly string[], before: Resident): Promise<boolean> =>
      update(
        residentId,
        'SET #contested = :lists, #hash = :hash, #dirty = :true REMOVE #record, #bsn',
        '#hash = :before',
        { ':lists': lists, ':hash': `contested:${lists.join('+')}`, ':before': before.hash, ':true': true },
      ),

    /** Not in a full delivery: kept, and blocked by the next evaluation. */
    markMissing: (residentId: string): Promise<boolean> =>
      update(
        residentId,
        'SET #missing = :true, #dirty = :true',
        'attribute_exists(residentId) AND attribute_not_exists(#missing)',
        { ':true': true },
      ),

    /** Before an entry is written on an agenda, that agenda is noted here, so that no entry is ever orphaned. */
    noteAgendas: (residentId: string, agendaIds: readonly string[]): Promise<boolean> =>
      update(residentId, 'SET #agendas = :ids', 'attribute_exists(residentId)', { ':ids': agendaIds }),

    /** The agendas reflect this version of the record. Not so when it changed meanwhile: then it stays dirty. */
    clean: ({ residentId, hash, missing }: Resident): Promise<boolean> =>
      update(
        residentId,
        'REMOVE #dirty',
        `#hash = :hash AND ${missing ? 'attribute_exists' : 'attribute_not_exists'}(#missing)`,
        { ':hash': hash },
      ),

    /** Ids of one page of a segment: all, or those that changed since they were last evaluated. */
    page: async (filter: 'dirty' | 'all', Segment: number, TotalSegments: number, after?: string) => {
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new ScanCommand({
          TableName,
          Segment,
          TotalSegments,
          Limit: PAGE,
          ProjectionExpression: 'residentId',
          ...(filter === 'dirty' && { FilterExpression: 'attribute_exists(dirty)' }),
          ...(after !== undefined && { ExclusiveStartKey: { residentId: after } }),
          ConsistentRead: true,
        }),
      );
      return {
        ids: Items.map(({ residentId }) => residentId as string),
        after: LastEvaluatedKey?.residentId as string | undefined,
      };
    },

    /** Ids of everybody who was in the last full delivery. */
    present: async (): Promise<string[]> => {
      const ids: string[] = [];
      let after: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await documents.send(
          new ScanCommand({
            TableName,
            ProjectionExpression: 'residentId',
            FilterExpression: 'attribute_not_exists(#missing)', // a reserved word of DynamoDB
            ExpressionAttributeNames: { '#missing': 'missing' },
            ConsistentRead: true,
            ExclusiveStartKey: after,
          }),
        );
        ids.push(...Items.map(({ residentId }) => residentId as string));
        after = LastEvaluatedKey;
      } while (after);
      return ids;
    },
  };
};
export type Residents = ReturnType<typeof residents>;

/** Records that one evaluate message reads; some 20 ms each leaves a wide margin below a minute. */
const PAGE = 100;
