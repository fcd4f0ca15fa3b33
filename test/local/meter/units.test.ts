import { describe, expect, test } from 'vitest';
import type { WireRequest } from '#infra/local/calls-of.ts';
import { askCapacity, takeCapacity } from '#infra/local/meter/ask-capacity.ts';
import { type DynamoReply, dynamoUnits, readUnits, writeUnits } from '#infra/local/meter/dynamo-units.ts';
import { itemSize } from '#infra/local/meter/item-size.ts';
import { meter } from '#infra/local/meter/meter.ts';
import { dollarsFor, prices } from '#infra/local/meter/prices.ts';
import { s3Units } from '#infra/local/meter/s3-units.ts';
import { smsUnits } from '#infra/local/meter/sms-units.ts';
import { deliveredUnits, pollUnits, requestsFor, sqsUnits } from '#infra/local/meter/sqs-units.ts';
import { type Charge, sum } from '#infra/local/meter/units.ts';
import { unitsOf } from '#infra/local/meter/units-of.ts';

const KIB = 1024;
const request = (service: string, target: string, body: object, over: Partial<WireRequest> = {}): WireRequest => ({
  service,
  method: 'POST',
  url: '/',
  headers: { 'x-amz-target': target },
  body: Buffer.from(JSON.stringify(body)),
  ...over,
});
const dynamo = (action: string, body: object, reply: Partial<DynamoReply> = {}) =>
  dynamoUnits(request('dynamodb', `DynamoDB_20120810.${action}`, body), { status: 200, answer: {}, ...reply });
const total = (charges: readonly Charge[]) => sum(charges.map(({ units }) => units));
const ok = { status: 200, body: '' };

/** An item of so many bytes: its key is 5, the name of the rest 1. */
const itemOf = (bytes: number) => ({ id: { S: 'abc' }, x: { S: 'y'.repeat(bytes - 6) } });

describe('the size of an item', () => {
  test.each([
    ['names and text, in UTF-8', { naam: { S: 'Zoë' } }, 4 + 4],
    ['a number: two digits a byte, and one', { n: { N: '12345' } }, 1 + 3 + 1],
    ['noughts at its end say nothing', { n: { N: '1200' } }, 1 + 1 + 1],
    ['a minus is one more', { n: { N: '-7' } }, 1 + 1 + 1 + 1],
    ['true, false and null are one', { a: { BOOL: true }, b: { NULL: true } }, 4],
    ['bytes as they are, not as base64', { b: { B: Buffer.from('hello').toString('base64') } }, 1 + 5],
    ['a set by its members', { s: { SS: ['ab', 'c'] } }, 1 + 3],
    ['a list: three, and one for each', { l: { L: [{ S: 'ab' }, { S: 'c' }] } }, 1 + 3 + (1 + 2) + (1 + 1)],
    ['a map: three, one for each, and names', { m: { M: { k: { S: 'vw' } } } }, 1 + 3 + 1 + 1 + 2],
    ['an empty list', { l: { L: [] } }, 1 + 3],
  ])('%s', (_, item, bytes) => expect(itemSize(item)).toBe(bytes));

  test('of the items made here', () => expect(itemSize(itemOf(KIB))).toBe(KIB));
});

describe('units by size', () => {
  test.each([
    [0, 1],
    [1, 1],
    [KIB, 1],
    [KIB + 1, 2],
    [2 * KIB, 2],
    [4 * KIB + 1, 5],
  ])('%i bytes written are %i WRU', (bytes, wru) => expect(writeUnits(bytes)).toBe(wru));

  test.each([
    [0, true, 1],
    [4 * KIB, true, 1],
    [4 * KIB + 1, true, 2],
    [0, false, 0.5],
    [4 * KIB, false, 0.5],
    [4 * KIB + 1, false, 1],
  ])('%i bytes read, consistent %s, are %f RRU', (bytes, consistent, rru) =>
    expect(readUnits(bytes, consistent)).toBe(rru),
  );
});

