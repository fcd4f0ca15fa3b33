import { randomUUID } from 'node:crypto';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wireEmail } from '#functions/dispatch/wire-email.ts';
import { wire as wireSweep } from '#functions/sweep/wire.ts';
import { settings } from '#infra/settings.ts';
import { composeEmail } from '#shared/channels/compose-email.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { plans } from '#shared/store/plans.ts';
import { aNotice, anAgenda, anEntry, aRecord, at, declaredAt, on } from '#test/builders.ts';
import { type EmbeddedBucket, embeddedBucket } from '#test/embedded-bucket.ts';
import { type EmbeddedQueues, embeddedQueues } from '#test/embedded-queue.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { TAG_KEY } from '#test/tags.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

/** Dispatch and sweep as they are wired, on embedded tables and queues. */
let tables: EmbeddedTables;
let queues: EmbeddedQueues;
let bucket: EmbeddedBucket;
let queue: string;
let now: Instant;
let logged: string[];
beforeAll(async () => {
  [tables, queues, bucket] = await Promise.all([embeddedTables(), embeddedQueues(), embeddedBucket()]);
});
afterAll(() => Promise.all([tables.stop(), queues.stop(), bucket.stop()]));
beforeEach(async () => {
  [now, logged] = [at('2026-11-24T09:05:00.000Z'), []];
  queue = await queues.create(`dispatch-email-${randomUUID()}`);
});

const SERVICES = { 'travel-document-expiry': { rule: 'rule', whole: 'whole' } };
const TABLES = { AGENDA_TABLE: 'Agenda', NOTICES_TABLE: 'Notices', RESIDENTS_TABLE: 'Residents' };
const log = (msg: string) => void logged.push(msg);
const secrets = { send: async () => ({ SecretString: TAG_KEY.toString('hex') }) } as unknown as SecretsManagerClient;
const outside = () => ({
  dynamo: tables.documents,
  s3: bucket.s3,
  sqs: queues.sqs,
  secrets,
  now: () => now,
  wait: async () => {},
  log,
});

const given = async (about: string, over: Partial<Notice> = {}): Promise<string> => {
  const noticeId = noticeIdOf(anEntry({ about }));
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  const agenda: Partial<Agenda> = { reach: declaredAt({ email: 'anna@example.org' }) };
  await tables.notices.putOver(aNotice({ noticeId, parts: [noticeId], addresseeId: about, ...over }), undefined);
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed], ...agenda }));
  const resident = { residentId: about, listId: 'l', hash: 'h', asOf: on('2026-11-24') };
  await tables.residents.create({ ...resident, record: aRecord(), agendas: [] });
  return noticeId;
};
const stands = async (noticeId: string) => (await tables.notices.get(noticeId)) as Notice;

/** SES that refuses every mail with this code, and counts them. */
const refusing = (name: string) => {
  const calls = { count: 0 };
  const ses = new SESClient({ region: 'eu-central-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  ses.middlewareStack.add(
    () => () => {
      calls.count += 1;
      throw Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 } });
    },
    { step: 'initialize' },
  );
  return { ses, calls };
};
const dispatch = async (ses: SESClient, ...noticeIds: string[]) => {
  const handler = wireEmail(
    {
      ...TABLES,
      RECORDS_BUCKET: 'bucket',
      MUNICIPALITY: '9901',
      SERVICES,
      SENDER: settings.local.sender,
      CONFIGURATION_SET: 'set',
      ALLOWED_RECIPIENTS: ['*'],
      EPOCH: '1',
      DISPATCH_QUEUE_URL: queue,
      SPACING_MS: 0,
      TAG_SECRET: 'tag',
    },
    { ...outside(), ses },
    composeEmail,
  );
  const Records = noticeIds.map((noticeId, n) => ({
    messageId: `${n}`,
    body: JSON.stringify({ v: 2, noticeId, decidedOn: 3 }),
  }));
  return handler({ Records } as unknown as SQSEvent, {} as never);
};

describe('a provider that says not now', () => {
  it('leaves a delayed ring on the queue, and the message done', async () => {
    const { ses, calls } = refusing('Throttling');
    const noticeId = await given('throttled');
    expect(await dispatch(ses, noticeId)).toEqual({ batchItemFailures: [] });
    expect(await queues.depth(queue)).toEqual({ waiting: 0, inHand: 0, delayed: 1 });
    expect(await stands(noticeId)).toMatchObject({ state: 'QUEUED', attempt: 1, rungAt: now });
    expect(calls.count).toBe(1);
  });

  it('is asked again by the queue no more than eight times', async () => {
    const { ses, calls } = refusing('Throttling');
    const noticeId = await given('always-throttled');
    let rung = 0;
    do {
      await dispatch(ses, noticeId);
      rung += 1;
    } while ((await queues.depth(queue)).delayed === rung);
    expect([calls.count, (await stands(noticeId)).state]).toEqual([8, 'QUEUED']);
  });

  it('is done with the message when the queue cannot be reached', async () => {
    const { ses, calls } = refusing('Throttling');
    const noticeId = await given('unrung');
    queue = `${queue}-that-is-not-there`;
    expect(await dispatch(ses, noticeId)).toEqual({ batchItemFailures: [] });
    expect([calls.count, (await stands(noticeId)).state]).toEqual([1, 'QUEUED']);
    expect(logged).toContain('not-rung');
  });
});

