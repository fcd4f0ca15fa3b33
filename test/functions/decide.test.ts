import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DispatchEvent } from '#events/dispatch.ts';
import { decideCandidate } from '#functions/decide/decide-candidate.ts';
import { decidePack } from '#functions/decide/decide-pack.ts';
import { doorbell } from '#functions/decide/doorbell.ts';
import { putDecision } from '#functions/decide/put-decision.ts';
import type { Stages } from '#functions/decide/stages.ts';
import { type Agenda, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import type { Service } from '#shared/domain/service.ts';
import { aNotice, anAgenda, anEntry, at, on, stoppedAs } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

const service = { id: 'travel-document-expiry', kind: 'inform', priority: 1, mergeWithinDays: 60, retentionDays: 365 };
const serviceOf = () => service as Service;
const now = () => at('2026-11-24T09:05:00.000Z');
const today = () => on('2026-11-24');

let tables: EmbeddedTables;
let rung: DispatchEvent[];
let logged: object[];
let resident = 0;
let about: string;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  rung = [];
  logged = [];
  resident += 1;
  about = `resident-${resident}`;
});

const put = () => putDecision({ notices: tables.notices, serviceOf, hashOf: () => 'whole', now });
const OPEN: Stages = new Map([[service.id, 'open']]);
const decideOne = (over: Partial<Parameters<typeof decideCandidate>[0]> = {}, stages = OPEN) =>
  decideCandidate({
    agendas: tables.agendas,
    put: put(),
    notices: tables.notices,
    ring: async (_, message) => void rung.push(message),
    serviceOf,
    takeSeat: () => Promise.reject(new Error('no seat is needed')),
    today,
    log: (msg, fields) => void logged.push({ msg, ...fields }),
    ...over,
  })({ addresseeId: about, entries: [id('PN-one')] }, stages);
const id = (occasion: string) => noticeIdOf(anEntry({ about, occasion }));
const given = async (over: Partial<Agenda> = {}, entries: Entry[] = [anEntry({ about })]) => {
  const agenda = anAgenda({ addresseeId: about, entries, ...over });
  await tables.agendas.create(agenda);
  return agenda;
};
const entryStates = async () =>
  (await tables.agendas.get(about))?.entries.map(({ state, reason, notice, version }) =>
    [state, reason, notice, version].filter((each) => each !== undefined),
  );
const noticeNow = async (occasion = 'PN-one') => tables.notices.get(id(occasion));
const standing = (state: NoticeState, over: Partial<Notice> = {}) =>
  tables.notices.putOver(
    aNotice({ noticeId: id('PN-one'), parts: [id('PN-one')], addresseeId: about, state, ...over }),
    undefined,
  );

