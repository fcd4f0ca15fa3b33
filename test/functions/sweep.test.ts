import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DispatchEvent } from '#events/dispatch.ts';
import { afterCare } from '#functions/sweep/after-care.ts';
import { isDue, isReleased } from '#functions/sweep/is-due.ts';
import { sweepRuns } from '#functions/sweep/sweep-runs.ts';
import { type TendDeps, tendNotice } from '#functions/sweep/tend-notice.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { WorkKind } from '#shared/domain/work-kinds.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { giveBack } from '#shared/store/give-back.ts';
import type { Halts } from '#shared/store/switches.ts';
import { workAbout } from '#test/all-work.ts';
import { aNotice, anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

let tables: EmbeddedTables;
let rung: DispatchEvent[];
let isQueueEmpty: boolean;
let halts: Halts;
let evaluated: string[];
let about: string;
let count = 0;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  [rung, isQueueEmpty, evaluated, halts] = [[], true, [], { halted: [] }];
  count += 1;
  about = `resident-${count}`;
});

const TIME = '2026-11-24T09:20:00.000Z';
const tend = (notice: Notice, time = TIME) => tendNotice(depsAt(time))(notice);
const change = (addresseeId: string, by: (agenda: Agenda) => Agenda) => changeAgenda(tables.agendas, addresseeId, by);
const depsAt = (time: string): TendDeps => ({
  notices: tables.notices,
  agendas: tables.agendas,
  ring: async (_, message) => void rung.push(message),
  isQueueEmpty: async () => isQueueEmpty,
  halts: async () => halts,
  settleLate: async () => false,
  careFor: afterCare({
    change,
    giveBack: giveBack({ change, evaluate: async (ids) => void evaluated.push(...ids) }),
    addWork: tables.worklist.add,
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
const work = ({ noticeId }: Notice, kind: WorkKind) => workAbout(tables.worklist, kind, noticeId);

describe('what stands still', () => {
  it('is rung again when it waits and its queue is empty', async () => {
    const notice = await given();
    expect(await tend(notice)).toBe(false);
    expect(rung).toEqual([{ v: 2, noticeId: notice.noticeId, decidedOn: 3 }]);
  });
  it('is not rung while its queue is busy, but is after six hours', async () => {
    const notice = await given();
    isQueueEmpty = false;
    await tend(notice);
    expect(rung).toEqual([]);
    await tend(notice, '2026-11-24T15:06:00.000Z');
    expect(rung).toHaveLength(1);
  });
  it.each([
    ['all', 'email', false],
    ['channel:email', 'email', false],
    ['service:travel-document-expiry', 'letter', false],
    ['version:travel-document-expiry@whole', 'email', false],
    ['version:travel-document-expiry@another', 'email', true],
    ['channel:sms', 'email', true],
    ['service:another', 'email', true],
  ] as const)('with %s halted, is rung for by %s: %s', async (name, channel, expected) => {
    const notice = await given({ channel });
    halts = { halted: [name] };
    await tend(notice);
    expect(rung.length > 0).toBe(expected);
  });
  it('is rung when what held it was released, though its queue is busy; once', async () => {
    const notice = await given({ rungAt: at('2026-11-24T09:06:00.000Z') });
    [isQueueEmpty, halts] = [false, { halted: [], releasedAt: at('2026-11-24T09:05:59.000Z') }];
    await tend(notice);
    expect(rung).toEqual([]);
    halts = { halted: [], releasedAt: at('2026-11-24T09:10:00.000Z') };
    await tend(notice);
    await tend(await now(notice));
    expect(rung).toHaveLength(1);
  });
  it.each([
    ['email', '2026-11-25T07:59:00.000Z', false],
    ['email', '2026-11-25T08:00:00.000Z', true],
    ['sms', '2026-11-29T11:00:00.000Z', false],
    ['sms', '2026-11-28T08:45:00.000Z', false],
    ['sms', '2026-11-28T09:00:00.000Z', true],
    ['letter', '2026-11-25T02:00:00.000Z', true],
  ] as const)('an %s that waits for its hours at %s is rung for: %s', async (channel, time, expected) => {
    const notice = await given({ channel, rungAt: at('2026-11-24T18:30:00.000Z'), expires: on('2026-12-24') });
    isQueueEmpty = false;
    await tend(notice, time);
    expect(rung.length > 0).toBe(expected);
  });
  it('is rung for at nine when it was decided and rung for earlier that morning', async () => {
    const notice = await given({ rungAt: at('2026-11-24T07:30:00.000Z') });
    isQueueEmpty = false;
    await tend(notice, '2026-11-24T08:00:00.000Z');
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
  it('leaves letters open after one that the print house refused, and opens recovery', async () => {
    const notice = await given({ state: 'REJECTED', channel: 'letter', reason: 'damaged' });
    await tend(notice);
    const { suppressed, entries } = (await tables.agendas.get(about)) as Agenda;
    expect([suppressed, entries.map(({ stage }) => stage)]).toEqual([{}, ['notice', 'recovery']]);
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
    expect(isDue({ at: started, waits: false, ...(sweptAt && { sweptAt: at(sweptAt) }) }, at(time))).toBe(expected);
  });

  it.each([
    ['2026-11-24T16:45:00.000Z', '2026-11-25T07:45:00.000Z', false],
    ['2026-11-24T16:45:00.000Z', '2026-11-25T08:00:00.000Z', true],
    ['2026-11-25T08:00:00.000Z', '2026-11-25T08:15:00.000Z', false],
    ['2026-11-27T16:45:00.000Z', '2026-11-28T08:00:00.000Z', false],
    ['2026-11-27T16:45:00.000Z', '2026-11-28T09:00:00.000Z', true],
  ])('with something that waits for the hours, last at %s: at %s %s', (sweptAt, time, expected) => {
    const run = { at: started, sweptAt: at(sweptAt) };
    expect([isDue({ ...run, waits: true }, at(time)), isDue(run, at(time))]).toEqual([expected, expected]);
    expect(isDue({ ...run, waits: false }, at(time))).toBe(false);
  });

  it.each([
    ['2026-11-24T16:45:00.000Z', undefined, false],
    ['2026-11-24T16:45:00.000Z', '2026-11-24T16:44:59.000Z', false],
    ['2026-11-24T16:45:00.000Z', '2026-11-24T18:00:00.000Z', true],
    ['2026-11-24T16:45:00.000Z', '2026-11-24T18:15:01.000Z', false],
  ])('last at %s, released at %s: at 18:15 %s', (sweptAt, releasedAt, expected) => {
    const halted = { halted: [], ...(releasedAt && { releasedAt: at(releasedAt) }) };
    expect(isReleased({ at: started, sweptAt: at(sweptAt) }, at('2026-11-24T18:15:00.000Z'), halted)).toBe(expected);
  });
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));

it('forgets a run that was listed and never started, but not while its scan may still be at it', async () => {
  const closed: string[] = [];
  const never = () => Promise.reject(new Error('there is nothing to do'));
  const sweepAt = (time: string) =>
    sweepRuns({
      runs: {
        open: async () => [on('2026-11-24')],
        get: async () => undefined,
        close: async (date) => void closed.push(date),
        advance: never,
        swept: never,
      },
      plans: { get: never },
      notices: { getMany: never },
      batches: { unfinished: async () => [], get: never },
      switches: { halted: async () => undefined },
      closeBatch: never,
      queueCandidates: never,
      nothingToDecide: never,
      halts: never,
      tend: never,
      log: () => {},
    })({ v: 1, at: at(time) });
  await sweepAt('2026-11-25T00:10:00.000Z');
  expect(closed).toEqual([]);
  await sweepAt('2026-11-26T00:10:00.000Z');
  expect(closed).toEqual(['2026-11-24']);
});
