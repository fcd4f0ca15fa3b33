import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelNotice } from '#functions/redrive/cancel-notice.ts';
import { redrive } from '#functions/redrive/redrive.ts';
import { wire } from '#functions/redrive/wire.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { aNotice, anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedQueues, embeddedQueues } from '#test/embedded-queue.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

const RETURNING = ['deliveries', 'chunks', 'evaluations', 'candidates', 'events'] as const;
const CHANNELS = ['email', 'sms', 'letter'] as const;
const NOW = at('2026-11-26T13:00:00.000Z');

let tables: EmbeddedTables;
let queues: EmbeddedQueues;
let returning: Record<(typeof RETURNING)[number], { from: string; to: string }>;
let dispatching: Record<(typeof CHANNELS)[number], string>;
let logged: { msg: string }[];
let about: string;
let noticeId: string;
beforeAll(async () => {
  [tables, queues] = await Promise.all([embeddedTables(), embeddedQueues()]);
});
afterAll(() => Promise.all([tables.stop(), queues.stop()]));
beforeEach(async () => {
  const run = randomUUID();
  about = `resident-${run}`;
  noticeId = noticeIdOf(anEntry({ about }));
  logged = [];
  const made = async (name: string) => queues.create(`${name}-${run}`);
  const pairs = RETURNING.map(
    async (name) => [name, { from: await made(`${name}-dead`), to: await made(name) }] as const,
  );
  returning = Object.fromEntries(await Promise.all(pairs)) as typeof returning;
  const dead = CHANNELS.map(async (channel) => [channel, await made(`${channel}-dead`)] as const);
  dispatching = Object.fromEntries(await Promise.all(dead)) as typeof dispatching;
});

const put = (QueueUrl: string, message: unknown) => {
  const MessageBody = typeof message === 'string' ? message : JSON.stringify(message);
  return queues.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
};
const bodies = async (QueueUrl: string) => {
  const { Messages = [] } = await queues.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body }) => Body);
};
const left = async (url: string) => {
  const { waiting, inHand } = await queues.depth(url);
  return waiting + inHand;
};
const run = async (milliseconds = 60_000, epoch = '1') => {
  const handler = wire(
    {
      AGENDA_TABLE: 'Agenda',
      NOTICES_TABLE: 'Notices',
      EPOCH: epoch,
      RETURNING_QUEUES: returning,
      DISPATCH_DEAD_LETTERS_URLS: dispatching,
    },
    {
      dynamo: tables.documents,
      sqs: queues.sqs,
      now: () => NOW,
      log: (msg, fields) => void logged.push({ msg, ...fields }),
    },
  );
  return handler(undefined, { getRemainingTimeInMillis: () => milliseconds });
};
const counts = (over: object = {}) => ({ returned: 0, cancelled: 0, nothing: 0, parked: 0, failed: 0, ...over });

const given = async (over: Partial<Notice> = {}, agenda: Partial<Agenda> = {}) => {
  const notice = aNotice({ noticeId, parts: [noticeId], addresseeId: about, ...over });
  await tables.notices.putOver(notice, undefined);
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  const sent = [{ on: on('2026-11-24'), notice: noticeId }];
  const nextOn = on('2027-06-01');
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed], sent, nextOn, ...agenda }));
};
const stands = async () => (await tables.notices.get(noticeId)) as Notice;

