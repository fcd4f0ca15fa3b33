import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { arrows, neverLeft, owingCare, statesBefore } from '#shared/domain/arrows.ts';
import type { Instant } from '#shared/domain/dates.ts';
import { type Notice, type NoticeRef, noticeState } from '#shared/domain/notice.ts';
import { stepOf } from '#shared/domain/trail.ts';
import { noticeKey, notices, type Stored } from '#shared/store/notices.ts';
import { aNotice, at } from '#test/builders.ts';
import { contract } from './contract.ts';
import { tableTargets } from './table-targets.ts';
import { twenty, wins } from './together.ts';

const nth = (n: number): string => `resident-${n}#travel-document-expiry#PN-one#notice`;
const aRef = (over: Partial<NoticeRef> = {}): NoticeRef => ({
  ...{
    noticeId: nth(0),
    state: 'REF',
    ref: nth(1),
    addresseeId: 'resident-a',
    decidedOn: 3,
    ttl: 1_900_000_000,
    trail: [],
  },
  ...over,
});

const LATER = at('2026-11-24T10:00:00.000Z');

/** What decide may put over, in the words of DESIGN §3.3: here once more, by hand. */
const mayPutOver = (seen: Stored, { addresseeId, decidedOn }: Notice): boolean => {
  if (seen.state === 'REF') return false;
  const isOver = (neverLeft as readonly string[]).includes(seen.state);
  if (seen.addresseeId === addresseeId) return seen.decidedOn < decidedOn && (isOver || seen.state === 'QUEUED');
  const owes = (owingCare as readonly string[]).includes(seen.state);
  return isOver && (!owes || seen.caredFor === true);
};

