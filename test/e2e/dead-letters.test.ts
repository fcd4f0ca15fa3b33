import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoDate } from '#shared/domain/dates.ts';
import { deliveryOf, lo3Day, reachabilityOf, startTown, type Town } from './town.ts';

const DAY = '2026-11-24' as IsoDate;
let town: Town;
beforeAll(async () => {
  town = await startTown(DAY);
  await town.deliver('persons-full', DAY, deliveryOf([{ name: 'Aarts', documents: { PN: lo3Day(DAY, 70) } }]));
  await town.deliver('reachability', DAY, reachabilityOf(['Aarts']));
  await town.at('backfill', '2026-11-24T04:05:00Z');
});
afterAll(() => town.stop());

const WORKED = [
  'candidates',
  'dispatch-email',
  'dispatch-letter',
  'dispatch-sms',
  'evaluations',
  'intake',
  'load',
  'record',
];
const send = (queue: string, message: unknown) =>
  town.clients.sqs.send(new SendMessageCommand({ QueueUrl: town.queues[queue], MessageBody: JSON.stringify(message) }));

describe('messages that cannot be read', () => {
  it('are parked, on every queue, when they are of a version that is not known here', async () => {
    for (const queue of WORKED) await send(queue, { v: 99, noticeId: 'r#s#o#notice', kind: 'backfill' });
    await town.drain();
    const parked = town.deadLetters().sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(parked).toEqual(WORKED.map((name) => ({ name: `${name}-dead-letters`, count: 1 })));
  });
});
