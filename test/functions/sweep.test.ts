import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DispatchEvent } from '#events/dispatch.ts';
import { afterCare } from '#functions/sweep/after-care.ts';
import { isDue } from '#functions/sweep/sweep-runs.ts';
import { type TendDeps, tendNotice } from '#functions/sweep/tend-notice.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { aNotice, anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

let tables: EmbeddedTables;
let rung: DispatchEvent[];
let isQueueEmpty: boolean;
let evaluated: string[];
let about: string;
let count = 0;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  [rung, isQueueEmpty, evaluated] = [[], true, []];
  count += 1;
  about = `resident-${count}`;
});

const TIME = '2026-11-24T09:20:00.000Z';
const tend = (notice: Notice, time = TIME) => tendNotice(depsAt(time))(notice);
const depsAt = (time: string): TendDeps => ({
  notices: tables.notices,
  agendas: tables.agendas,
  ring: async (_, message) => void rung.push(message),
  isQueueEmpty: async () => isQueueEmpty,
  settleLate: async () => false,
  careFor: afterCare({
    change: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
    addWork: tables.worklist.add,
    evaluate: async (ids) => void evaluated.push(...ids),
    now: () => at(time),
  }),
  now: () => at(time),
  log: () => {},
});
const given = async (over: Partial<Notice> = {}, agenda: Partial<Agenda> = {}) => {
  const noticeId = noticeIdOf(anEntry({ about }));
  const notice = aNotice({
    noticeId,
    parts: [noticeId],
    addresseeId: about,
    at: at('2026-11-24T09:05:00.000Z'),
    ...over,
  });
  await tables.notices.putOver(notice, undefined);
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  const sent = [{ on: on('2026-11-24'), notice: noticeId }];
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed], sent, ...agenda }));
  return notice;
};
const now = async ({ noticeId }: Notice) => (await tables.notices.get(noticeId)) as Notice;
const entryNow = async () => (await tables.agendas.get(about))?.entries[0];
const work = async ({ noticeId }: Notice, kind: string) =>
  (
    await tables.documents.send(
      new GetCommand({
        TableName: 'Notices',
        Key: { pk: 'work#open', sk: `${kind}#${noticeId}` },
      }),
    )
  ).Item;

describe('what stands still', () => {
  it('is rung again when it waits and its queue is empty', async () => {
    const notice = await given();
    expect(await tend(notice)).toBe(false);
    expect(rung).toEqual([{ v: 1, noticeId: notice.noticeId }]);
  });
  it('is not rung while its queue is busy, but is after six hours', async () => {
    const notice = await given();
    isQueueEmpty = false;
    await tend(notice);
    expect(rung).toEqual([]);
    await tend(notice, '2026-11-24T15:06:00.000Z');
    expect(rung).toHaveLength(1);
  });
  it('is cancelled when no entry names it and the agenda has moved on', async () => {
    const notice = await given({}, { entries: [anEntry({ about })] });
    expect(await tend(notice)).toBe(true);
    expect(await now(notice)).toMatchObject({ state: 'CANCELLED', reason: 'not-named', caredFor: true });
    expect((await tables.agendas.get(about))?.sent).toEqual([]);
  });
  it('waits while its claim may still come', async () => {
    const notice = await given({}, { v: 3, entries: [anEntry({ about })] });
    expect(await tend(notice)).toBe(false);
    expect(await now(notice)).toMatchObject({ state: 'QUEUED' });
  });
  it('expires on its last day, and gives the cap back', async () => {
    const notice = await given({ expires: on('2026-11-24') });
    expect(await tend(notice)).toBe(true);
    expect(await now(notice)).toMatchObject({ state: 'EXPIRED' });
    expect(await entryNow()).toMatchObject({ state: 'closed', reason: 'lapsed' });
    expect((await tables.agendas.get(about))?.sent).toEqual([]);
  });
  it('does not expire while its claim may still come, or the claimed entry would wait for what has ended', async () => {
    const notice = await given({ expires: on('2026-11-24') }, { v: 3, entries: [anEntry({ about })], sent: [] });
    expect(await tend(notice)).toBe(false);
    expect(await now(notice)).toMatchObject({ state: 'QUEUED' });
  });
  it('becomes UNKNOWN when its lease ran out, never QUEUED', async () => {
    const notice = await given({ state: 'SENDING', lease: at('2026-11-24T09:06:00.000Z') });
    expect(await tend(notice)).toBe(false);
    expect(await now(notice)).toMatchObject({ state: 'UNKNOWN' });
    expect(rung).toEqual([]);
  });
  it('is left alone while its lease runs', async () => {
    const notice = await given({ state: 'SENDING', lease: at('2026-11-24T09:21:00.000Z') });
    await tend(notice);
    expect(await now(notice)).toMatchObject({ state: 'SENDING' });
  });
  it('goes to a person when nothing was heard for a day', async () => {
    const notice = await given({ state: 'UNKNOWN' });
    expect(await tend(notice, '2026-11-25T09:04:00.000Z')).toBe(false);
    expect(await tend(notice, '2026-11-25T09:06:00.000Z')).toBe(true);
    expect(await now(notice)).toMatchObject({ state: 'UNKNOWN_FINAL' });
    expect(await work(notice, 'unknown-outcome')).toMatchObject({ due: '2026-11-27', addresseeId: about });
  });
});

