import type { WireRequest } from '../calls-of.ts';
import { type Item, itemSize } from './item-size.ts';
import { type Charge, divided, type Subject } from './units.ts';

type Body = {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: Item[]; readonly ConsistentRead?: boolean }>>;
};
type Answer = {
  readonly Item?: Item;
  readonly Responses?: Readonly<Record<string, Item[]>>;
  readonly ScannedCount?: number;
};

/** What came of a request: DynamoDB's own figure, and for a condition that failed the item that stood there. */
export type DynamoReply = {
  readonly status: number;
  readonly answer: Answer;
  readonly capacity?: number | undefined;
  readonly stood?: Item | undefined;
};

/** Whole steps of 1 KiB, at least one: a write request unit each. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Whole steps of 4 KiB, at least one: a read request unit each, half of one where a read need not be consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/**
 * What DynamoDB bills for a call. A failed condition is a write of what stood there, at least one unit. What a filter or a
 * projection leaves out is read all the same. dynalite says how much, since only it knows the item before a write and what
 * a filter left out; it counts letters for bytes and nothing for an empty page, so what is seen on the wire is measured too
 * and the larger figure counts. Source: PERFORMANCE.md §1.2; DynamoDB developer guide, "read and write operations".
 */
export const dynamoUnits = ({ headers, body }: WireRequest, reply: DynamoReply): Charge[] => {
  const action = String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  const asked = JSON.parse(body.toString()) as Body;
  switch (action) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return write(asked, reply);
    case 'GetItem':
      return read(asked, reply);
    case 'BatchGetItem':
      return batchRead(asked, reply);
    case 'Query':
    case 'Scan':
      return page(action, asked, reply);
    default:
      if (reply.capacity === undefined) return []; // making or describing a table is free
      throw new Error(`the meter does not know what DynamoDB bills for ${action}`);
  }
};

const write = ({ Key, Item }: Body, { status, capacity = 0, stood }: DynamoReply): Charge[] => {
  const about = subjectOf(Key ?? Item ?? {});
  if (status !== 200) return stood === undefined ? [] : [{ units: { wru: writeUnits(itemSize(stood)) }, about }];
  return [{ units: { wru: Math.max(capacity, Item ? writeUnits(itemSize(Item)) : 1) }, about }];
};

const read = ({ Key = {}, ConsistentRead = false }: Body, { status, answer, capacity = 0 }: DynamoReply): Charge[] => {
  if (status !== 200) return [];
  const seen = readUnits(answer.Item ? itemSize(answer.Item) : 0, ConsistentRead);
  return [{ units: { rru: Math.max(capacity, seen) }, about: subjectOf(Key) }];
};

/** Each item is rounded by itself, a missing one counts as the smallest, and all keys bear the same part. */
const batchRead = ({ RequestItems = {} }: Body, { status, answer, capacity = 0 }: DynamoReply): Charge[] => {
  if (status !== 200) return [];
  let seen = 0;
  for (const [table, { Keys, ConsistentRead = false }] of Object.entries(RequestItems)) {
    const found = answer.Responses?.[table] ?? [];
    for (const item of found) seen += readUnits(itemSize(item), ConsistentRead);
    seen += (Keys.length - found.length) * readUnits(0, ConsistentRead);
  }
  const keys = Object.values(RequestItems).flatMap(({ Keys }) => Keys);
  return divided({ rru: Math.max(capacity, seen) }, keys.map(subjectOf));
};

/** dynalite 4.0.0 leaves the consistency of a Scan unread, and says what it would be without. */
const DYNALITE_HALVES = 2;

/** Bytes of a page are added up first and rounded once. A scan of the agendas is known by being one. */
const page = (action: string, { TableName = '', ConsistentRead = false }: Body, reply: DynamoReply): Charge[] => {
  if (reply.status !== 200) return [];
  const capacity = (reply.capacity ?? 0) * (action === 'Scan' && ConsistentRead ? DYNALITE_HALVES : 1);
  const rru = Math.max(capacity, readUnits(0, ConsistentRead));
  const isDaily = action === 'Scan' && /agenda/i.test(TableName);
  return [isDaily ? { units: { rru, scanned: reply.answer.ScannedCount ?? 0 }, about: 'scan' } : { units: { rru } }];
};

/** A notice or an agenda by its key; nothing in particular for the other partitions of the table of notices. */
const subjectOf = ({ pk, sk, addresseeId }: Item): Subject | undefined => {
  const [first, second] = [pk?.S, sk?.S].map((text) => String(text ?? ''));
  if (second?.split('#').length === 3) return `notice ${first}#${second}`;
  return pk === undefined && addresseeId?.S !== undefined ? `agenda ${addresseeId.S}` : undefined;
};
