import { type DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '#shared/aws/documents.ts';
import { type Agenda, agenda } from '#shared/domain/agenda.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { AgendaView } from '#shared/domain/judge.ts';
import { packedAgenda, unpackedAgenda } from './packed-agenda.ts';

/** What scan reads of an agenda: who it is for and what is on it. No address of any kind. */
const projected = agenda.pick({
  addresseeId: true,
  v: true,
  entries: true,
  stops: true,
  suppressed: true,
  sent: true,
  blocked: true,
  reviewOn: true,
});
export type ProjectedAgenda = AgendaView & Pick<Agenda, 'reviewOn'>;

type DuePage = { readonly items: readonly unknown[]; readonly looked: number };

/** One small, versioned item per addressee. Every write is conditional on the version that was read. */
export const agendas = (documents: DynamoDBDocumentClient, TableName: string) => ({
  /** As it is now (consistent read); undefined when there is none. */
  get: async (addresseeId: string): Promise<Agenda | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: { addresseeId }, ConsistentRead: true }));
    return Item && agenda.parse(unpackedAgenda(Item));
  },

  /** Puts a first agenda. False when there is one by now. */
  create: (first: Agenda): Promise<boolean> =>
    held(
      documents.send(
        new PutCommand({
          TableName,
          Item: { addresseeId: first.addresseeId, ...packedAgenda(first) },
          ConditionExpression: 'attribute_not_exists(addresseeId)',
        }),
      ),
    ),

  /** Writes `next` if the agenda still has the version before it; false when somebody else wrote in between. */
  replace: (next: Agenda): Promise<boolean> => {
    const fields = packedAgenda(next);
    const set = Object.entries(fields).filter(([, value]) => value !== undefined);
    const gone = Object.entries(fields).filter(([, value]) => value === undefined);
    const names = Object.fromEntries(Object.keys(fields).map((name) => [`#${name}`, name]));
    return held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: { addresseeId: next.addresseeId },
          UpdateExpression: [
            `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ...(gone.length > 0 ? [`REMOVE ${gone.map(([name]) => `#${name}`).join(', ')}`] : []),
          ].join(' '),
          ConditionExpression: '#v = :before',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: {
            ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
            ':before': next.v - 1,
          },
        }),
      ),
    );
  },

  /** Raises the version of an agenda, so that a decision on it comes after those up to `v`; nothing when it did already. */
  raise: (addresseeId: string, v: number): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: { addresseeId },
          UpdateExpression: 'SET #v = :v',
          ConditionExpression: '#v < :v',
          ExpressionAttributeNames: { '#v': 'v' },
          ExpressionAttributeValues: { ':v': v },
        }),
      ),
    ),

  /**
   * The agendas of a segment for which something may be due, page by page; the others never leave the database and are counted
   * in `looked`, as DynamoDB says how many it looked at.
   */
  due: async function* (asOf: IsoDate, Segment: number, TotalSegments: number): AsyncGenerator<DuePage> {
    let after: Record<string, unknown> | undefined;
    do {
      const {
        Items = [],
        ScannedCount = 0,
        LastEvaluatedKey,
      } = await documents.send(
        new ScanCommand({
          TableName,
          Segment,
          TotalSegments,
          FilterExpression: 'nextOn <= :asOf',
          ProjectionExpression: '#addresseeId, #v, #entries, #stops, #suppressed, #sent, #blocked, #reviewOn',
          ExpressionAttributeNames: Object.fromEntries(Object.keys(projected.shape).map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: { ':asOf': asOf },
          ExclusiveStartKey: after,
        }),
      );
      yield { items: Items, looked: ScannedCount };
      after = LastEvaluatedKey;
    } while (after);
  },

  /** One projected item, or undefined when it is malformed: it must not stop the others. */
  read: (item: unknown): ProjectedAgenda | undefined => projected.safeParse(unpackedAgenda(item)).data,
});
export type Agendas = ReturnType<typeof agendas>;

const TRIES = 8;

/**
 * Changes an agenda by a pure function of what it is now, again when somebody else wrote in between. A change that returns
 * the agenda it was given writes nothing.
 * @returns whether there is such an agenda
 */
export const changeAgenda = async (
  { get, replace }: Pick<Agendas, 'get' | 'replace'>,
  addresseeId: string,
  change: (agenda: Agenda) => Agenda,
): Promise<boolean> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const current = await get(addresseeId);
    if (!current) return false;
    const next = change(current);
    if (next === current || (await replace({ ...next, v: current.v + 1 }))) return true;
  }
  throw new Error('an agenda kept changing while it was written');
};