describe('put, then claim, then ring', () => {
  it('puts the notice, claims the entry with the version decided on, counts it, and rings', async () => {
    await given();
    await decideOne();
    expect(await noticeNow()).toMatchObject({
      state: 'QUEUED',
      decidedOn: 3,
      channel: 'letter',
      expires: '2026-12-01',
    });
    expect(await entryStates()).toEqual([['claimed', id('PN-one'), 3]]);
    expect(await tables.agendas.get(about)).toMatchObject({
      v: 4,
      nextOn: '2027-06-01',
      sent: [{ on: '2026-11-24', notice: id('PN-one'), version: 3 }],
    });
    expect(rung).toEqual([{ v: 2, noticeId: id('PN-one'), decidedOn: 3 }]);
  });

  it('does nothing the second time', async () => {
    await given();
    await decideOne();
    const first = await noticeNow();
    await decideOne();
    expect(await noticeNow()).toEqual(first);
    expect(rung).toHaveLength(1);
  });

  it('decides anew when somebody wrote the agenda between reading and claiming', async () => {
    const agenda = await given();
    const slow: typeof tables.agendas.replace = async (next) => {
      if (next.v === 4)
        await tables.agendas.replace({ ...agenda, v: 4, stops: stoppedAs('service:travel-document-expiry') });
      return tables.agendas.replace(next);
    };
    await decideOne({ agendas: { get: tables.agendas.get, replace: slow } });
    expect(await noticeNow()).toMatchObject({ state: 'SUPPRESSED', decidedOn: 4, reason: 'stop' });
    expect(await entryStates()).toEqual([['closed', 'stop', id('PN-one'), 4]]);
    expect(rung).toEqual([]);
  });

  it('adopts the notice that was put before a crash, and claims it', async () => {
    await given();
    await standing('QUEUED', { evidence: ['put before the crash'] });
    await decideOne();
    expect(await noticeNow()).toMatchObject({ evidence: ['put before the crash'], decidedOn: 3 });
    expect(await entryStates()).toEqual([['claimed', id('PN-one'), 3]]);
  });

  it.each(['SUPPRESSED', 'HANDED_OVER', 'LAPSED', 'CANCELLED', 'QUEUED'] as const)(
    'puts over an older %s of the same addressee',
    async (state) => {
      await given();
      await standing(state, { decidedOn: 2 });
      await decideOne();
      expect(await noticeNow()).toMatchObject({ state: 'QUEUED', decidedOn: 3 });
    },
  );

  it.each(['SENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'UNKNOWN', 'UNKNOWN_FINAL', 'REJECTED'] as const)(
    'says nothing again when the notice is %s',
    async (state) => {
      await given();
      await standing(state, { decidedOn: 2 });
      await decideOne();
      expect(await noticeNow()).toMatchObject({ state, decidedOn: 2 });
      expect(await entryStates()).toEqual([['closed', 'told', id('PN-one'), 3]]);
      expect(rung).toEqual([]);
    },
  );

  it.each(['QUEUED', 'BATCHED'] as const)('waits while another addressee’s is %s', async (state) => {
    await given();
    await standing(state, { decidedOn: 1, addresseeId: 'the-other-parent' });
    await decideOne();
    expect(await entryStates()).toEqual([['open']]);
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'deferred', reason: 'on-its-way-to-another' }));
  });

  it.each([
    ['CANCELLED', { caredFor: true }],
    ['LAPSED', {}],
  ] as const)('puts over another addressee’s that is %s, whatever its version', async (state, over) => {
    await given();
    await standing(state, { decidedOn: 99, addresseeId: 'the-other-parent', ...over });
    await decideOne();
    expect(await noticeNow()).toMatchObject({ state: 'QUEUED', addresseeId: about, decidedOn: 3 });
  });

  it.each(['CANCELLED', 'HANDED_OVER', 'EXPIRED'] as const)(
    'waits while the after-care of another addressee’s that is %s is not done: only that notice knows whose place is given back',
    async (state) => {
      await given();
      await standing(state, { decidedOn: 99, addresseeId: 'the-other-parent' });
      await decideOne();
      expect(await entryStates()).toEqual([['open']]);
      expect(await noticeNow()).toMatchObject({ state, addresseeId: 'the-other-parent' });
    },
  );

  it('hands over with the reason, and closes the entry', async () => {
    await given({}, [anEntry({ about, handOver: 'under-16' })]);
    await decideOne();
    expect(await noticeNow()).toMatchObject({ state: 'HANDED_OVER', reason: 'under-16' });
    expect(await entryStates()).toEqual([['closed', 'handed-over', id('PN-one'), 3]]);
  });

  it('writes nothing for a deferral but a line', async () => {
    await given({ blocked: 'missing' });
    await decideOne();
    expect(await noticeNow()).toBeUndefined();
    expect(await tables.agendas.get(about)).toMatchObject({ v: 3 });
    expect(logged).toEqual([expect.objectContaining({ msg: 'deferred', reason: 'missing' })]);
  });
});

