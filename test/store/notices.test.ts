import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '#shared/domain/dates.ts';
import type { NoticeRef } from '#shared/domain/notice.ts';
import { notices } from '#shared/store/notices.ts';
import { aNotice, at } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { fakeTables } from '#test/fakes/tables.ts';
import { wrongWith } from '#test/wrong-trails.ts';

const AT = at('2026-11-24T09:05:01.120Z');
const LATER = addSeconds(AT, 60);
const NAME = 'Notices';

let embedded: EmbeddedTables;
beforeAll(async () => {
  embedded = await embeddedTables();
});
afterAll(() => embedded.stop());

const inMemory = fakeTables({ [NAME]: ['pk', 'sk'] });
const send = async (command: Parameters<typeof inMemory.answer>[0]) => inMemory.answer(command);
let count = 0;

describe.each([
  ['DynamoDB', () => embedded.documents],
  ['the tables in memory', () => ({ send }) as unknown as DynamoDBDocumentClient],
])('the trail of a notice, on %s', (_, documents) => {
  const store = () => notices(documents(), NAME);
  const stands = async (noticeId: string) => {
    const found = await store().get(noticeId);
    if (!found) throw new Error('nothing stands there');
    expect(wrongWith(found)).toEqual([]);
    return found;
  };
  const fresh = (over: Parameters<typeof aNotice>[0] = {}) => {
    count += 1;
    const noticeId = over.noticeId ?? `resident-${count}#travel-document-expiry#PN-one#notice`;
    return aNotice({ noticeId, parts: [noticeId], at: AT, ...over });
  };

  it('begins with what was decided, and gains a step with each change', async () => {
    const notice = fresh();
    await store().put(notice);
    await store().move({ by: 'dispatch', to: 'SENDING', notice, set: { attempt: 1, lease: LATER, at: AT } });
    await store().move({ by: 'dispatch', to: 'SENT', notice: { ...notice, attempt: 1 }, set: { at: LATER } });
    expect(await stands(notice.noticeId)).toMatchObject({
      state: 'SENT',
      trail: [
        'QUEUED decide 20261124T090501Z 3-0',
        'SENDING dispatch 20261124T090501Z',
        'SENT dispatch 20261124T090601Z',
      ],
    });
  });

  it('gains none by what is refused, by what only notes something, or by a write that is repeated', async () => {
    const notice = fresh();
    const set = { reason: 'stop', at: AT };
    const answers = [
      await store().put(notice),
      await store().put(notice),
      await store().putOver(notice, undefined),
      await store().annotate(notice, 'rungAt', AT),
      await store().move({ by: 'dispatch', to: 'SENT', notice, set: { at: AT } }),
      await store().move({ by: 'dispatch', to: 'CANCELLED', notice: { ...notice, attempt: 1 }, set }),
      await store().move({ by: 'dispatch', to: 'CANCELLED', notice, set }),
      await store().move({ by: 'dispatch', to: 'CANCELLED', notice, set }),
    ];
    expect(answers).toEqual([true, false, false, true, false, false, true, false]);
    expect((await stands(notice.noticeId)).trail).toHaveLength(2);
  });

  it('goes on where something is put over it; nothing else of what stood there is left', async () => {
    const old = fresh({ copy: 'copies/x', batch: '2026-11-24', reason: 'stop', rungAt: AT, decidedOn: 2 });
    const { channel: _none, ...after } = fresh({ noticeId: old.noticeId, state: 'SUPPRESSED', decidedOn: 5 });
    expect([await store().put(old), await store().put(after)]).toEqual([true, true]);
    expect(await stands(old.noticeId)).toEqual({ ...after, trail: [...old.trail, ...after.trail] });
  });

  it('goes on through a ref, and by what reconcile puts', async () => {
    const old = fresh({ decidedOn: 2 });
    const { noticeId, addresseeId, ttl } = old;
    const trail = ['REF decide 20261124T090501Z 4-0'];
    const ref: NoticeRef = { noticeId, state: 'REF', ref: 'another', addresseeId, decidedOn: 4, ttl, trail };
    const lost = { ...old, state: 'UNKNOWN_FINAL', attempt: 2, decidedOn: 6 } as const;
    await store().put(old);
    await store().putOver(ref, old);
    expect(await stands(noticeId)).toEqual({ ...ref, trail: [...old.trail, ...trail] });
    await store().putOver({ ...lost, trail: ['UNKNOWN_FINAL reconcile 20261124T090501Z 6-2'] }, ref);
    await store().move({ by: 'record', to: 'DELIVERED', notice: lost, set: { at: AT } });
    expect((await stands(noticeId)).trail).toHaveLength(4);
  });

  it('says when a change was made, where the notice says when it happened', async () => {
    const notice = fresh({ state: 'BATCHED', attempt: 1 });
    await store().putOver(notice, undefined);
    await store().move({ by: 'reconcile', to: 'SENT', notice, set: { at: AT }, notedAt: LATER });
    const { trail, ...rest } = await stands(notice.noticeId);
    expect([rest, trail.at(-1)]).toMatchObject([{ at: AT }, 'SENT reconcile 20261124T090601Z']);
  });

  it('makes room: what came to its end holds no lease, and is rung for no more', async () => {
    const notice = fresh({ rungAt: AT });
    await store().put(notice);
    await store().move({ by: 'dispatch', to: 'SENDING', notice, set: { attempt: 1, lease: LATER, at: AT } });
    expect(await stands(notice.noticeId)).toMatchObject({ rungAt: AT, lease: LATER });
    await store().move({ by: 'dispatch', to: 'UNKNOWN', notice: { ...notice, attempt: 1 }, set: { at: AT } });
    expect(await stands(notice.noticeId)).toMatchObject({ rungAt: AT, lease: LATER });
    await store().move({ by: 'sweep', to: 'UNKNOWN_FINAL', notice: { ...notice, attempt: 1 }, set: { at: AT } });
    const last = await stands(notice.noticeId);
    expect([Object.hasOwn(last, 'rungAt'), Object.hasOwn(last, 'lease')]).toEqual([false, false]);
  });
});
