import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { NewWork } from '#shared/domain/work-item.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { finishWork } from '#shared/store/finish-work.ts';
import { workIdOf } from '#shared/store/worklist.ts';
import { aNotice, anAgenda, anEntry, at } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

const NOON = at('2026-11-26T11:00:00.000Z');
let tables: EmbeddedTables;
let about: string;
let noticeId: string;
let work: NewWork;
let count = 0;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  count += 1;
  about = `resident-${count}`;
  noticeId = noticeIdOf(anEntry({ about }));
  work = { kind: 'unknown-outcome', subject: noticeId, time: '3-1', addresseeId: about, reason: 'timeout', at: NOON };
  await tables.worklist.add(work);
  await tables.worklist.take(workIdOf(work), 'jansen', NOON);
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed] }));
});

const given = (over: Partial<Notice> = {}) =>
  tables.notices.putOver(
    aNotice({ noticeId, addresseeId: about, parts: [noticeId], state: 'UNKNOWN_FINAL', attempt: 1, ...over }),
    undefined,
  );
const depsOf = () => ({
  worklist: tables.worklist,
  notices: tables.notices,
  change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => changeAgenda(tables.agendas, addresseeId, by),
  now: () => NOON,
});
const finish = (outcome: string, by = 'jansen', deps: Parameters<typeof finishWork>[0] = depsOf()) =>
  finishWork(deps)(workIdOf(work), outcome, by);
const stands = async () => {
  const { entries = [], suppressed } = (await tables.agendas.get(about)) ?? {};
  return {
    notice: (await tables.notices.get(noticeId))?.state,
    recoveries: entries.filter(({ stage }) => stage === 'recovery').map(({ state, from }) => `${state} ${from}`),
    suppressed,
    item: (await tables.worklist.get(workIdOf(work)))?.state,
  };
};

describe('what a person says of a message of which nobody knows whether it arrived', () => {
  it('that it arrived is a state of its notice', async () => {
    await given();
    expect(await finish('arrived')).toMatchObject({ state: 'done', outcome: 'arrived', doneBy: 'jansen' });
    expect(await stands()).toEqual({ notice: 'DELIVERED', recoveries: [], suppressed: {}, item: 'done' });
    expect(await wrongTrails(tables)).toEqual([]);
  });

  it('that it did not is made up for by a letter, once, and a late event may still say otherwise', async () => {
    await given();
    await finish('did-not-arrive');
    await finish('did-not-arrive');
    const recoveries = ['open 2026-11-27'];
    expect(await stands()).toEqual({ notice: 'UNKNOWN_FINAL', recoveries, suppressed: {}, item: 'done' });
    const notice = (await tables.notices.get(noticeId)) as Notice;
    expect(await tables.notices.move({ by: 'record', to: 'DELIVERED', notice, set: { at: NOON } })).toBe(true);
  });

  it.each(['called', 'visited', 'not-reached', 'not-needed'])('%s changes nothing but the item', async (outcome) => {
    await given();
    await finish(outcome);
    expect(await stands()).toEqual({ notice: 'UNKNOWN_FINAL', recoveries: [], suppressed: {}, item: 'done' });
  });

  it.each([
    ['arrived', 'BOUNCED'],
    ['did-not-arrive', 'DELIVERED'],
    ['did-not-arrive', 'BOUNCED'],
  ] as const)('counts for less than what was heard meanwhile: %s, and it is %s', async (outcome, state) => {
    await given({ state });
    await finish(outcome);
    expect(await stands()).toEqual({ notice: state, recoveries: [], suppressed: {}, item: 'done' });
  });

  it.each(['arrived', 'did-not-arrive'])(
    'is said of the try that was unknown, not of a later one: %s',
    async (outcome) => {
      await given({ decidedOn: 5 });
      await finish(outcome);
      expect(await stands()).toEqual({ notice: 'UNKNOWN_FINAL', recoveries: [], suppressed: {}, item: 'done' });
    },
  );

  it('is only for whoever took it, and for what may be said of it', async () => {
    await given();
    expect(await finish('arrived', 'pietersen')).toEqual({ refused: 'taken-by-another', by: 'jansen' });
    expect(await finish('released')).toEqual({ refused: 'no-such-outcome', kind: 'unknown-outcome' });
    expect(await stands()).toMatchObject({ notice: 'UNKNOWN_FINAL', recoveries: [], item: 'taken' });
    await tables.worklist.giveBack(workIdOf(work));
    expect(await finish('did-not-arrive')).toEqual({ refused: 'not-taken' });
    expect((await stands()).recoveries).toEqual([]);
    expect(await finishWork(depsOf())('x', 'arrived', 'jansen')).toEqual({ refused: 'no-such-item' });
  });

  it.each([
    ['arrived', 'DELIVERED', 0],
    ['did-not-arrive', 'UNKNOWN_FINAL', 1],
  ] as const)(
    'comes to the same when it was cut off before the item was written: %s',
    async (outcome, notice, letters) => {
      await given();
      const cut = () => Promise.reject(new Error('cut off'));
      const deps = { ...depsOf(), worklist: { ...tables.worklist, done: cut } };
      await expect(finish(outcome, 'jansen', deps)).rejects.toThrow('cut off');
      expect((await stands()).item).toBe('taken');
      expect(await finish(outcome)).toMatchObject({ state: 'done' });
      expect(await stands()).toMatchObject({ notice, item: 'done' });
      expect((await stands()).recoveries).toHaveLength(letters);
    },
  );
});