describe('what nobody reported of a text', () => {
  it('waits a day more than operators may take, then goes to a person', async () => {
    const notice = await given({ state: 'UNKNOWN', channel: 'sms' });
    expect(await tend(notice, '2026-11-27T10:04:00.000Z')).toBe(false);
    expect(await now(notice)).toMatchObject({ state: 'UNKNOWN' });
    expect(await tend(notice, '2026-11-27T10:06:00.000Z')).toBe(true);
    expect(await now(notice)).toMatchObject({ state: 'UNKNOWN_FINAL' });
  });
});

describe('after-care', () => {
  it.each(['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'SUPPRESSED', 'LAPSED'] as const)(
    'has nothing to do, to read or to write for what is %s',
    async (state) => {
      const notice = await given({ state });
      const refuse = () => Promise.reject(new Error('called'));
      const deps = { get: refuse, move: refuse, annotate: refuse };
      const done = tendNotice({ ...depsAt(TIME), notices: deps, careFor: refuse })(notice);
      expect(await done).toBe(true);
    },
  );
  it('opens an entry again whose notice a block cancelled', async () => {
    const notice = await given({ state: 'CANCELLED', reason: 'blocked' });
    await tend(notice);
    expect(await entryNow()).toMatchObject({ state: 'open' });
  });
  it('puts a hand-over on the worklist once, due in five working days', async () => {
    const notice = await given({ state: 'HANDED_OVER', reason: 'curatele' });
    await tend(notice);
    await tend(notice);
    expect(await work(notice, 'handed-over')).toMatchObject({ reason: 'curatele', due: '2026-12-01' });
  });
  it('closes the channel of a refused address and opens recovery', async () => {
    const notice = await given({ state: 'REJECTED' });
    await tend(notice);
    expect((await tables.agendas.get(about))?.suppressed).toEqual({ email: 'REJECTED' });
  });
  it('says by which refusal a number was closed', async () => {
    const notice = await given({ state: 'REJECTED', channel: 'sms', reason: 'opted-out' });
    await tend(notice);
    expect((await tables.agendas.get(about))?.suppressed).toEqual({ sms: 'opted-out' });
    expect((await tables.agendas.get(about))?.entries.map(({ stage }) => stage)).toEqual(['notice', 'recovery']);
  });
});

describe('when a run is looked at', () => {
  const started = at('2026-11-24T09:05:00.000Z');
  it.each([
    [undefined, '2026-11-24T09:19:00.000Z', false],
    [undefined, '2026-11-24T09:20:00.000Z', true],
    ['2026-11-24T09:20:00.000Z', '2026-11-24T10:00:00.000Z', false],
    ['2026-11-24T09:20:00.000Z', '2026-11-24T10:05:00.000Z', true],
    ['2026-11-24T13:05:00.000Z', '2026-11-24T16:30:00.000Z', false],
    ['2026-11-24T13:05:00.000Z', '2026-11-24T16:45:00.000Z', true],
    ['2026-11-24T16:45:00.000Z', '2026-11-25T12:45:00.000Z', false],
    ['2026-11-24T16:45:00.000Z', '2026-11-25T13:00:00.000Z', true],
    ['2026-11-24T16:20:00.000Z', '2026-11-25T05:00:00.000Z', true],
    ['2026-11-24T16:45:00.000Z', '2026-11-26T05:00:00.000Z', true],
  ])('last at %s: at %s %s', (sweptAt, time, expected) => {
    expect(isDue({ at: started, ...(sweptAt && { sweptAt: at(sweptAt) }) }, at(time))).toBe(expected);
  });
});
