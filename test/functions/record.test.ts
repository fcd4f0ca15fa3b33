import { readFileSync } from 'node:fs';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PrintEvent, printEvent } from '#events/print-event.ts';
import { type EmailEvent, providerEvent, type TextEvent } from '#events/provider-event.ts';
import { type Deps, recordEvent } from '#functions/record/record-event.ts';
import { tagOf } from '#shared/channels/tag.ts';
import { type Agenda, type Channel, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { decide } from '#shared/domain/decide.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import type { WorkKind } from '#shared/domain/work-kinds.ts';
import { serviceOf } from '#shared/services/index.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import type { Orphan } from '#shared/store/orphans.ts';
import { workAbout } from '#test/all-work.ts';
import { aNotice, anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { ANOTHER_KEY, aTag, readTag } from '#test/tags.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

let tables: EmbeddedTables;
let about: string;
let noticeId: string;
let orphans: Orphan[];
let counted: string[];
let count = 0;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  count += 1;
  about = `resident-${count}`;
  noticeId = noticeIdOf(anEntry({ about }));
  [orphans, counted] = [[], []];
});

const given = async (
  state: NoticeState,
  channel: Channel = 'email',
  over: Partial<Notice> = {},
  entry: Partial<Entry> = {},
) => {
  noticeId = noticeIdOf(anEntry({ about, ...entry }));
  await tables.notices.putOver(
    aNotice({ noticeId, addresseeId: about, parts: [noticeId], state, attempt: 1, channel, ...over }),
    undefined,
  );
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3, ...entry });
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed] }));
};
const depsOf = (): Deps => ({
  notices: tables.notices,
  batches: tables.batches,
  change: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
  addWork: tables.worklist.add,
  keepOrphan: async (orphan) => void orphans.push(orphan),
  read: readTag,
  outcomes: {
    harm: async (channel, harm, key) => void counted.push(`${channel} ${harm} ${key.length}`),
    add: (channel) => void counted.push(channel),
  },
  now: () => at('2026-11-24T10:00:00.000Z'),
  log: () => {},
});
const record = () => recordEvent(depsOf());
const bounce = (): EmailEvent => ({
  eventType: 'Bounce',
  mail: { messageId: 'm-1', tags: { notice: [aTag(noticeId)] } },
  bounce: { bounceType: 'Permanent' },
});
const tell = (eventType: EmailEvent['eventType'], over: { tag?: string; bounceType?: string } = {}) =>
  record()({
    eventType,
    mail: { messageId: 'm-1', tags: { notice: [over.tag ?? aTag(noticeId)] } },
    ...(eventType === 'Bounce' && { bounce: { bounceType: over.bounceType ?? 'Permanent' } }),
  });
const tellText = (eventType: TextEvent['eventType'], isFinal = true) =>
  record()({ eventType, isFinal, messageId: 'm-1', context: { notice: aTag(noticeId) } });
const stands = async () => ((await tables.notices.get(noticeId)) as Notice).state;
const agenda = () => tables.agendas.get(about);

const PERMUTATIONS = [
  ['Send', 'Delivery', 'Complaint'],
  ['Complaint', 'Delivery', 'Send'],
  ['Delivery', 'Complaint', 'Send', 'Delivery', 'Complaint'],
  ['Send', 'Complaint', 'Send', 'Delivery'],
] as const satisfies EmailEvent['eventType'][][];