describe('a dead letter of dispatch', () => {
  it.each([
    ['email', { v: 2, decidedOn: 3 }],
    ['sms', { v: 2, decidedOn: 3 }],
    ['letter', { v: 2, decidedOn: 3 }],
    ['email', { v: 1 }],
  ] as const)('by %s %o cancels what still waits, and gives entry and cap back at once', async (channel, ring) => {
    await given({ channel });
    await put(dispatching[channel], { ...ring, noticeId });
    expect((await run()).queues[`dispatch-${channel}`]).toEqual(counts({ cancelled: 1 }));
    expect(await stands()).toMatchObject({ state: 'CANCELLED', reason: 'failed-repeatedly', at: NOW });
    const agenda = (await tables.agendas.get(about)) as Agenda;
    expect(agenda).toMatchObject({ entries: [{ state: 'open' }], sent: [], v: 5, nextOn: '2026-11-01' });
    expect(await left(dispatching[channel])).toBe(0);
  });

  it.each(['SENDING', 'BATCHED', 'SENT', 'DELIVERED', 'UNKNOWN', 'UNKNOWN_FINAL', 'REJECTED', 'EXPIRED'] as const)(
    'about what is %s changes nothing and is gone',
    async (state) => {
      await given({ state });
      const before = [await stands(), await tables.agendas.get(about)];
      await put(dispatching.email, { v: 2, noticeId, decidedOn: 3 });
      expect((await run()).queues['dispatch-email']).toEqual(counts({ nothing: 1 }));
      expect([await stands(), await tables.agendas.get(about)]).toEqual(before);
      expect(await left(dispatching.email)).toBe(0);
    },
  );

  it('about what was decided anew since changes nothing and is gone', async () => {
    const entries = [anEntry({ about, state: 'claimed', notice: noticeId, version: 4 })];
    await given({ decidedOn: 4 }, { v: 5, entries });
    await put(dispatching.email, { v: 2, noticeId, decidedOn: 3 });
    expect((await run()).queues['dispatch-email']).toEqual(counts({ nothing: 1 }));
    expect((await stands()).state).toBe('QUEUED');
    await put(dispatching.email, { v: 2, noticeId, decidedOn: 4 });
    expect((await run()).queues['dispatch-email']).toEqual(counts({ cancelled: 1 }));
  });

  it('about what no entry names, and one may name yet, changes nothing and is gone', async () => {
    await given({}, { v: 3, entries: [] });
    await put(dispatching.email, { v: 2, noticeId, decidedOn: 3 });
    expect((await run()).queues['dispatch-email']).toEqual(counts({ nothing: 1 }));
    expect((await stands()).state).toBe('QUEUED');
  });

  it('gives nothing back of what began to be sent at that very moment', async () => {
    await given();
    const cancel = cancelNotice({
      agendas: tables.agendas,
      notices: {
        get: tables.notices.get,
        move: async (move) => {
          const sending = { attempt: 1, lease: NOW, at: NOW };
          await tables.notices.move({ by: 'dispatch', to: 'SENDING', notice: move.notice, set: sending });
          return tables.notices.move(move);
        },
      },
      giveBack: () => Promise.reject(new Error('given back')),
      now: () => NOW,
      log: () => {},
    });
    expect(await cancel({ v: 2, noticeId, decidedOn: 3 })).toBe('nothing');
    expect((await stands()).state).toBe('SENDING');
  });

  it('about what is sent does not even try', async () => {
    await given({ state: 'SENT' });
    const refuse = () => Promise.reject(new Error('called'));
    const notices = { get: tables.notices.get, move: refuse };
    const deps = { notices, agendas: { get: refuse }, giveBack: refuse, now: () => NOW, log: () => {} };
    expect(await cancelNotice(deps)({ v: 2, noticeId, decidedOn: 3 })).toBe('nothing');
  });

  it('about a notice that is there no more is gone', async () => {
    await put(dispatching.email, { v: 2, noticeId, decidedOn: 3 });
    expect((await run()).queues['dispatch-email']).toEqual(counts({ nothing: 1 }));
  });

  it('cancels once, however many there are', async () => {
    await given();
    for (let n = 0; n < 25; n += 1) await put(dispatching.email, { v: 2, noticeId, decidedOn: 3 });
    expect((await run()).queues['dispatch-email']).toEqual(counts({ cancelled: 1, nothing: 24 }));
    expect([(await tables.agendas.get(about))?.v, await left(dispatching.email)]).toEqual([5, 0]);
  });
});

const example = (name: string) => readFileSync(new URL(`../../events/examples/${name}.json`, import.meta.url), 'utf8');

describe('a dead letter of any other queue', () => {
  it.each([
    ['deliveries', 'delivery'],
    ['chunks', 'chunk.v1'],
    ['evaluations', 'evaluate.v1'],
    ['events', 'provider-event'],
    ['events', 'provider-event.text'],
  ] as const)('of %s goes back as it was', async (name, file) => {
    await put(returning[name].from, example(file));
    expect((await run()).queues[name]).toEqual(counts({ returned: 1 }));
    expect([await bodies(returning[name].to), await left(returning[name].from)]).toEqual([[example(file)], 0]);
  });

  it.each([
    ['2026-11-26', 'returned', 1],
    ['2026-11-25', 'nothing', 0],
    ['2026-11-27', 'nothing', 0],
  ])('a pack of %s is %s', async (date, outcome, times) => {
    const pack = JSON.stringify({ v: 1, date, candidates: [{ addresseeId: 'r', entries: ['r#s#o#notice'] }] });
    await put(returning.candidates.from, pack);
    expect((await run()).queues.candidates).toEqual(counts({ [outcome]: 1 }));
    expect(await bodies(returning.candidates.to)).toEqual(times === 1 ? [pack] : []);
    expect(await left(returning.candidates.from)).toBe(0);
  });
});

