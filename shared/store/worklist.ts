import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { getAll, held, queryAll } from '#shared/aws/documents.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { codeIn, type NewWork, type WorkItem, type WorkState, workItem } from '#shared/domain/work-item.ts';
import { dueOf, type WorkKind } from '#shared/domain/work-kinds.ts';
import { doneAs, givenBack, type Refusal, takenBy, type WorkStep } from '#shared/domain/work-steps.ts';
import {
  belongsAt,
  keyOfPlace,
  type List,
  type Place,
  place,
  placeOf,
  placesIn,
  startAfter,
  ttlOf,
} from './work-places.ts';

/** What to list. Of what is done the days are those on which it was done, of the rest those on which it is due. */
export type Wanted = {
  /** Without one: all that is not done. */
  readonly state?: WorkState;
  readonly kind?: WorkKind;
  /** Only of days before this one. */
  readonly before?: IsoDate;
  /** Where the page before ended. */
  readonly after?: string;
  /** Items that are looked at for one page; fewer come where not all are wanted. */
  readonly limit?: number;
};
export type WorkPage = { readonly items: readonly WorkItem[]; readonly after?: string };

const PAGE = 100;
const TRIES = 8;

/** One for each kind, subject and time, so that the same thing heard of again is the same item, also when it is done. */
export const workIdOf = ({ kind, subject, time = '' }: Pick<NewWork, 'kind' | 'subject' | 'time'>): string =>
  sha256([kind, subject, time].join('|')).slice(0, 16);

const keyOf = (id: string) => ({ pk: `work#${id}`, sk: 'work' });

/**
 * What a person must do. An item is listed before it is put, and taken from the list after it is done: so none that is open is
 * ever missing from the list, and what is listed wrongly shows by the item.
 */
export const worklist = (documents: DynamoDBDocumentClient, TableName: string) => {
  const get = async (id: string): Promise<WorkItem | undefined> => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true }));
    return Item && workItem.parse(Item);
  };
  const enlist = (item: WorkItem) => {
    const { list, place } = placeOf(item);
    return documents.send(
      new PutCommand({ TableName, Item: { ...keyOfPlace(list, place), ...place, ...ttlOf(item) } }),
    );
  };
  const delist = (list: List, place: Place) =>
    documents.send(new DeleteCommand({ TableName, Key: keyOfPlace(list, place) }));
  /** The item of each place; undefined where there is none. */
  const itemsAt = async (places: readonly Place[]): Promise<(WorkItem | undefined)[]> => {
    const keys = [...new Set(places.map(({ id }) => id))].map(keyOf);
    const items = (await getAll(documents, TableName, keys)).map((item) => workItem.parse(item));
    const found = new Map(items.map((item) => [item.id, item]));
    return places.map(({ id }) => found.get(id));
  };

  /** Writes `next` if the item is still what was read. */
  const replace = (next: WorkItem, seen: WorkItem): Promise<boolean> =>
    held(
      documents.send(
        new PutCommand({
          TableName,
          Item: { ...keyOf(next.id), ...next, ...ttlOf(next) },
          ConditionExpression: `#state = :state${seen.state === 'open' ? '' : ' AND takenBy = :by'}`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': seen.state, ...(seen.state !== 'open' && { ':by': seen.takenBy }) },
        }),
      ),
    );
  const change = async (id: string, step: WorkStep): Promise<WorkItem | Refusal> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const seen = await get(id);
      if (!seen) return { refused: 'no-such-item' };
      const next = step(seen);
      if ('refused' in next) return next;
      if (next !== seen && next.state === 'done') await enlist(next);
      if (next !== seen && !(await replace(next, seen))) continue;
      if (next.state === 'done') await delist('open', { id, day: next.due });
      return next;
    }
    throw new Error('an item of the worklist kept changing while it was written');
  };

  return {
    get,

    /** Adds an item, once: false when it was on the list before, also when it is done by now. */
    add: async ({ kind, subject, time, addresseeId, reason, at }: NewWork): Promise<boolean> => {
      const id = workIdOf({ kind, subject, time });
      if (await get(id)) return false;
      const item: WorkItem = {
        ...{ id, kind, subject, at, state: 'open' },
        ...(time !== undefined && { time }),
        ...(addresseeId !== undefined && { addresseeId }),
        reason: codeIn(reason),
        due: dueOf(kind, dayOf(at)),
      };
      await enlist(item);
      const Item = { ...keyOf(id), ...item };
      return held(documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })));
    },

    /** One page, in order of day. There is more while it says `after`. */
    page: async ({ state, kind, before, after, limit = PAGE }: Wanted = {}): Promise<WorkPage> => {
      const list: List = state === 'done' ? 'done' : 'open';
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new QueryCommand({
          TableName,
          ...placesIn(list, before),
          Limit: Math.min(limit, PAGE),
          ConsistentRead: true,
          ...(after !== undefined && { ExclusiveStartKey: startAfter(list, after) }),
        }),
      );
      const places = Items.map((item) => place.parse(item));
      const items = (await itemsAt(places)).filter((item, index): item is WorkItem =>
        belongsAt(item, list, places[index] as Place),
      );
      return {
        items: items.filter((item) => (!state || item.state === state) && (!kind || item.kind === kind)),
        ...(LastEvaluatedKey && { after: LastEvaluatedKey.sk as string }),
      };
    },

    /** Takes an item for a person: not for two. */
    take: (id: string, by: string, at: Instant) => change(id, takenBy({ by, at })),
    giveBack: (id: string) => change(id, givenBack),
    /** Only says what came of it. What follows from that is for `finishWork`, which comes here last. */
    done: (id: string, outcome: string, by: string, at: Instant) => change(id, doneAs(outcome, { by, at })),

    /**
     * All that was due before a day and is not done: one query, of nothing on a good day. What a write that was cut off left in
     * the list is taken from it here.
     */
    overdue: async (day: IsoDate): Promise<WorkItem[]> => {
      const query = { TableName, ...placesIn('open', day), ConsistentRead: true };
      const places = (await queryAll(documents, query)).map((item) => place.parse(item));
      const late: WorkItem[] = [];
      for (const [index, item] of (await itemsAt(places)).entries()) {
        const listed = places[index] as Place;
        if (belongsAt(item, 'open', listed)) late.push(item);
        // Without an item it may be about to be put: whoever was cut off comes again.
        else if (item) await delist('open', listed);
      }
      return late;
    },
  };
};
export type Worklist = ReturnType<typeof worklist>;