describe('what a provider reports', () => {
  it.each(['SENDING', 'UNKNOWN', 'UNKNOWN_FINAL'] as const)('settles a notice that is %s', async (state) => {
    await given(state);
    await tell('Delivery');
    expect(await stands()).toBe('DELIVERED');
  });

  it.each(PERMUTATIONS)(
    'ends the same in whatever order it comes: %s %s %s',
    async (...events: readonly EmailEvent['eventType'][]) => {
      await given('SENT');
      for (const event of events) await tell(event);
      expect(await stands()).toBe('COMPLAINED');
      expect((await agenda())?.entries.filter(({ stage }) => stage === 'recovery')).toHaveLength(1);
    },
  );

  it('closes the channel and opens recovery once when the address does not exist', async () => {
    await given('SENT');
    await tell('Bounce');
    await tell('Bounce');
    expect(await stands()).toBe('BOUNCED');
    expect(await agenda()).toMatchObject({ suppressed: { email: 'BOUNCED' }, v: 5 });
  });

  it.each([
    ['Bounce', { bounceType: 'Transient' }],
    ['DeliveryDelay', {}],
  ] as const)('changes nothing on a %s %o that may pass', async (event, over) => {
    await given('SENT');
    await tell(event, over);
    expect([await stands(), (await agenda())?.v]).toEqual(['SENT', 4]);
  });

  it('never says that something arrived which was cancelled', async () => {
    await given('CANCELLED');
    await tell('Delivery');
    expect(await stands()).toBe('CANCELLED');
  });

  it.each<[string, () => string]>([
    ['of a notice that is not there', () => aTag('x#travel-document-expiry#PN-x#notice')],
    ['with a tag that is not ours', () => 'nonsense'],
    ['with a tag that somebody else made', () => tagOf(ANOTHER_KEY, { noticeId, decidedOn: 3, attempt: 1 })],
    ['without a tag', () => ''],
    ['of another try', () => aTag(noticeId, { attempt: 2 })],
    ['of a try of another decision', () => aTag(noticeId, { decidedOn: 2 })],
  ])('keeps an event %s for a person, with all that came', async (_, tagOf) => {
    await given('SENT');
    for (const eventType of ['Bounce', 'DeliveryDelay'] as const) await tell(eventType, { tag: tagOf() });
    const said = { provider: 'email', messageId: 'm-1', tag: tagOf(), at: '2026-11-24T10:00:00.000Z' };
    expect(orphans).toEqual([
      { ...said, type: 'Bounce' },
      { ...said, type: 'DeliveryDelay' },
    ]);
    expect([await stands(), await agenda()]).toMatchObject(['SENT', { suppressed: {}, v: 4 }]);
  });

  it('does not read a table for a tag that is not ours', async () => {
    const refuse = () => Promise.reject(new Error('read'));
    const deps = { ...depsOf(), notices: { get: refuse, move: refuse } };
    await recordEvent(deps)({ eventType: 'Delivery', mail: { messageId: 'm-1', tags: { notice: ['nonsense'] } } });
    expect(orphans).toHaveLength(1);
  });

  it('says that a resident complained, also when the bounce is heard of later', async () => {
    await given('SENT');
    await tell('Complaint');
    await tell('Bounce');
    expect((await agenda())?.suppressed).toEqual({ email: 'COMPLAINED' });
  });

  it('settles the same when what contradicts itself comes in another order', async () => {
    for (const events of [
      ['Reject', 'Delivery'],
      ['Delivery', 'Reject'],
    ] as const) {
      about = `${about}-`;
      await given('SENDING');
      for (const event of events) await tell(event);
      expect(await stands()).toBe('DELIVERED');
    }
  });

  it('counts what moved a notice, and a harm before it is written', async () => {
    await given('SENT');
    await tell('Send');
    await tell('Delivery');
    await tell('Delivery');
    await tell('Complaint');
    await tell('Complaint');
    expect(counted).toEqual(['email', 'email complaint 10']);
    const cut = { ...depsOf(), notices: { ...tables.notices, move: () => Promise.reject(new Error('cut off')) } };
    about = `${about}-`;
    await given('SENT');
    await expect(recordEvent(cut)(bounce())).rejects.toThrow('cut off');
    expect(counted.slice(2)).toEqual(['email bounce 10']);
  });
});

