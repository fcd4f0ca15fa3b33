import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmailEvent, providerEvent, type TextEvent } from '#events/provider-event.ts';
import { recordEvent } from '#functions/record/record-event.ts';
import { tagOf, tryOfTag } from '#shared/channels/tag.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { aNotice, anAgenda, anEntry, at } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

let tables: EmbeddedTables;
let about: string;
let noticeId: string;
let orphans: string[];
let count = 0;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  count += 1;
  about = `resident-${count}`;
  noticeId = noticeIdOf(anEntry({ about }));
  orphans = [];
});

const given = async (state: NoticeState, channel: Channel = 'email') => {
  await tables.notices.putOver(
    aNotice({ noticeId, addresseeId: about, parts: [noticeId], state, attempt: 1, channel }),
    undefined,
  );
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed] }));
};
const record = () =>
  recordEvent({
    notices: tables.notices,
    change: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
    keepOrphan: async (messageId) => void orphans.push(messageId),
    read: tryOfTag,
    now: () => at('2026-11-24T10:00:00.000Z'),
    log: () => {},
  });
const tell = (eventType: EmailEvent['eventType'], over: { tag?: string; bounceType?: string } = {}) =>
  record()({
    eventType,
    mail: { messageId: 'm-1', tags: { notice: [over.tag ?? tagOf(noticeId, 1)] } },
    ...(eventType === 'Bounce' && { bounce: { bounceType: over.bounceType ?? 'Permanent' } }),
  });
const tellText = (eventType: TextEvent['eventType'], isFinal = true) =>
  record()({ eventType, isFinal, messageId: 'm-1', context: { notice: tagOf(noticeId, 1) } });
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

  it.each([
    ['of a notice that is not there', tagOf('x#travel-document-expiry#PN-x#notice', 1)],
    ['with a tag that is not ours', 'nonsense'],
    ['of another try', undefined],
  ])('keeps an event %s for a person', async (_, tag) => {
    await given('SENT');
    await tell('Bounce', { tag: tag ?? tagOf(noticeId, 2) });
    expect(orphans).toEqual(['m-1']);
    expect([await stands(), (await agenda())?.suppressed]).toEqual(['SENT', {}]);
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
    await tables.notices.putOver({ ...seen, parts: [noticeId, other] }, seen);
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
