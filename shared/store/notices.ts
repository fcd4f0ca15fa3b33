import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getAll, held } from '#shared/aws/documents.ts';
import { type arrows, isFinal, neverLeft, owingCare, statesBefore } from '#shared/domain/arrows.ts';
import type { Instant } from '#shared/domain/dates.ts';
import { entryKeyOf, type Notice, type NoticeRef, type NoticeState, notice, noticeRef } from '#shared/domain/notice.ts';
import { stepOf } from '#shared/domain/trail.ts';
import { ADD_TO_TRAIL, fieldNames, fieldValues, replacing, trailValues } from './replacing.ts';

/** The key of a notice: what it is about, then which service, occasion and stage. */
export const noticeKey = (noticeId: string): { pk: string; sk: string } => {
  const { about, service, occasion, stage } = entryKeyOf(noticeId);
  return { pk: about, sk: `${service}#${occasion}#${stage}` };
};

const stored = z.discriminatedUnion('state', [noticeRef, notice]);
export type Stored = Notice | NoticeRef;

/** A change of state by one arrow, of one try of the notice. */
type Move = {
  readonly by: (typeof arrows)[number]['by'];
  readonly to: NoticeState;
  readonly notice: Notice;
  readonly set: Partial<Omit<Notice, 'trail'>> & Pick<Notice, 'at'>;
  /** From this state only, where the arrow alone is not narrow enough. */
  readonly from?: NoticeState;
  /** When the change is made, where `set.at` is when that happened which it tells of. */
  readonly notedAt?: Instant;
};

const QUEUED_OR_NEVER_LEFT = ['QUEUED', ...neverLeft];
const OWING = owingCare.map((state) => `:${state}`).join(', ');
const OWING_NOTHING = neverLeft
  .filter((state) => !(owingCare as readonly string[]).includes(state))
  .map((state) => `:${state}`)
  .join(', ');

export const notices = (documents: DynamoDBDocumentClient, TableName: string) => ({
  /** As it is now (consistent read). */
  get: async (noticeId: string): Promise<Stored | undefined> => {
    const Key = noticeKey(noticeId);
    const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && stored.parse(Item);
  },

  /** Many at once, by id; those that do not exist are left out. */
  getMany: async (noticeIds: readonly string[]): Promise<Map<string, Stored>> => {
    const items = await getAll(documents, TableName, [...new Set(noticeIds)].map(noticeKey));
    return new Map(items.map((item) => stored.parse(item)).map((each) => [each.noticeId, each]));
  },

  /**
   * Puts a decision: where there is none yet, over an older one of the same addressee that never left, or over another
   * addressee's that ended without leaving, once its after-care is done: only the notice knows whose place under the cap is to
   * be given back. False when something else stands there: read it.
   */
  put: (fresh: Notice): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: noticeKey(fresh.noticeId),
          UpdateExpression: replacing(fresh),
          ConditionExpression: `attribute_not_exists(pk)
            OR (addresseeId = :me AND decidedOn < :v AND #state IN (${QUEUED_OR_NEVER_LEFT.map((s) => `:${s}`).join(', ')}))
            OR (addresseeId <> :me AND (#state IN (${OWING_NOTHING}) OR (#state IN (${OWING}) AND caredFor = :true)))`,
          ExpressionAttributeNames: fieldNames,
          ExpressionAttributeValues: {
            ...fieldValues(fresh),
            ':me': fresh.addresseeId,
            ':v': fresh.decidedOn,
            ':true': true,
            ...Object.fromEntries(QUEUED_OR_NEVER_LEFT.map((s) => [`:${s}`, s])),
          },
        }),
      ),
    ),

  /** Puts over exactly what was read: a ref whose notice turned out to be nothing, or a decision by a ref. */
  putOver: (fresh: Stored, seen: Stored | undefined): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: noticeKey(fresh.noticeId),
          UpdateExpression: replacing(fresh),
          ConditionExpression: seen
            ? '#state = :state AND decidedOn = :v AND addresseeId = :who'
            : 'attribute_not_exists(pk)',
          ExpressionAttributeNames: fieldNames,
          ExpressionAttributeValues: {
            ...fieldValues(fresh),
            ...(seen && { ':state': seen.state, ':v': seen.decidedOn, ':who': seen.addresseeId }),
          },
        }),
      ),
    ),

  /**
   * Follows one arrow of the table, for this very try (`decidedOn`, `attempt`) of the notice, and adds the step to its trail in the
   * same write. What came to its end is rung for no more and holds no lease. False when it has moved on.
   * @throws when the table of arrows has no such arrow
   */
  move: ({ by, to, notice: { noticeId, decidedOn, attempt }, set, from, notedAt = set.at }: Move): Promise<boolean> => {
    const before = statesBefore(by, to).filter((state) => from === undefined || state === from);
    if (before.length === 0) throw new Error(`no arrow brings a notice to ${to} by ${by}`);
    const fields: Record<string, unknown> = { ...set, state: to };
    return held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: noticeKey(noticeId),
          UpdateExpression: `SET ${Object.keys(fields)
            .map((name) => `#${name} = :${name}`)
            .join(', ')}, ${ADD_TO_TRAIL}${isFinal(to) ? ' REMOVE rungAt, lease' : ''}`,
          ConditionExpression: `decidedOn = :seenDecidedOn AND attempt = :seenAttempt AND #state IN (${before
            .map((_, index) => `:before${index}`)
            .join(', ')})`,
          ExpressionAttributeNames: Object.fromEntries(Object.keys(fields).map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`:${name}`, value])),
            ...Object.fromEntries(before.map((state, index) => [`:before${index}`, state])),
            ':seenDecidedOn': decidedOn,
            ':seenAttempt': attempt,
            ...trailValues([stepOf({ to, by, at: notedAt })]),
          },
        }),
      ),
    );
  },

  /** Notes something beside the state: that the bell was rung, or that after-care is done. */
  annotate: ({ noticeId, decidedOn }: Notice, name: 'rungAt' | 'caredFor', value: unknown): Promise<boolean> =>
    held(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: noticeKey(noticeId),
          UpdateExpression: 'SET #name = :value',
          ConditionExpression: 'decidedOn = :v',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value, ':v': decidedOn },
        }),
      ),
    ),
});
export type Notices = ReturnType<typeof notices>;