describe('what is reported of a text', () => {
  const ended = async () => {
    const { suppressed, entries } = (await agenda()) ?? { suppressed: undefined, entries: [] };
    return [await stands(), suppressed, entries.filter(({ stage }) => stage === 'recovery').length];
  };

  it.each<[TextEvent['eventType'], NoticeState, object, number]>([
    ['TEXT_QUEUED', 'SENT', {}, 0],
    ['TEXT_PENDING', 'SENT', {}, 0],
    ['TEXT_SENT', 'SENT', {}, 0],
    ['TEXT_SUCCESSFUL', 'SENT', {}, 0],
    ['TEXT_DELIVERED', 'DELIVERED', {}, 0],
    ['TEXT_INVALID', 'BOUNCED', { sms: 'BOUNCED' }, 1],
    ['TEXT_BLOCKED', 'BOUNCED', { sms: 'BOUNCED' }, 1],
    ['TEXT_CARRIER_BLOCKED', 'BOUNCED', { sms: 'BOUNCED' }, 1],
    ['TEXT_UNREACHABLE', 'BOUNCED', {}, 1],
    ['TEXT_CARRIER_UNREACHABLE', 'BOUNCED', {}, 1],
    ['TEXT_TTL_EXPIRED', 'BOUNCED', {}, 1],
    ['TEXT_SPAM', 'BOUNCED', {}, 1],
    ['TEXT_INVALID_MESSAGE', 'BOUNCED', {}, 1],
    ['TEXT_PROTECT_BLOCKED', 'BOUNCED', {}, 1],
    ['TEXT_UNKNOWN', 'UNKNOWN', {}, 0],
  ])('%s: %s, closed %o, recoveries %i', async (event, state, suppressed, recoveries) => {
    await given('UNKNOWN', 'sms');
    await tellText(event);
    await tellText(event);
    expect(await ended()).toEqual([state, suppressed, recoveries]);
  });

  it('counts as a failure only when it is final', async () => {
    await given('SENT', 'sms');
    await tellText('TEXT_CARRIER_UNREACHABLE', false);
    expect(await ended()).toEqual(['SENT', {}, 0]);
    await tellText('TEXT_DELIVERED');
    expect(await ended()).toEqual(['DELIVERED', {}, 0]);
  });

  it('makes up for every part of a message that did not arrive', async () => {
    const other = noticeIdOf(anEntry({ about, occasion: 'NI-two' }));
    await given('SENT', 'sms');
    const seen = (await tables.notices.get(noticeId)) as Notice;
    await tables.notices.putOver({ ...seen, parts: [noticeId, other], trail: [] }, seen);
    await tellText('TEXT_INVALID');
    const recoveries = (await agenda())?.entries.filter(({ stage }) => stage === 'recovery');
    expect(recoveries?.map(({ occasion }) => occasion)).toEqual(['PN-one', 'NI-two']);
  });

  it('is read from what AWS sends, without the number', () => {
    const example = new URL('../../events/examples/provider-event.text.json', import.meta.url);
    const event = providerEvent.parse(JSON.parse(readFileSync(example, 'utf8')));
    expect(event).toEqual({
      eventType: 'TEXT_DELIVERED',
      isFinal: true,
      messageId: '9539975a-e71f-45f3-b496-example',
      context: { notice: expect.any(String) },
    });
  });
});

