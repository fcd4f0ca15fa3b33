import { expect, test } from 'vitest';
import { failedMessages } from '#infra/local/failed-messages.ts';

const ids = ['a', 'b', 'c'];
const failed = (answer: unknown) => [...failedMessages(answer, ids)];

test.each([
  ['nothing', null],
  ['an empty object', {}],
  ['an empty list', { batchItemFailures: [] }],
  ['no list', { batchItemFailures: null }],
])('%s is success', (_, answer) => {
  expect(failed(answer)).toEqual([]);
});

test('only what is named failed', () => {
  expect(failed({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['b']);
});

test.each([
  ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ['no identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
  ['another key', { batchItemFailures: [{ messageId: 'a' }] }],
  ['a message that was not in the batch', { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'z' }] }],
  ['something else', 'ok'],
])('%s fails the whole batch', (_, answer) => {
  expect(failed(answer)).toEqual(ids);
});
