import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

export const TableName = 'Notices';
export const key = (sk: string) => ({ pk: 'p', sk });
export const INVALID = { name: 'ValidationException' };

export const put = (documents: DynamoDBDocumentClient, Item: Record<string, unknown>) =>
  documents.send(new PutCommand({ TableName, Item }));

export const get = async (documents: DynamoDBDocumentClient, sk: string) =>
  (await documents.send(new GetCommand({ TableName, Key: key(sk), ConsistentRead: true }))).Item;

/** Changes the item `a`. */
export const update = (documents: DynamoDBDocumentClient, UpdateExpression: string, more: object = {}) =>
  documents.send(new UpdateCommand({ TableName, Key: key('a'), UpdateExpression, ...more }));

/** An item with all that one can hold. */
export const item = () => ({
  ...key('a'),
  text: 'x',
  number: 1.5,
  yes: true,
  nothing: null,
  list: [1, { deep: ['y'] }],
  map: { inner: { deeper: 'z' } },
  set: new Set(['a', 'b']),
  numbers: new Set([1, 2]),
  bytes: new Uint8Array([1, 2, 3]),
});