describe('DynamoDB', () => {
  const key = { pk: { S: 'resident' }, sk: { S: 'service#PN-one#notice' } };

  test('an update counts by what DynamoDB says: the larger of before and after', () =>
    expect(dynamo('UpdateItem', { TableName: 'Notices', Key: key }, { capacity: 3 })).toEqual([
      { units: { wru: 3 }, about: 'notice resident#service#PN-one#notice' },
    ]));
  test('a put is never less than what was put, though dynalite counts letters', () =>
    expect(total(dynamo('PutItem', { Item: { id: { S: 'ë'.repeat(600) } } }, { capacity: 1 }))).toEqual({ wru: 2 }));
  test.each([
    ['nothing', {}, 1],
    ['a kilobyte', itemOf(KIB), 1],
    ['more', itemOf(KIB + 1), 2],
  ])('a failed condition is billed by what stood there: %s', (_, stood, wru) =>
    expect(total(dynamo('PutItem', { Item: itemOf(9) }, { status: 400, stood }))).toEqual({ wru }),
  );
  test('a refusal of another kind is not billed', () =>
    expect(dynamo('PutItem', { Item: itemOf(9) }, { status: 400 })).toEqual([]));

  test.each([
    ['a missing item', true, {}, undefined, 1],
    ['a missing item, eventually', false, {}, undefined, 0.5],
    ['an item at the border', true, itemOf(4 * KIB), 1, 1],
    ['an item over it', true, itemOf(4 * KIB + 1), undefined, 2],
    ['an item of which little was asked', true, {}, 3, 3],
  ])('get: %s', (_, ConsistentRead, Item, capacity, rru) =>
    expect(
      total(dynamo('GetItem', { Key: { addresseeId: { S: 'a' } }, ConsistentRead }, { answer: { Item }, capacity })),
    ).toEqual({ rru }),
  );

  test('a batch counts each item by itself and a missing one as the smallest, and every key bears the same part', () => {
    const Keys = ['one', 'two', 'three'].map((pk) => ({ pk: { S: pk }, sk: { S: 's#o#notice' } }));
    const charges = dynamo(
      'BatchGetItem',
      { RequestItems: { Notices: { Keys, ConsistentRead: true } } },
      { answer: { Responses: { Notices: [itemOf(100), itemOf(4 * KIB + 1)] } } },
    );
    expect(total(charges).rru).toBeCloseTo(1 + 2 + 1);
    expect(charges.map(({ about }) => about)).toEqual([
      'notice one#s#o#notice',
      'notice two#s#o#notice',
      'notice three#s#o#notice',
    ]);
    expect(charges[0]?.units.rru).toBeCloseTo(4 / 3);
  });

  test('a page counts what was read before the filter, an empty one the smallest', () => {
    const scan = (capacity: number, ScannedCount: number) =>
      dynamo('Scan', { TableName: 'Town-Agenda1A' }, { capacity, answer: { ScannedCount } });
    expect(scan(128.5, 1346)).toEqual([{ units: { rru: 128.5, scanned: 1346 }, about: 'scan' }]);
    expect(total(scan(0, 0)).rru).toBe(0.5);
    // dynalite says 2.5 for a scan of five units whether it is consistent or not.
    expect(total(dynamo('Scan', { TableName: 'T', ConsistentRead: true }, { capacity: 2.5 })).rru).toBe(5);
    expect(dynamo('Query', { TableName: 'Notices', ConsistentRead: true }, { capacity: 0 })).toEqual([
      { units: { rru: 1 } },
    ]);
  });

  test('what was consumed by a call without a rule does not pass unseen', () => {
    expect(dynamo('DescribeTable', {})).toEqual([]);
    expect(() => dynamo('TransactWriteItems', {}, { capacity: 4 })).toThrow('TransactWriteItems');
  });

  test('is asked how much it consumed, and nothing of that is left in the answer', () => {
    const { body, wasAsked } = askCapacity(Buffer.from('{"TableName":"T"}'));
    expect([JSON.parse(`${body}`), wasAsked]).toEqual([{ TableName: 'T', ReturnConsumedCapacity: 'TOTAL' }, false]);
    const answer = '{"Item":{},"ConsumedCapacity":{"CapacityUnits":2,"TableName":"T"}}';
    expect(takeCapacity(answer, false)).toMatchObject({ capacity: 2, text: '{"Item":{}}' });
    const asked = askCapacity(Buffer.from('{"ReturnConsumedCapacity":"INDEXES"}'));
    expect([`${asked.body}`, asked.wasAsked]).toEqual(['{"ReturnConsumedCapacity":"INDEXES"}', true]);
    expect(takeCapacity(answer, true)).toMatchObject({ capacity: 2, text: answer });
  });
});

