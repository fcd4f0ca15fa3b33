import { type DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';
import { type Amendable, handedOut, listedIn, type Resident, toKeep } from './kept-resident.ts';

export type { Resident };

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
      return Item && handedOut(Item);
    },

    /** A first record. False when there is one by now. */
    create: (first: Resident): Promise<boolean> =>
      held(
        documents.send(
          new PutCommand({ TableName, Item: toKeep(first), ConditionExpression: 'attribute_not_exists(residentId)' }),
        ),
      ),

    /** A changed record of the same person list, if it is still what was read. */
    renew: ({ residentId, record, hash, asOf, bsn }: Resident, before: Resident): Promise<boolean> =>
      update(
        residentId,
        `SET #record = :record, #hash = :hash, #asOf = :asOf, #bsn = :bsn, ${DIRTY} REMOVE #missing`,
        '#hash = :before AND attribute_not_exists(#contested)',
        {
          ':record': record && listedIn(record),
          ':hash': hash,
          ':asOf': asOf,
          ':bsn': bsn,
          ':before': before.hash,
          ...DIRTY_VALUES,
        },
      ),

    /** The BSN is claimed by another person list as well: from now on it identifies nobody. */
    contest: (residentId: string, lists: readonly string[], before: Resident): Promise<boolean> =>
      update(residentId, `SET #contested = :lists, #hash = :hash, ${DIRTY} REMOVE #record, #bsn`, '#hash = :before', {
        ':lists': lists,
        ':hash': `contested:${lists.join('+')}`,
        ':before': before.hash,
        ...DIRTY_VALUES,
      }),

    /** Not in a full delivery: kept, and blocked by the next evaluation. */
    markMissing: (residentId: string): Promise<boolean> =>
      update(
        residentId,
        `SET #missing = :true, ${DIRTY}`,
        'attribute_exists(residentId) AND attribute_not_exists(#missing)',
        DIRTY_VALUES,
      ),

    /**
     * What files of their own say, if the resident is still what was read.
     * @param isNews false when only the days of the deliveries moved: nothing has to be evaluated then
     */
    amend: (before: Resident, { representatives, events, consents }: Amendable, isNews: boolean): Promise<boolean> => {
      const seen = unchanged(before);
      return update(
        before.residentId,
        `SET #representatives = :representatives, #events = :events, #consents = :consents, ${isNews ? DIRTY : REVISED}`,
        seen.condition,
        {
          ':representatives': representatives,
          ':events': events,
          ':consents': consents,
          ...(isNews ? DIRTY_VALUES : REVISED_VALUES),
          ...seen.values,
        },
      );
    },

    /** Has a resident evaluated of whom nothing changed but on the agenda. False when we do not know them. */
    lookAgain: (residentId: string): Promise<boolean> =>
      update(residentId, `SET ${DIRTY}`, 'attribute_exists(residentId)', DIRTY_VALUES),

    /** Before an entry is written on an agenda, that agenda is noted here, so that no entry is ever orphaned. */
    noteAgendas: (residentId: string, agendaIds: readonly string[]): Promise<boolean> =>
      update(residentId, 'SET #agendas = :ids', 'attribute_exists(residentId)', { ':ids': agendaIds }),

    /** The agendas reflect the resident as read. Not so when anything of it was written meanwhile: then it stays dirty. */
    clean: (read: Resident): Promise<boolean> => {
      const seen = unchanged(read);
      return update(read.residentId, 'REMOVE #dirty', seen.condition, seen.values);
    },

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

/** Every write of what a resident is counts, so that "still the same revision" proves that nothing came in between. */
const REVISED = '#revision = if_not_exists(#revision, :none) + :one';
const REVISED_VALUES = { ':none': 0, ':one': 1 };
const DIRTY = `#dirty = :true, ${REVISED}`;
const DIRTY_VALUES = { ':true': true, ...REVISED_VALUES };

const unchanged = ({ revision }: Resident): { condition: string; values: Record<string, unknown> } =>
  revision === undefined
    ? { condition: 'attribute_exists(residentId) AND attribute_not_exists(#revision)', values: {} }
    : { condition: '#revision = :revision', values: { ':revision': revision } };

/** Records that one evaluate message reads; some 20 ms each leaves a wide margin below a minute. */
const PAGE = 100;
