import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoDate } from '#shared/domain/dates.ts';
import { bsnOf, deliveryOf, lo3Day, reachabilityOf, startTown, type Town } from './town.ts';

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

/** What is wrong is that the record cannot be read: dispatch fails, five times, and the ring ends among the dead letters. */
describe('what failed again and again', () => {
  const redrive = () => town.invoke('redrive', {}) as Promise<{ isDone: boolean; queues: Record<string, object> }>;
  const counts = { returned: 0, cancelled: 0, nothing: 0, parked: 1, failed: 0 }; // one of each queue is of version 99

  it('is cancelled when it is gone through, and nothing is sent', async () => {
    const TableName = town.tables.residents as string;
    const Key = { residentId: town.residentIdOf(bsnOf('Aarts')) };
    const { Item } = await town.clients.documents.send(new GetCommand({ TableName, Key }));
    const broken = { ...Item, record: { ...Item?.record, person: 'unreadable' } };
    await town.clients.documents.send(new PutCommand({ TableName, Item: broken }));
    await town.at('scan', '2026-11-24T09:05:00Z');
    expect((await town.notices()).map(({ state }) => state)).toEqual(['QUEUED']);
    expect(town.deadLetters()).toContainEqual({ name: 'dispatch-email-dead-letters', count: 2 });

    await town.clients.documents.send(new PutCommand({ TableName, Item: Item as object }));
    const { isDone, queues } = await redrive();
    expect([isDone, queues['dispatch-email']]).toEqual([true, { ...counts, cancelled: 1 }]);
    await town.drain();
    expect(await town.notices()).toMatchObject([{ state: 'CANCELLED', reason: 'failed-repeatedly' }]);
    expect(await town.agendas()).toMatchObject([
      { entries: [{ stage: 'notice', state: 'open' }, { stage: 'reminder' }], sent: [] },
    ]);
    expect(town.mails).toHaveLength(0);
  });

  it('closes its run, and is decided anew by the next one: one mail', async () => {
    await town.at('sweep', '2026-11-24T13:00:00Z');
    expect(town.logged('run-closed')).toMatchObject([{ date: DAY }]);
    await town.at('scan', '2026-11-25T09:05:00Z');
    expect(await town.outcome()).toEqual({ Aarts: 'DELIVERED' });
    expect(town.mails).toHaveLength(1);
  });

  it('goes back to its own queue when nothing was to be sent by it', async () => {
    const look = { v: 1, kind: 'residents', ids: [town.residentIdOf(bsnOf('Aarts'))] };
    const said = town.logs.length;
    await send('evaluations-dead-letters', look);
    expect((await redrive()).queues.evaluations).toMatchObject({ returned: 1 });
    await town.drain();
    expect(town.logs.slice(said).filter(({ line }) => line.msg === 'message-failed')).toEqual([]);
    expect(town.deadLetters()).toContainEqual({ name: 'evaluations-dead-letters', count: 1 });
  });

  it('needed no right that redrive does not have, and it has none that is not named', () => {
    expect(town.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
  });
});
