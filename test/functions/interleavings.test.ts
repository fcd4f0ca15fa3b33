import { describe, expect, it } from 'vitest';
import type { Outside } from '#shared/aws/outside.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { approvals } from '#shared/store/approvals.ts';
import { noticeKey } from '#shared/store/notices.ts';
import { residents } from '#shared/store/residents.ts';
import { anAgenda, anEntry, aRecord, at, declaredAt, on, stoppedAs } from '#test/builders.ts';
import { fakeBuckets } from '#test/fakes/buckets.ts';
import { type Command, outsideOf, type ServiceName } from '#test/fakes/outside.ts';
import { fakeTables } from '#test/fakes/tables.ts';
import { type FunctionName, handlerOf, SECRETS, SERVICE } from '#test/sim/deployment.ts';

/**
 * From decision to wire, with every function as it is wired: something that must win happens before each call in turn that any of
 * them makes. There is no order beside these: between two calls nothing outside is seen or changed.
 */
const ABOUT = 'resident-a';
const ENTRY = anEntry({ about: ABOUT, service: SERVICE });
const WHOLE = 'w1';
const DEPLOYMENT = { services: { [SERVICE]: { rule: 'r1', whole: WHOLE } }, allowance: 100, epoch: 1 };
const CHANNELS = {
  letter: undefined,
  email: declaredAt({ email: 'anna@example.org' }, SERVICE),
  sms: declaredAt({ sms: '+31612345110' }, SERVICE),
};
type Channel = keyof typeof CHANNELS;

type Call = { readonly service: ServiceName; readonly name: string; readonly table?: string; readonly key?: string };
type World = Awaited<ReturnType<typeof worldOf>>;

/** Tables, objects and providers in memory. `before` is told of every call before it is made. */
const worldOf = async (channel: Channel, before: (world: Outside, call: number) => Promise<void>) => {
  const tables = fakeTables({ Residents: ['residentId'], Agenda: ['addresseeId'], Notices: ['pk', 'sk'] });
  let now: Instant = at('2026-11-24T09:05:00.000Z');
  const buckets = fakeBuckets({ now: () => new Date(now) });
  const rung: { readonly queue: string; readonly body: string }[] = [];
  const calls: Call[] = [];
  const answer = (service: ServiceName, command: Command): object => {
    const { input } = command as {
      input: { QueueUrl?: string; Entries?: { MessageBody: string }[]; SecretId?: string };
    };
    if (service === 'dynamodb') return tables.answer(command);
    if (service === 's3') return buckets.answer(command);
    if (service === 'secrets') return { SecretString: SECRETS[input.SecretId as string] };
    if (service !== 'sqs') return { MessageId: 'taken' };
    const queue = (input.QueueUrl as string).split('/').at(-1) as string;
    for (const { MessageBody } of input.Entries ?? []) rung.push({ queue, body: MessageBody });
    return { Failed: [] };
  };
  const wait = async (milliseconds: number): Promise<void> => {
    now = new Date(Date.parse(now) + Math.ceil(milliseconds)).toISOString() as Instant;
  };
  const others = { now: () => now, wait, log: () => {} };
  const unseen = outsideOf(async (service, command) => answer(service, command), others);
  const seen = outsideOf(async (service, command) => {
    const { TableName: table, Key: key } = command.input as { TableName?: string; Key?: string };
    await before(unseen, calls.length);
    const name = command.constructor.name.replace(/Command$/, '');
    calls.push({ service, name, ...(table && { table }), ...(typeof key === 'string' && { key }) });
    return answer(service, command);
  }, others);
  for (const by of ['first', 'second'])
    await approvals(unseen.dynamo, 'Notices').approve(
      { service: SERVICE, hash: WHOLE, by, at: now },
      { hash: WHOLE, author: 'author' },
    );
  const reach = CHANNELS[channel];
  await agendas(unseen.dynamo, 'Agenda').create(
    anAgenda({ addresseeId: ABOUT, entries: [ENTRY], ...(reach && { reach }) }),
  );
  await residents(unseen.dynamo, 'Residents').create({
    ...{
      residentId: ABOUT,
      listId: 'l',
      hash: 'h',
      asOf: on('2026-11-24'),
      bsn: Buffer.from('sealed'),
      record: aRecord(),
      agendas: [ABOUT],
    },
  });
  const run = (name: FunctionName, event: unknown) => handlerOf(name, DEPLOYMENT, seen)(event);
  return {
    calls,
    buckets,
    notice: () => tables.get('Notices', noticeKey(noticeIdOf(ENTRY))) as Notice | undefined,
    /** Decided, dispatched and, where it is a letter, closed. */
    live: async (): Promise<void> => {
      const candidates = [{ addresseeId: ABOUT, entries: [noticeIdOf(ENTRY)] }];
      const pack = { v: 1, date: '2026-11-24', candidates };
      await run('decide', { Records: [{ messageId: 'm', body: JSON.stringify(pack) }] });
      for (const { queue, body } of rung.splice(0))
        await run(queue as Channel, { Records: [{ messageId: 'm', body }] });
      now = at('2026-11-24T16:30:00.000Z');
      if (channel === 'letter') await run('close-batch', { v: 1, at: now });
    },
  };
};