describe('SQS', () => {
  test.each([
    [0, 1],
    [64 * KIB, 1],
    [64 * KIB + 1, 2],
    [1024 * KIB, 16],
  ])('%i bytes are billed as %i requests', (bytes, requests) => expect(requestsFor(bytes)).toBe(requests));

  const batch = (...bodies: string[]) =>
    request('sqs', 'AmazonSQS.SendMessageBatch', { Entries: bodies.map((MessageBody) => ({ MessageBody })) });
  test('a batch is billed by all of its payload, in equal parts for the notices that it rings for', () => {
    expect(total(sqsUnits(batch('x'.repeat(64 * KIB), 'y'), ok))).toEqual({ sqs: 2 });
    const rings = ['n#s#o#notice', 'm#s#o#notice'].map((noticeId) => JSON.stringify({ v: 1, noticeId }));
    expect(sqsUnits(batch(...rings), ok)).toEqual([
      { units: { sqs: 0.5 }, about: 'notice n#s#o#notice' },
      { units: { sqs: 0.5 }, about: 'notice m#s#o#notice' },
    ]);
    expect(sqsUnits(batch('x'), { ...ok, status: 400 })).toEqual([]);
  });
  test.each([
    [1, 1, 2],
    [10, 10, 2],
    [11, 11, 4],
    [10, 0, 1],
  ])('%i received and %i of them deleted are %i requests', (received, deleted, requests) => {
    const messages = Array.from({ length: received }, () => '{}');
    expect(total(pollUnits(messages, messages.slice(0, deleted)))).toEqual({ sqs: requests });
  });
  test('a large message received is billed by its size, its deletion once', () =>
    expect(total(pollUnits(['x'.repeat(65 * KIB)], ['x'.repeat(65 * KIB)]))).toEqual({ sqs: 3 }));
  test('what another service puts on a queue is counted apart', () =>
    expect(total(deliveredUnits('x'.repeat(65 * KIB)))).toEqual({ sqsDelivered: 2 }));
});

describe('the other services', () => {
  test.each([
    ['PUT', '/bucket/key', { s3Put: 1 }],
    ['POST', '/bucket/key', { s3Put: 1 }],
    ['GET', '/bucket?list-type=2', { s3Put: 1 }],
    ['GET', '/bucket/a/key', { s3Get: 1 }],
    ['HEAD', '/bucket/key', { s3Get: 1 }],
    ['DELETE', '/bucket/key', {}],
  ])('S3: %s %s', (method, url, units) =>
    expect(total(s3Units(request('s3', '', {}, { method, url })))).toEqual(units),
  );

  test('SES bills the recipients of what it accepts', () => {
    const body = Buffer.from(
      'Action=SendRawEmail&Destinations.member.1=a%40example.org&Destinations.member.2=b%40example.org',
    );
    expect(total(unitsOf(request('ses', '', {}, { body }), ok))).toEqual({ sesRecipients: 2 });
    expect(unitsOf(request('ses', '', {}, { body }), { ...ok, status: 400 })).toEqual([]);
  });

  test('a text is billed when it was taken', () => {
    const text = request('sms-voice', 'PinpointSMSVoiceV2.SendTextMessage', { MessageBody: 'a'.repeat(161) });
    expect(total(smsUnits(text, ok))).toEqual({ smsParts: 2 });
    expect(smsUnits(text, { ...ok, status: 400 })).toEqual([]);
  });

  test('a service that has no rule is refused, not left out', () =>
    expect(() => unitsOf(request('kinesis', 'PutRecord', {}), ok)).toThrow('kinesis'));
});

test('the meter adds up per caller and what it was for', () => {
  const { add, all } = meter();
  add('decide', [{ units: { wru: 1 }, about: 'agenda a' }, { units: { sqs: 1 } }]);
  add('decide', [{ units: { wru: 2, rru: 1 }, about: 'agenda a' }]);
  add('sweep', [{ units: { wru: 1 }, about: 'agenda a' }]);
  expect(all()).toEqual([
    { caller: 'decide', about: 'agenda a', units: { wru: 3, rru: 1 }, charges: 2 },
    { caller: 'decide', about: undefined, units: { sqs: 1 }, charges: 1 },
    { caller: 'sweep', about: 'agenda a', units: { wru: 1 }, charges: 1 },
  ]);
});

test('dollars follow the list', () => {
  expect(dollarsFor({ wru: 1_000_000, rru: 2_000_000 })).toBeCloseTo(0.625 + 0.25);
  expect(dollarsFor({ lambdaMs: 1e9, scanned: 1e9 })).toBe(0);
  for (const { dollars, per, region, asOf, source } of Object.values(prices))
    expect([dollars > 0 && per > 0, region, /^\d{4}-\d{2}$/.test(asOf), ['S', 'B'].includes(source)]).toEqual([
      true,
      'us-east-1',
      true,
      true,
    ]);
});