describe('a provider that paused the account', () => {
  it('is asked once; everything stays QUEUED without a ring or an error, and says so once', async () => {
    const { ses, calls } = refusing('AccountSendingPausedException');
    const ids = await Promise.all(['a', 'b', 'c'].map((who) => given(`paused-${who}`)));
    for (const id of ids) expect(await dispatch(ses, id)).toEqual({ batchItemFailures: [] });
    expect(await Promise.all(ids.map(async (id) => (await stands(id)).state))).toEqual(Array(3).fill('QUEUED'));
    expect(calls.count).toBe(1);
    expect(await queues.depth(queue)).toEqual({ waiting: 0, inHand: 0, delayed: 0 });
    expect(logged.filter((line) => line === 'channel-held')).toHaveLength(1);
    await tables.switches.release('channel:email', now);
  });
});

describe('the sweep', () => {
  const sweep = async (time: string) => {
    const event = { v: 1, at: time };
    now = at(time);
    const handler = wireSweep(
      {
        ...TABLES,
        EPOCH: '1',
        SERVICES,
        RECORDS_BUCKET: 'bucket',
        LETTERS_BUCKET: 'bucket',
        CANDIDATES_QUEUE_URL: await queues.create('candidates'),
        EVALUATE_QUEUE_URL: await queues.create('evaluations'),
        DISPATCH_QUEUE_URLS: { email: queue, sms: queue, letter: queue },
      },
      outside(),
    );
    return handler(event);
  };
  const startRun = async (date: string, ids: readonly string[]) => {
    const day = on(date);
    const candidates = ids.map((id) => ({ addresseeId: id.split('#')[0] as string, entries: [id] }));
    const plan = { date: day, candidates, deferred: [], leftOut: [], found: {}, backlog: {}, closing: {}, limits: {} };
    const key = await plans(bucket).put(plan);
    const run = { date: day, plan: key, at: at(`${date}T09:05:00.000Z`), messages: 1, cursor: 1 };
    await tables.runs.start(run, 2_000_000_000);
  };

  it('rings for all that waits, not only for the first: its own rings fill the queue', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map((who) => given(`waiting-${who}`)));
    await startRun('2026-11-24', ids);
    expect(await sweep('2026-11-24T09:30:00.000Z')).toMatchObject({ swept: ['2026-11-24'] });
    const rings = ids.map((noticeId) => ({ v: 2, noticeId, decidedOn: 3 }));
    expect(await queues.take(queue)).toEqual(expect.arrayContaining(rings));
    expect(await sweep('2026-11-24T09:45:00.000Z')).toEqual({ swept: [], closed: [] });
  });

  it('rings for nothing that is held, and for all of it at the first sweep after the release', async () => {
    const ids = await Promise.all(['a', 'b'].map((who) => given(`held-${who}`)));
    await startRun('2026-11-25', ids);
    await tables.switches.halt('channel:email', 'drill', at('2026-11-25T09:06:00.000Z'));
    await sweep('2026-11-25T09:30:00.000Z');
    expect(await queues.depth(queue)).toMatchObject({ waiting: 0 });
    await tables.switches.release('channel:email', at('2026-11-25T09:31:00.000Z'));
    const { swept } = await sweep('2026-11-25T09:45:00.000Z');
    expect(swept).toContain('2026-11-25');
    expect((await queues.take(queue)).map((message) => (message as { noticeId: string }).noticeId)).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it('rings at nine for what waited for the hours, and looks at no run then in which nothing does', async () => {
    const waiting = await given('after-hours', { expires: on('2026-12-24') });
    await startRun('2026-12-01', [waiting]);
    const settled = await given('settled', { state: 'UNKNOWN', at: at('2026-12-02T08:00:00.000Z') });
    await startRun('2026-12-02', [settled]);
    for (const time of ['13:30', '16:45']) await sweep(`2026-12-02T${time}:00.000Z`);
    await queues.take(queue);
    expect((await sweep('2026-12-03T07:45:00.000Z')).swept).toEqual([]);
    expect((await sweep('2026-12-03T08:00:00.000Z')).swept).toEqual(expect.arrayContaining(['2026-12-01']));
    expect(await queues.take(queue)).toContainEqual(expect.objectContaining({ noticeId: waiting }));
    expect((await tables.runs.get(on('2026-12-02')))?.sweptAt).toBe('2026-12-02T16:45:00.000Z');
  });
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));
