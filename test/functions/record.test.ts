import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '#events/provider-event.ts';
import { recordEvent } from '#functions/record/record-event.ts';
import { tagOf, tryOfTag } from '#shared/channels/tag.ts';
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

const given = async (state: NoticeState) => {
  await tables.notices.putOver(
    aNotice({ noticeId, addresseeId: about, parts: [noticeId], state, attempt: 1 }),
    undefined,
  );
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed] }));
};
const tell = (eventType: ProviderEvent['eventType'], over: { tag?: string; bounceType?: string } = {}) =>
  recordEvent({
    notices: tables.notices,
    change: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
    keepOrphan: async (messageId) => void orphans.push(messageId),
    read: tryOfTag,
    now: () => at('2026-11-24T10:00:00.000Z'),
    log: () => {},
  })({
    eventType,
    mail: { messageId: 'm-1', tags: { notice: [over.tag ?? tagOf(noticeId, 1)] } },
    ...(eventType === 'Bounce' && { bounce: { bounceType: over.bounceType ?? 'Permanent' } }),
  });
const stands = async () => ((await tables.notices.get(noticeId)) as Notice).state;
const agenda = () => tables.agendas.get(about);

const PERMUTATIONS = [
  ['Send', 'Delivery', 'Complaint'],
  ['Complaint', 'Delivery', 'Send'],
  ['Delivery', 'Complaint', 'Send', 'Delivery', 'Complaint'],
  ['Send', 'Complaint', 'Send', 'Delivery'],
] as const satisfies ProviderEvent['eventType'][][];

describe('what a provider reports', () => {
  it.each(['SENDING', 'UNKNOWN', 'UNKNOWN_FINAL'] as const)('settles a notice that is %s', async (state) => {
    await given(state);
    await tell('Delivery');
    expect(await stands()).toBe('DELIVERED');
  });

  it.each(PERMUTATIONS)(
    'ends the same in whatever order it comes: %s %s %s',
    async (...events: readonly ProviderEvent['eventType'][]) => {
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