describe('one message for several entries', () => {
  const both = () => [
    anEntry({ about }),
    anEntry({ about, occasion: 'NI-two', from: on('2026-12-01'), until: on('2027-01-01') }),
  ];

  it('puts a ref for the other and claims both by the one notice', async () => {
    await given({}, both());
    await decideOne();
    expect(await noticeNow()).toMatchObject({ parts: [id('PN-one'), id('NI-two')] });
    expect(await noticeNow('NI-two')).toMatchObject({ state: 'REF', ref: id('PN-one'), decidedOn: 3 });
    expect(await entryStates()).toEqual([
      ['claimed', id('PN-one'), 3],
      ['claimed', id('PN-one'), 3],
    ]);
    expect(rung).toHaveLength(1);
  });

  it('keeps the other in it when the SDK repeated the write whose answer was lost', async () => {
    await given({}, both());
    const repeated: typeof tables.notices.putOver = async (fresh, seen) => {
      await tables.notices.putOver(fresh, seen);
      return tables.notices.putOver(fresh, seen);
    };
    const notices = { ...tables.notices, putOver: repeated };
    await decideOne({ put: putDecision({ notices, serviceOf, hashOf: () => 'whole', now }) });
    expect(await noticeNow()).toMatchObject({ parts: [id('PN-one'), id('NI-two')] });
  });

  it('leaves out of it what was told before', async () => {
    await given({}, both());
    const told = aNotice({ noticeId: id('NI-two'), parts: [id('NI-two')], addresseeId: about, state: 'SENT' });
    await tables.notices.putOver(told, undefined);
    await decideOne();
    expect(await noticeNow()).toMatchObject({ parts: [id('PN-one')] });
    expect(await noticeNow('NI-two')).toMatchObject({ state: 'SENT' });
  });

  it('is not held up by a ref whose notice came to nothing', async () => {
    await given({}, both());
    await tables.notices.putOver(
      {
        noticeId: id('NI-two'),
        state: 'REF',
        ref: id('PN-gone'),
        addresseeId: about,
        decidedOn: 1,
        ttl: 1,
        trail: ['REF decide 20261123T090501Z 1-0'],
      },
      undefined,
    );
    await decideOne();
    expect(await noticeNow()).toMatchObject({ parts: [id('PN-one'), id('NI-two')] });
  });

  it('says nothing again about an entry that its ref says was part of a sent message', async () => {
    await given();
    await tables.notices.putOver(
      {
        noticeId: id('PN-one'),
        state: 'REF',
        ref: id('NI-main'),
        addresseeId: about,
        decidedOn: 1,
        ttl: 1,
        trail: ['REF decide 20261123T090501Z 1-0'],
      },
      undefined,
    );
    const main = aNotice({ noticeId: id('NI-main'), parts: [id('NI-main'), id('PN-one')], state: 'DELIVERED' });
    await tables.notices.putOver(main, undefined);
    await decideOne();
    expect(await entryStates()).toEqual([['closed', 'told', id('PN-one'), 3]]);
  });

  it('releases an entry whose notice a new decision was put over', async () => {
    const claimedByIt = anEntry({ about, occasion: 'NI-two', state: 'claimed', notice: id('PN-one'), version: 1 });
    await given({}, [anEntry({ about }), claimedByIt]);
    await standing('QUEUED', { decidedOn: 1, parts: [id('PN-one'), id('NI-two')] });
    await decideOne();
    expect(await entryStates()).toEqual([['claimed', id('PN-one'), 3], ['open']]);
  });
});

describe('a stage that follows another', () => {
  const reminder = () => anEntry({ about, stage: 'reminder' });
  const told = () => anEntry({ about, state: 'claimed', notice: id('PN-one'), version: 1 });
  const remind = () =>
    decideCandidate({
      agendas: tables.agendas,
      put: put(),
      notices: tables.notices,
      ring: async (_, message) => void rung.push(message),
      serviceOf: () => ({ ...service, follows: { reminder: { stage: 'notice', afterDays: 21 } } }) as Service,
      takeSeat: () => Promise.reject(new Error('no seat is needed')),
      today,
      log: (msg, fields) => void logged.push({ msg, ...fields }),
    })({ addresseeId: about, entries: [noticeIdOf(reminder())] }, OPEN);
  const reminded = async () => (await tables.notices.get(noticeIdOf(reminder())))?.state;

  it.each(['SENT', 'DELIVERED', 'BOUNCED'] as const)('goes when the notice was %s three weeks ago', async (state) => {
    await given({}, [told(), reminder()]);
    await standing(state, { at: at('2026-11-03T16:30:00.000Z') });
    await remind();
    expect(await reminded()).toBe('QUEUED');
    expect(rung).toHaveLength(1);
  });
  it('waits until three weeks have passed', async () => {
    await given({}, [told(), reminder()]);
    await standing('SENT', { at: at('2026-11-04T16:30:00.000Z') });
    await remind();
    expect(await reminded()).toBeUndefined();
    expect(logged).toEqual([expect.objectContaining({ reason: 'too-soon-after-stage-before' })]);
  });
  it.each(['QUEUED', 'SENDING', 'BATCHED', 'UNKNOWN'] as const)('waits while the notice is %s', async (state) => {
    await given({}, [told(), reminder()]);
    await standing(state);
    await remind();
    expect([await reminded(), logged]).toEqual([
      undefined,
      [expect.objectContaining({ reason: 'stage-before-not-final' })],
    ]);
  });
  it.each(['CANCELLED', 'HANDED_OVER', 'SUPPRESSED', 'EXPIRED', 'REJECTED', 'UNKNOWN_FINAL'] as const)(
    'is closed without a word when the notice ended %s',
    async (state) => {
      await given({}, [{ ...told(), state: 'closed', reason: 'told' }, reminder()]);
      await standing(state);
      await remind();
      expect(await reminded()).toBeUndefined();
      expect((await entryStates())?.[1]?.slice(0, 2)).toEqual(['closed', 'stage-over']);
    },
  );
  it('lapses when its own window is over, whatever became of the notice', async () => {
    const past = { ...reminder(), from: on('2026-11-01'), until: on('2026-11-24') };
    await given({}, [told(), past]);
    await standing('UNKNOWN');
    await remind();
    expect(await reminded()).toBe('LAPSED');
  });
  it('is closed when there never was a notice, and waits when one may still come', async () => {
    await given({}, [anEntry({ about }), reminder()]);
    await remind();
    expect((await entryStates())?.[1]).toEqual(['open']);
    await tables.agendas.replace({ ...anAgenda({ addresseeId: about, entries: [reminder()] }), v: 4 });
    await remind();
    expect((await entryStates())?.[0]?.slice(0, 2)).toEqual(['closed', 'stage-over']);
  });
  it('counts what was part of another message as told by that one', async () => {
    await given({}, [told(), reminder()]);
    const main = id('NI-main');
    await tables.notices.putOver(
      {
        noticeId: id('PN-one'),
        state: 'REF',
        ref: main,
        addresseeId: about,
        decidedOn: 1,
        ttl: 1,
        trail: ['REF decide 20261123T090501Z 1-0'],
      },
      undefined,
    );
    await tables.notices.putOver(
      aNotice({ noticeId: main, parts: [main, id('PN-one')], state: 'SENT', at: at('2026-10-01T16:30:00.000Z') }),
      undefined,
    );
    await remind();
    expect(await reminded()).toBe('QUEUED');
  });
});

