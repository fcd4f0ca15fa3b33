import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OURSELVES } from '#infra/local/gateway.ts';
import { sum, type Units } from '#infra/local/meter/units.ts';
import { type LocalStack, startLocal } from '#infra/local/stack.ts';
import { functionOf, handMadeApp } from '../hand-made-app.ts';

const app = handMadeApp(
  {
    Only: {
      Resources: {
        ...functionOf('Caller'),
        Agenda: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          },
        },
      },
    },
  },
  { Caller: 'export const handler = () => null;' },
);
const KIB = 1024;

let stack: LocalStack;
let documents: DynamoDBDocumentClient;
let TableName: string;
let endpoint: string;
beforeAll(async () => {
  stack = await startLocal({ cdkOut: app, on: '2026-11-24' });
  TableName = stack.tables.agenda as string;
  endpoint = `http://127.0.0.1:${(await stack.clients.dynamo.config.endpoint?.())?.port}`;
  documents = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'caller', secretAccessKey: 'x' },
      maxAttempts: 1,
    }),
  );
  // By our own hand, so not metered: `small` is below 1 KiB, `large` between 5 and 6.
  for (const [id, size] of [
    ['small', 500],
    ['large', 5.5 * KIB],
  ] as const)
    await stack.clients.documents.send(new PutCommand({ TableName, Item: itemOf(id, size) }));
});
afterAll(() => stack.stop());

const itemOf = (id: string, size: number) => ({ id, x: 'y'.repeat(size) });
const units = (): Units => sum(stack.metered().map((each) => each.units));
const billedFor = async (call: Promise<unknown>): Promise<Units> => {
  const before = units();
  await call.catch(() => {});
  const after = Object.entries(units()).map(([unit, count]) => [unit, count - (before[unit as 'wru'] ?? 0)] as const);
  return Object.fromEntries(after.filter(([, count]) => count !== 0));
};
const unless = { ConditionExpression: 'attribute_not_exists(id)' };

test('what we do ourselves is not metered', () => expect(stack.metered()).toEqual([]));

test.each<[string, () => Promise<unknown>, Units]>([
  [
    'a failed put, by the large item there',
    () => documents.send(new PutCommand({ TableName, Item: itemOf('large', 1), ...unless })),
    { wru: 6 },
  ],
  [
    'a failed put, by the small item there',
    () => documents.send(new PutCommand({ TableName, Item: itemOf('small', 3000), ...unless })),
    { wru: 1 },
  ],
  [
    'a failed update of nothing',
    () =>
      documents.send(
        new UpdateCommand({
          TableName,
          Key: { id: 'none' },
          UpdateExpression: 'SET a = :a',
          ConditionExpression: 'a = :a',
          ExpressionAttributeValues: { ':a': 1 },
        }),
      ),
    { wru: 1 },
  ],
  [
    'a consistent get of 5.5 KiB',
    () => documents.send(new GetCommand({ TableName, Key: { id: 'large' }, ConsistentRead: true })),
    { rru: 2 },
  ],
  ['the same, eventually', () => documents.send(new GetCommand({ TableName, Key: { id: 'large' } })), { rru: 1 }],
  [
    'the same, of which only the key is asked',
    () => documents.send(new GetCommand({ TableName, Key: { id: 'large' }, ProjectionExpression: 'id' })),
    { rru: 1 },
  ],
  ['a get of nothing', () => documents.send(new GetCommand({ TableName, Key: { id: 'none' } })), { rru: 0.5 }],
  [
    'a batch with one that is missing',
    () =>
      documents.send(
        new BatchGetCommand({
          RequestItems: {
            [TableName]: { Keys: ['small', 'large', 'none'].map((id) => ({ id })), ConsistentRead: true },
          },
        }),
      ),
    { rru: 4 },
  ],
  [
    'a scan whose filter lets nothing through',
    () =>
      documents.send(
        new ScanCommand({ TableName, FilterExpression: 'id = :id', ExpressionAttributeValues: { ':id': 'nobody' } }),
      ),
    { rru: 1, scanned: 2 },
  ],
  [
    'the same, consistent',
    () => documents.send(new ScanCommand({ TableName, ConsistentRead: true, ProjectionExpression: 'id' })),
    { rru: 2, scanned: 2 },
  ],
  [
    'a query that finds nothing',
    () =>
      documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': 'nobody' },
          ConsistentRead: true,
        }),
      ),
    { rru: 1 },
  ],
  [
    'an update that makes a large item small',
    () => documents.send(new UpdateCommand({ TableName, Key: { id: 'large' }, UpdateExpression: 'REMOVE x' })),
    { wru: 6 },
  ],
  [
    'an update that makes it large again',
    () =>
      documents.send(
        new UpdateCommand({
          TableName,
          Key: { id: 'large' },
          UpdateExpression: 'SET x = :x',
          ExpressionAttributeValues: { ':x': 'y'.repeat(2.5 * KIB) },
        }),
      ),
    { wru: 3 },
  ],
  [
    'a put over a larger item',
    () => documents.send(new PutCommand({ TableName, Item: itemOf('large', 1) })),
    { wru: 3 },
  ],
  [
    'a delete of a small item',
    () => documents.send(new DeleteCommand({ TableName, Key: { id: 'small' } })),
    { wru: 1 },
  ],
  ['a delete of nothing', () => documents.send(new DeleteCommand({ TableName, Key: { id: 'none' } })), { wru: 1 }],
])('%s', async (_, call, expected) => expect(await billedFor(call())).toEqual(expected));

test('nothing of the question is left in an answer, unless the caller asked it', async () => {
  const get = { TableName, Key: { id: 'none' } };
  expect((await documents.send(new GetCommand(get))).ConsumedCapacity).toBeUndefined();
  const asked = await documents.send(new GetCommand({ ...get, ReturnConsumedCapacity: 'TOTAL' }));
  expect(asked.ConsumedCapacity?.CapacityUnits).toBe(0.5);
});

test('functions are answered by their own clock: by another the SDK repeats a failed condition', async () => {
  const signedBy = (key: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261124/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x`,
    'x-amz-date': '20261124T000000Z',
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    'content-type': 'application/x-amz-json-1.0',
  });
  stack.clock.moveTo(new Date('2030-06-01T10:00:00Z'));
  const answer = await fetch(endpoint, { method: 'POST', headers: signedBy('caller'), body: '{}' });
  expect(answer.headers.get('date')).toMatch(/01 Jun 2030 10:0/);
  const ours = await fetch(endpoint, { method: 'POST', headers: signedBy(OURSELVES), body: '{}' });
  expect(ours.headers.get('date')).not.toMatch(/2030/);
});