contract('notices', tableTargets, (test) => {
  test('a notice is put where there is none, and read as it was put', async ({ documents }) => {
    const { put, get } = notices(documents, 'Notices');
    expect(await get(nth(0))).toBeUndefined();
    const { channel: _, ...silent } = aNotice({ noticeId: nth(0), parts: [nth(0), nth(1)], caredFor: false });
    expect(await put({ ...silent, reason: undefined } as unknown as Notice)).toBe(true);
    expect(await get(nth(0))).toStrictEqual(silent);
  });

  test('a decision goes over another by state, addressee, version and after-care', async ({ documents }) => {
    const store = notices(documents, 'Notices');
    const olds = noticeState.options.flatMap((state) =>
      ['resident-a', 'resident-b'].flatMap((addresseeId) =>
        [2, 3].flatMap((decidedOn) =>
          [true, undefined].map((caredFor) =>
            aNotice({ state, addresseeId, decidedOn, ...(caredFor && { caredFor }), reason: 'old' }),
          ),
        ),
      ),
    );
    const cases = [...olds, aRef({ decidedOn: 2 }), aRef({ decidedOn: 2, addresseeId: 'resident-b' })];
    for (const [index, old] of cases.entries()) {
      const before = { ...old, noticeId: nth(index) };
      const fresh = aNotice({ noticeId: nth(index), decidedOn: 3 });
      await documents.send(new PutCommand({ TableName: 'Notices', Item: { ...noticeKey(nth(index)), ...before } }));
      const isPut = mayPutOver(before, fresh);
      expect([JSON.stringify(before), await store.put(fresh)]).toEqual([JSON.stringify(before), isPut]);
      expect(await store.get(nth(index))).toEqual(
        isPut ? { ...fresh, trail: [...before.trail, ...fresh.trail] } : before,
      );
    }
  });

  test('of twenty that put at once one does', async ({ documents }) => {
    const { put, putOver } = notices(documents, 'Notices');
    expect(await wins(twenty((n) => put(aNotice({ reason: `${n}` }))))).toBe(1);
    const seen = aNotice();
    expect(await wins(twenty((n) => putOver(aNotice({ decidedOn: 4 + n }), seen)))).toBe(1);
  });

  test('is put over exactly what was seen', async ({ documents }) => {
    const { putOver, get } = notices(documents, 'Notices');
    expect(await putOver(aRef(), aRef())).toBe(false);
    expect(await putOver(aRef(), undefined)).toBe(true);
    expect(await putOver(aRef(), undefined)).toBe(false);
    for (const seen of [{ decidedOn: 4 }, { addresseeId: 'resident-b' }])
      expect(await putOver(aNotice({ noticeId: nth(0) }), aRef(seen))).toBe(false);
    expect(await putOver(aNotice({ noticeId: nth(0), decidedOn: 5 }), aNotice({ noticeId: nth(0) }))).toBe(false);
    expect(await putOver(aNotice({ noticeId: nth(0), decidedOn: 5 }), aRef())).toBe(true);
    expect(await get(nth(0))).toEqual(aNotice({ noticeId: nth(0), decidedOn: 5 }));
  });

  test('follows the arrows of the table and no other', async ({ documents }) => {
    const { move, get } = notices(documents, 'Notices');
    const steps = [...new Set(arrows.map(({ by, to }) => `${by} ${to}`))].flatMap((step) => {
      const { by, to } = arrows.find((each) => `${each.by} ${each.to}` === step) as (typeof arrows)[number];
      return statesBefore(by, to).length === 0 ? [] : [{ by, to }];
    });
    let n = 0;
    for (const { by, to } of steps)
      for (const state of noticeState.options) {
        n += 1;
        const notice = aNotice({ noticeId: nth(n), state });
        await documents.send(new PutCommand({ TableName: 'Notices', Item: { ...noticeKey(nth(n)), ...notice } }));
        const isArrow = arrows.some((each) => each.by === by && each.to === to && each.from === state);
        expect([by, state, to, await move({ by, to, notice, set: { at: LATER } })]).toEqual([by, state, to, isArrow]);
        expect((await get(nth(n)))?.state).toBe(isArrow ? to : state);
      }
    expect(() => move({ by: 'decide', to: 'SENT', notice: aNotice(), set: { at: LATER } })).toThrow('no arrow');
  });

  test('moves only the try that was meant, and sets what is said', async ({ documents }) => {
    const { put, move, get } = notices(documents, 'Notices');
    const notice = aNotice();
    await put(notice);
    const start = (over: Partial<Notice>) =>
      move({
        by: 'dispatch',
        to: 'SENDING',
        notice: { ...notice, ...over },
        set: { at: LATER, attempt: 1, sha: 'abc' },
      });
    expect(await start({ decidedOn: 2 })).toBe(false);
    expect(await start({ attempt: 1 })).toBe(false);
    expect(await start({ noticeId: nth(9) })).toBe(false);
    expect(await get(nth(9))).toBeUndefined();
    expect(await wins(twenty(() => start({})))).toBe(1);
    expect(await get(notice.noticeId)).toEqual({
      ...notice,
      state: 'SENDING',
      attempt: 1,
      sha: 'abc',
      at: LATER,
      trail: [...notice.trail, stepOf({ to: 'SENDING', by: 'dispatch', at: LATER })],
    });
    const sending = { ...notice, attempt: 1 };
    expect(await move({ by: 'record', to: 'SENT', notice: sending, from: 'UNKNOWN', set: { at: LATER } })).toBe(false);
    expect(await move({ by: 'record', to: 'SENT', notice: sending, from: 'SENDING', set: { at: LATER } })).toBe(true);
  });

  test('a field that is set to nothing is a fault, and changes nothing', async ({ documents }) => {
    const { put, move, get } = notices(documents, 'Notices');
    await put(aNotice());
    const set = { at: LATER, lease: undefined } as unknown as { readonly at: Instant };
    await expect(move({ by: 'dispatch', to: 'SENDING', notice: aNotice(), set })).rejects.toThrow();
    expect(await get(aNotice().noticeId)).toEqual(aNotice());
  });

  test('is annotated beside its state, for the decision that was meant', async ({ documents }) => {
    const { put, annotate, get } = notices(documents, 'Notices');
    const notice = aNotice();
    expect(await annotate(notice, 'caredFor', true)).toBe(false);
    await put(notice);
    expect(await annotate({ ...notice, decidedOn: 4 }, 'caredFor', true)).toBe(false);
    expect(await annotate(notice, 'caredFor', true)).toBe(true);
    expect(await annotate(notice, 'rungAt', at('2026-11-24T10:00:00.000Z'))).toBe(true);
    expect(await get(notice.noticeId)).toEqual({ ...notice, caredFor: true, rungAt: '2026-11-24T10:00:00.000Z' });
  });

  test('are read many at once, without those that are not there', async ({ documents, fatten }) => {
    const { put, getMany } = notices(documents, 'Notices');
    expect(await getMany([])).toEqual(new Map());
    for (const n of [0, 1, 2, 3, 4]) {
      await put(aNotice({ noticeId: nth(n) }));
      await fatten('Notices', noticeKey(nth(n))); // a batch is answered in parts as well
    }
    const asked = [...Array.from({ length: 130 }, (_, n) => nth(n)), nth(0), nth(1)];
    const found = await getMany(asked);
    expect([...found.keys()].sort()).toEqual([0, 1, 2, 3, 4].map(nth));
    expect(found.get(nth(3))).toEqual(aNotice({ noticeId: nth(3) }));
  });
});