describe('a pack', () => {
  const packOf = (decide: (addresseeId: string) => Promise<void>, date = '2026-11-24', size = 3) => {
    const back: unknown[] = [];
    const sent: string[] = [];
    const bell = doorbell(async (channel, messages) => void sent.push(`${channel} ${messages.length}`));
    const work = decidePack({
      today,
      switches: tables.switches,
      stages: async () => OPEN,
      decideOne: async ({ addresseeId }) => {
        await decide(addresseeId);
        await bell.add('letter', { v: 2, noticeId: addresseeId, decidedOn: 3 });
      },
      ringAll: bell.ringAll,
      requeue: async (packs) => void back.push(...packs),
      log: () => {},
    });
    const ids = Array.from({ length: size }, (_, index) => 'abcdefghijklmnopqrstuvwxyz'[index] as string);
    const candidates = ids.map((addresseeId) => ({ addresseeId, entries: ['x'] }));
    return { run: () => work({ v: 1, date: on(date), candidates }), back, sent };
  };

  it('of another date is left unread', async () => {
    const { run } = packOf(() => Promise.reject(new Error('must not be decided')), '2026-11-23');
    await run();
  });
  it('rings ten at a time, and for the rest at its end', async () => {
    const { run, sent } = packOf(() => Promise.resolve(), '2026-11-24', 23);
    await run();
    expect(sent).toEqual(['letter 10', 'letter 10', 'letter 3']);
  });
  it('sends only what failed back, and rings for the others', async () => {
    const { run, back, sent } = packOf((who) => (who === 'b' ? Promise.reject(new Error('no')) : Promise.resolve()));
    await run();
    expect(back).toEqual([{ v: 1, date: '2026-11-24', candidates: [{ addresseeId: 'b', entries: ['x'] }] }]);
    expect(sent).toEqual(['letter 2']);
  });
  it('keeps what could not be rung for the next time', async () => {
    const sent: number[] = [];
    let works = false;
    const bell = doorbell(async (_, messages) => {
      if (!works) throw new Error('no queue');
      sent.push(messages.length);
    });
    await bell.add('email', { v: 2, noticeId: 'n', decidedOn: 3 });
    await expect(bell.ringAll()).rejects.toThrow('no queue');
    works = true;
    await bell.ringAll();
    await bell.ringAll();
    expect(sent).toEqual([1]);
  });
  it('that failed whole is the queue’s to repeat', async () => {
    const { run, back } = packOf(() => Promise.reject(new Error('no')));
    await expect(run()).rejects.toThrow('no');
    expect(back).toEqual([]);
  });
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));