/** What must win, as others write it. */
const EVENTS: Readonly<
  Record<string, { readonly on: 'Agenda' | 'Residents'; readonly act: (on: Outside) => Promise<unknown> }>
> = {
  'a stop': {
    on: 'Agenda',
    act: ({ dynamo }) =>
      changeAgenda(agendas(dynamo, 'Agenda'), ABOUT, (agenda) => ({
        ...agenda,
        stops: stoppedAs(`service:${SERVICE}`),
      })),
  },
  'a withdrawal': {
    on: 'Agenda',
    act: ({ dynamo }) =>
      changeAgenda(agendas(dynamo, 'Agenda'), ABOUT, (agenda) => ({
        ...agenda,
        entries: agenda.entries.map((entry) => ({ ...entry, state: 'closed', reason: 'withdrawn' })),
      })),
  },
  'a block': {
    on: 'Agenda',
    act: ({ dynamo }) =>
      changeAgenda(agendas(dynamo, 'Agenda'), ABOUT, (agenda) => ({ ...agenda, blocked: 'contested' })),
  },
  'a new passport': {
    on: 'Residents',
    act: async ({ dynamo }) => {
      const store = residents(dynamo, 'Residents');
      const known = await store.get(ABOUT);
      if (known) await store.renew({ ...known, record: aRecord({ documents: [] }), hash: 'renewed' }, known);
    },
  },
};

/** The call with which it leaves: to the provider, or the choice of the manifest that is printed. */
const isWire = ({ service, key }: Call): boolean =>
  service === 'ses' || service === 'sms' || (key?.startsWith('manifests/') ?? false);

const isTold = (channel: Channel, { calls, buckets }: World): boolean =>
  channel === 'letter'
    ? JSON.parse(Buffer.from(buckets.read('letters', 'closed/2026-11-24/manifest.json') ?? '{}').toString()).count === 1
    : calls.some(isWire);

describe.each(Object.keys(CHANNELS) as Channel[])('by %s', (channel) => {
  it.each(Object.entries(EVENTS))('%s wins, whenever it comes before it was last looked for', async (_, event) => {
    const undisturbed = await worldOf(channel, async () => {});
    await undisturbed.live();
    expect([isTold(channel, undisturbed), undisturbed.notice()?.state]).toEqual([true, 'SENT']);
    const length = undisturbed.calls.length;
    expect(length).toBeGreaterThan(10);
    let won = 0;
    for (let moment = 0; moment <= length; moment += 1) {
      const world = await worldOf(channel, async (outside, call) => {
        if (call === moment) await event.act(outside);
      });
      await world.live();
      const wire = world.calls.findIndex(isWire);
      const looked = world.calls.findLastIndex(
        ({ table, name }, index) => table === event.on && name === 'Get' && (wire < 0 || index < wire),
      );
      const told = isTold(channel, world);
      if (!told) won += 1;
      // It leaves only when nothing of the kind was there when it was last looked for, right before.
      expect([moment, told]).toEqual([moment, moment > looked]);
      expect(world.notice()?.state === 'SENT').toBe(told);
    }
    expect(won).toBeGreaterThan(length / 3);
  });
});