describe('what the print house reports of a letter', () => {
  const LETTER = '7QK2M9XB4T';
  let batch: string;
  let day = 0;
  const batched = async (
    state: NoticeState,
    { is = 'CLOSED', ...over }: Partial<Notice> & { is?: 'OPEN' | 'CLOSING' | 'CLOSED' } = {},
    entry: Partial<Entry> = {},
  ) => {
    day += 1;
    batch = `2026-10-${String(day).padStart(2, '0')}`;
    await given(state, 'letter', { batch, letterId: LETTER, ...over }, entry);
    const member = { noticeId, letterId: LETTER, key: 'k', sha: 's', pages: 1, envelope: 'window' as const };
    await tables.batches.join(batch, member, 1);
    await tables.batches.open(batch, 1);
    if (is !== 'OPEN') await tables.batches.startClosing(batch);
    if (is === 'CLOSED') await tables.batches.choose(batch, 'sha');
  };
  const report = (event: PrintEvent['event'], over: Partial<PrintEvent> = {}) =>
    record()(
      printEvent.parse({
        v: 1,
        kind: 'letter',
        batch,
        letter: LETTER,
        event,
        date: '2026-11-20',
        reason: 'moved',
        ...over,
      }),
    );
  const recoveries = async () => (await agenda())?.entries.filter(({ stage }) => stage === 'recovery') ?? [];
  const work = (kind: WorkKind) => workAbout(tables.worklist, kind, noticeId);

  it.each<[PrintEvent['event'], NoticeState, NoticeState, object, number]>([
    ['accepted', 'SENT', 'SENT', {}, 0],
    ['despatched', 'SENT', 'SENT', {}, 0],
    ['returned', 'SENT', 'RETURNED', { letter: 'RETURNED' }, 1],
    ['refused', 'SENT', 'REJECTED', {}, 1],
    ['accepted', 'BATCHED', 'SENT', {}, 0],
    ['despatched', 'BATCHED', 'SENT', {}, 0],
    ['returned', 'BATCHED', 'RETURNED', { letter: 'RETURNED' }, 1],
    ['refused', 'BATCHED', 'REJECTED', {}, 1],
    ['accepted', 'RETURNED', 'RETURNED', {}, 0],
    ['despatched', 'REJECTED', 'REJECTED', {}, 0],
    ['refused', 'RETURNED', 'RETURNED', {}, 1],
    ['returned', 'REJECTED', 'RETURNED', { letter: 'RETURNED' }, 1],
  ])('%s: %s becomes %s, closed %o, recoveries %i', async (event, before, after, suppressed, count) => {
    await batched(before);
    await report(event);
    await report(event);
    expect([await stands(), (await agenda())?.suppressed, (await recoveries()).length]).toEqual([
      after,
      suppressed,
      count,
    ]);
    expect([orphans, counted]).toEqual([[], []]);
  });

  it('has a person look at the address of a letter that came back, once, and of no other', async () => {
    await batched('SENT');
    await report('accepted');
    await report('refused');
    expect(await work('letter-returned')).toBeUndefined();
    about = `${about}-`;
    await batched('SENT');
    for (let time = 0; time < 3; time += 1) await report('returned');
    expect(await work('letter-returned')).toMatchObject({
      ...{ state: 'open', addresseeId: about, reason: 'moved', time: '3-1', due: '2026-12-01' },
    });
  });

  it('keeps why it came back', async () => {
    await batched('SENT');
    await report('returned');
    expect(await tables.notices.get(noticeId)).toMatchObject({ reason: 'moved', providerId: LETTER });
  });

  it.each<[string, () => Promise<void>, Partial<PrintEvent>?]>([
    ['of a batch that is open', () => batched('BATCHED', { is: 'OPEN' })],
    ['of a batch whose manifest is not chosen', () => batched('BATCHED', { is: 'CLOSING' })],
    ['of a letter that was left out', () => batched('QUEUED')],
    ['of a letter that was taken back', () => batched('CANCELLED')],
    ['of a letter that was written anew', () => batched('SENT', { letterId: '0000000000' })],
    ['of a letter that went with a later batch', () => batched('SENT', { batch: '2026-11-01' })],
    ['of a letter that we do not know', () => batched('SENT'), { letter: '0000000000' }],
    ['of another batch', () => batched('SENT'), { batch: on('2026-09-01') }],
  ])('keeps what it says %s for a person', async (_, before, over = {}) => {
    await before();
    const stood = await tables.notices.get(noticeId);
    await report('returned', over);
    const tag = `${over.batch ?? batch}/${over.letter ?? LETTER}`;
    expect(orphans).toMatchObject([{ provider: 'letter', type: 'returned', messageId: over.letter ?? LETTER, tag }]);
    expect([await tables.notices.get(noticeId), await agenda()]).toMatchObject([
      stood as Notice,
      { suppressed: {}, v: 4 },
    ]);
  });

  it('hands a resident whose letter came back to a person: nothing can be written to them any more', async () => {
    await batched('SENT');
    await report('returned');
    const stood = (await agenda()) as Agenda;
    const planned = new Set((await recoveries()).map(noticeIdOf));
    expect(decide(stood, planned, on('2026-11-25'), serviceOf)).toMatchObject([
      { kind: 'handOver', reason: 'no-channel' },
    ]);
  });

  it('writes again to a resident whose letter was refused', async () => {
    await batched('SENT');
    await report('refused');
    const stood = (await agenda()) as Agenda;
    const planned = new Set((await recoveries()).map(noticeIdOf));
    expect(decide(stood, planned, on('2026-11-25'), serviceOf)).toMatchObject([
      { kind: 'dispatch', channel: 'letter' },
    ]);
  });

  it.each(['returned', 'refused'] as const)(
    'gives a person what made up for another message and is %s',
    async (event) => {
      await batched('SENT', {}, { stage: 'recovery' });
      await report(event);
      await report(event);
      expect(await recoveries()).toHaveLength(1);
      expect(await work('handed-over')).toMatchObject({
        ...{ reason: 'recovery-failed', time: '3-1', addresseeId: about, due: '2026-12-01' },
      });
    },
  );
});

describe('an event that belongs to nobody', () => {
  const orphan = {
    provider: 'email',
    type: 'Bounce',
    messageId: 'm-9',
    tag: 'nonsense',
    at: at('2026-11-24T10:00:00.000Z'),
  } as const;
  const kept = async () =>
    (
      await tables.documents.send(
        new QueryCommand({
          TableName: 'Notices',
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': 'orphan#m-9' },
        }),
      )
    ).Items;

  it('is kept once, as it came first, for at least 400 days', async () => {
    await tables.orphans.keep(orphan);
    await tables.orphans.keep({ ...orphan, at: at('2026-11-25T10:00:00.000Z') });
    expect(await kept()).toMatchObject([{ ...orphan, ttl: Date.parse('2027-12-29') / 1000 }]);
  });

  it('hides no other one of the same message', async () => {
    await tables.orphans.keep({ ...orphan, tag: 'another' });
    await tables.orphans.keep({ ...orphan, type: 'Delivery' });
    expect(await kept()).toHaveLength(3);
  });
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));