describe('what cannot be settled', () => {
  it.each([
    ['of a version that is not known here', { v: 99, noticeId: 'n', date: '2026-11-26', kind: 'backfill' }],
    ['not a message at all', '{ "v": 1,'],
  ])('stays, on every queue, and is counted: %s', async (_, message) => {
    const all = [...Object.values(returning).map(({ from }) => from), ...Object.values(dispatching)];
    for (const url of all) await put(url, message);
    const answer = await run();
    expect(answer.isDone).toBe(true);
    expect(Object.values(answer.queues)).toEqual(all.map(() => counts({ parked: 1 })));
    for (const url of all) expect(await left(url)).toBe(1);
    for (const { to } of Object.values(returning)) expect(await left(to)).toBe(0);
  });

  it('keeps no other queue when its own cannot be read', async () => {
    returning = { ...returning, chunks: { ...returning.chunks, from: `${returning.chunks.from}-gone` } };
    await put(returning.evaluations.from, example('evaluate.v1'));
    const { isDone, queues: answer } = await run();
    expect([isDone, answer.chunks, answer.evaluations]).toEqual([false, counts(), counts({ returned: 1 })]);
  });

  it('stays when it cannot be sent back, and keeps no other', async () => {
    returning = { ...returning, chunks: { ...returning.chunks, to: `${returning.chunks.to}-gone` } };
    await put(returning.chunks.from, example('chunk.v1'));
    await put(returning.evaluations.from, example('evaluate.v1'));
    const { queues: answer } = await run();
    expect([answer.chunks, answer.evaluations]).toEqual([counts({ failed: 1 }), counts({ returned: 1 })]);
    expect(await left(returning.chunks.from)).toBe(1);
    expect(logged.map(({ msg }) => msg)).toContain('dead-letter-failed');
  });

  it('is for the next time when there is no time', async () => {
    await put(returning.chunks.from, example('chunk.v1'));
    expect(await run(14_000)).toMatchObject({ isDone: false });
    expect([await left(returning.chunks.from), await left(returning.chunks.to)]).toEqual([1, 0]);
  });

  it('is gone through again when it was cut off before it was removed', async () => {
    const order: string[] = [];
    const queue = {
      name: 'chunks',
      take: async () => (order.at(-1) === 'removed' ? [] : [{ messageId: 'a', body: 'x', receipt: 'r' }]),
      remove: async (letters: readonly object[]) => {
        if (letters.length === 0) return;
        order.push(order.includes('cut off') ? 'removed' : 'cut off');
        if (order.at(-1) === 'cut off') throw new Error('cut off');
      },
      settle: async () => {
        order.push('sent');
        return 'returned' as const;
      },
    };
    const goThrough = redrive({ queues: [queue], switches: tables.switches, log: () => {} });
    expect(await goThrough(() => true)).toMatchObject({ isDone: false });
    expect(await goThrough(() => true)).toMatchObject({ isDone: true, queues: { chunks: { returned: 1 } } });
    expect(order).toEqual(['sent', 'cut off', 'sent', 'removed']);
  });
});

it('touches nothing while tables of another epoch lie there: what they call QUEUED may have been sent', async () => {
  await tables.switches.adoptEpoch();
  await given();
  await put(dispatching.email, { v: 2, noticeId, decidedOn: 3 });
  expect(await run(60_000, '2')).toEqual({ isDone: false, queues: {} });
  expect(await left(dispatching.email)).toBe(1);
  expect(await run()).toMatchObject({ queues: { 'dispatch-email': { cancelled: 1 } } });
});

it('says how many of each queue, and of nobody', async () => {
  await given();
  await put(dispatching.email, { v: 2, noticeId, decidedOn: 3 });
  const answer = await run();
  expect(logged.filter(({ msg }) => msg === 'redriven')).toHaveLength(RETURNING.length + CHANNELS.length);
  expect(logged).toContainEqual({ msg: 'redriven', queue: 'dispatch-email', ...counts({ cancelled: 1 }) });
  expect(JSON.stringify(answer)).not.toContain(about);
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));
