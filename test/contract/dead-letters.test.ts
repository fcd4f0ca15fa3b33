import { expect } from 'vitest';
import { deadLetters } from '#shared/aws/dead-letters.ts';
import { isEmpty, sendAll } from '#shared/aws/queue.ts';
import { contract } from './contract.ts';
import { queueTargets } from './queue-targets.ts';

contract('dead-letters', queueTargets, (test) => {
  test('are taken ten at a time, each once, and none when there are no more', async ({ sqs, dead }) => {
    const { take } = deadLetters(sqs, dead);
    await sendAll(sqs, dead)(Array.from({ length: 12 }, (_, n) => n));
    const [first, second, none] = [await take(), await take(), await take()];
    expect([first.length + second.length, none.length]).toEqual([12, 0]);
    expect(Math.max(first.length, second.length)).toBeLessThanOrEqual(10);
    const all = [...first, ...second];
    expect(all.map(({ body }) => Number(body)).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(12);
  });

  test('are removed by who took them, and the others stay', async ({ sqs, dead }) => {
    const { take, remove } = deadLetters(sqs, dead);
    await remove([]);
    await sendAll(sqs, dead)(['a', 'b', 'c']);
    const letters = await take();
    await remove(letters.filter(({ body }) => body !== '"b"'));
    expect(await isEmpty(sqs, dead)()).toBe(false);
    await remove(letters.filter(({ body }) => body === '"b"'));
    expect(await isEmpty(sqs, dead)()).toBe(true);
  });

  test('that were not removed are there again after a minute and a half', async ({ sqs, dead, wait }) => {
    const { take } = deadLetters(sqs, dead);
    await sendAll(sqs, dead)(['a']);
    const [first] = await take();
    await wait(89);
    expect(await take()).toEqual([]);
    await wait(1);
    const [again] = await take();
    expect([again?.messageId, again?.body]).toEqual([first?.messageId, '"a"']);
  });
});
