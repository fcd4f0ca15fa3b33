import { expect } from 'vitest';
import { isEmpty, sendAll, sendLater } from '#shared/aws/queue.ts';
import { contract } from './contract.ts';
import { MOST_RECEIVES, queueTargets, receive, remove, VISIBLE_AGAIN } from './queue-targets.ts';
import { twenty } from './together.ts';

contract('queues-in-time', queueTargets, (test) => {
  test('is empty when nothing waits, is in hand or is delayed', async ({ sqs, work, wait }) => {
    expect(await isEmpty(sqs, work)()).toBe(true);
    await sendLater(sqs, work)('x', 2);
    expect(await isEmpty(sqs, work)()).toBe(false);
    await wait(2);
    expect(await isEmpty(sqs, work)()).toBe(false);
    const [message = {}] = await receive(sqs, work);
    expect(await isEmpty(sqs, work)()).toBe(false);
    await remove(sqs, work, message);
    expect(await isEmpty(sqs, work)()).toBe(true);
  });

  test('a message that is to come later is handed out then, and not before', async ({ sqs, work, wait }) => {
    await Promise.all([sendLater(sqs, work)('later', 3), sendLater(sqs, work)('now', 0)]);
    expect((await receive(sqs, work)).map(({ Body }) => Body)).toEqual(['"now"']);
    await wait(1);
    expect(await receive(sqs, work)).toEqual([]);
    await wait(2);
    expect((await receive(sqs, work)).map(({ Body }) => Body)).toContain('"later"');
  });

  test('who has a message in hand has it alone, until it is seen again', async ({ sqs, work, wait }) => {
    await sendAll(sqs, work)(['x']);
    const all = await Promise.all(twenty(() => receive(sqs, work)));
    const [first] = all.flat();
    expect(all.flat()).toHaveLength(1);
    await wait(VISIBLE_AGAIN);
    const [second] = await receive(sqs, work);
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
    expect([first, second].map((each) => each?.Attributes?.ApproximateReceiveCount)).toEqual(['1', '2']);
  });

  test('who receives it says for how long', async ({ sqs, work, wait }) => {
    await sendAll(sqs, work)(['x']);
    expect(await receive(sqs, work, { VisibilityTimeout: 1 })).toHaveLength(1);
    await wait(1);
    expect(await receive(sqs, work, { VisibilityTimeout: 30 })).toHaveLength(1);
    await wait(VISIBLE_AGAIN);
    expect(await receive(sqs, work)).toEqual([]);
  });

  test('an old handle deletes nothing, the newest does, also when its time is over', async ({ sqs, work, wait }) => {
    await sendAll(sqs, work)(['x']);
    const [first = {}] = await receive(sqs, work);
    await wait(VISIBLE_AGAIN);
    const [second = {}] = await receive(sqs, work);
    await remove(sqs, work, first);
    expect(await isEmpty(sqs, work)()).toBe(false);
    await wait(VISIBLE_AGAIN);
    await remove(sqs, work, second);
    await remove(sqs, work, second);
    expect(await isEmpty(sqs, work)()).toBe(true);
  });

  test('what was received too often is a dead letter, with its body, id and count', async (made) => {
    const { sqs, work, dead, wait } = made;
    await sendAll(sqs, work)(['poison']);
    const ids: unknown[] = [];
    for (let n = 0; n < MOST_RECEIVES; n += 1) {
      ids.push(...(await receive(sqs, work)).map(({ MessageId }) => MessageId));
      await wait(VISIBLE_AGAIN);
    }
    expect(ids).toHaveLength(MOST_RECEIVES);
    expect(await isEmpty(sqs, dead)()).toBe(true);
    expect(await receive(sqs, work)).toEqual([]);
    expect(await isEmpty(sqs, work)()).toBe(true);
    const [letter] = await receive(sqs, dead);
    expect([letter?.Body, letter?.MessageId]).toEqual(['"poison"', ids[0]]);
    expect(Number(letter?.Attributes?.ApproximateReceiveCount)).toBeGreaterThan(MOST_RECEIVES);
  });
});
