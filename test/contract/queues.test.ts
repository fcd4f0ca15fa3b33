import {
  DeleteMessageBatchCommand,
  type Message,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { isEmpty, sendAll, sendBody, sendLater } from '#shared/aws/queue.ts';
import { contract } from './contract.ts';
import { queueTargets, receive } from './queue-targets.ts';

const bodies = (messages: readonly Message[]): unknown[] => messages.map(({ Body = '' }) => JSON.parse(Body));

contract('queues', queueTargets, (test) => {
  test('however many messages are put on it, each is handed out, ten at most at a time', async ({ sqs, work }) => {
    const messages = Array.from({ length: 25 }, (_, n) => ({ n, text: 'één ✓' }));
    await sendAll(sqs, work)(messages);
    const batches = [await receive(sqs, work), await receive(sqs, work), await receive(sqs, work)];
    for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(10);
    const found = batches.flat().map(({ Body = '' }) => JSON.parse(Body) as { n: number });
    expect(found.sort((a, b) => a.n - b.n)).toEqual(messages);
    expect(await receive(sqs, work)).toEqual([]);
  });

  test('to put nothing on it asks nothing', async ({ sqs, work }) => {
    await sendAll(sqs, work)([]);
    expect(await isEmpty(sqs, work)()).toBe(true);
  });

  test('no message waits for longer than a quarter of an hour', async ({ sqs, work }) => {
    await sendLater(sqs, work)('x', 900);
    await expect(sendLater(sqs, work)('x', 901)).rejects.toThrow();
  });

  test('a body is handed out to the letter', async ({ sqs, work }) => {
    const body = '{"a" :1}\n\t"\\u00e9" é <&> ';
    await sendBody(sqs, work)(body);
    expect((await receive(sqs, work)).map(({ Body }) => Body)).toEqual([body]);
  });

  test('a body holds any letter of Unicode', async ({ sqs, work }) => {
    await sendBody(sqs, work)('"\u{1f600}"');
    expect(bodies(await receive(sqs, work))).toEqual(['\u{1f600}']);
  });

  test('a batch is deleted by its handles, and an unknown one is taken for done', async ({ sqs, work }) => {
    await sendAll(sqs, work)(['a', 'b', 'c']);
    const [one, two] = await receive(sqs, work);
    const handles = [one?.ReceiptHandle, two?.ReceiptHandle, '00000000-0000-0000-0000-000000000000'];
    const Entries = handles.map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle }));
    const { Successful = [], Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: work, Entries }));
    expect([Successful.length, Failed.length]).toEqual([3, 0]);
    expect(await isEmpty(sqs, work)()).toBe(false);
  });

  test('more than it takes at once is refused', async ({ sqs, work }) => {
    const entry = (n: number, MessageBody = 'x') => ({ Id: `${n}`, MessageBody });
    const send = (Entries: ReturnType<typeof entry>[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl: work, Entries }));
    await expect(send(Array.from({ length: 11 }, (_, n) => entry(n)))).rejects.toMatchObject({
      name: expect.stringContaining('TooManyEntriesInBatchRequest'),
    });
    await expect(send([])).rejects.toMatchObject({ name: expect.stringContaining('EmptyBatchRequest') });
    await expect(send([entry(1), entry(1)])).rejects.toMatchObject({
      name: expect.stringContaining('BatchEntryIdsNotDistinct'),
    });
    const big = 'é'.repeat(300_000); // 600 kB: two are over the MiB that a batch may be
    await expect(send([entry(1, big), entry(2, big)])).rejects.toMatchObject({
      name: expect.stringContaining('BatchRequestTooLong'),
    });
    for (const MaxNumberOfMessages of [0, 11])
      await expect(receive(sqs, work, { MaxNumberOfMessages })).rejects.toThrow();
    await expect(sqs.send(new SendMessageCommand({ QueueUrl: work, MessageBody: '' }))).rejects.toThrow();
    expect(await isEmpty(sqs, work)()).toBe(true);
  });

  test('a queue that is not there is a fault', async ({ sqs, work }) => {
    const none = work.replace(/work$/, 'none');
    const expected = { name: expect.stringContaining('QueueDoesNotExist') };
    await expect(sendAll(sqs, none)(['x'])).rejects.toMatchObject(expected);
    await expect(receive(sqs, none)).rejects.toMatchObject(expected);
    await expect(isEmpty(sqs, none)()).rejects.toMatchObject(expected);
  });

  test('how often it was received is said to who asks', async ({ sqs, work }) => {
    await sendAll(sqs, work)(['x']);
    const [message] = await receive(sqs, work, { MessageSystemAttributeNames: undefined });
    expect(message?.Attributes).toBeUndefined();
  });
});
