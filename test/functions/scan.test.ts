import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { CandidatesEvent } from '#events/candidates.ts';
import type { EvaluateEvent } from '#events/evaluate.ts';
import { evaluate } from '#functions/evaluate/evaluate.ts';
import { scanAgendas } from '#functions/scan/scan-agendas.ts';
import { servicesById, servicesOf } from '#shared/services/index.ts';
import { plans } from '#shared/store/plans.ts';
import { anAgenda, anEntry, aRecord, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

const SERVICE = 'travel-document-expiry';
let tables: EmbeddedTables;
let queued: CandidatesEvent[];
let evaluations: EvaluateEvent[];
let logged: Record<string, unknown>[];
let kept: Map<string, string>;
beforeEach(async () => {
  await tables?.stop();
  tables = await embeddedTables();
  [queued, evaluations, logged, kept] = [[], [], [], new Map()];
});
afterAll(() => tables.stop());

const store = () =>
  plans({
    put: async (key, body) => void kept.set(key, body as string),
    get: async (key) => {
      const body = kept.get(key);
      return body === undefined ? undefined : Buffer.from(body);
    },
  });
type Deps = Parameters<typeof scanAgendas>[0];
const scan = (over: Partial<Deps> = {}, date = '2026-11-24') =>
  scanAgendas({
    agendas: tables.agendas,
    runs: tables.runs,
    plans: store(),
    notices: tables.notices,
    epochs: tables.epochs,
    approvals: tables.approvals,
    deliveries: tables.deliveries,
    switches: tables.switches,
    addWork: tables.worklist.add,
    versionOf: () => 'whole',
    trial: 25,
    queueCandidates: async (messages) => void queued.push(...messages),
    queueEvaluate: async (messages) => void evaluations.push(...messages),
    serviceOf: servicesById({ [SERVICE]: {} }),
    hashes: { [SERVICE]: 'rule' },
    allowances: {},
    segments: 2,
    now: () => at('2026-11-24T09:05:00.000Z'),
    log: (msg, fields) => void logged.push({ msg, ...fields }),
    ...over,
  })({ v: 1, at: at(`${date}T09:05:00.000Z`) });
/** Ready to go: the agendas are evaluated by its rule, two people approved it, and the register came today. */
const evaluated = async () => {
  await tables.epochs.segmentDone('f', 0, 1, { [SERVICE]: 'rule' });
  for (const by of ['anna', 'bert'])
    await tables.approvals.approve(
      { service: SERVICE, hash: 'whole', by, at: at('2026-11-20T09:00:00.000Z') },
      { hash: 'whole', author: 'carla' },
    );
  await tables.deliveries.noteAsOf('persons', on('2026-11-24'));
};
const due = async (count: number) => {
  for (let index = 0; index < count; index += 1) {
    const about = `resident-${index}`;
    await tables.agendas.create(anAgenda({ addresseeId: about, entries: [anEntry({ about })] }));
  }
};
const addressees = () => queued.flatMap(({ candidates }) => candidates.map(({ addresseeId }) => addresseeId));

describe('the scan of a date', () => {
  it('queues everybody for whom something is due, a hundred to a message', async () => {
    await evaluated();
    await due(130);
    expect(await scan()).toEqual({ date: '2026-11-24', candidates: 130 });
    expect(queued.map(({ candidates }) => candidates.length)).toEqual([100, 30]);
    expect(new Set(addressees()).size).toBe(130);
  });

  it('is run once: fired again it finds its plan and queues nothing more', async () => {
    await evaluated();
    await due(3);
    await scan();
    await tables.agendas.create(anAgenda({ addresseeId: 'late', entries: [anEntry({ about: 'late' })] }));
    await scan();
    expect(addressees()).toHaveLength(3);
    expect(await tables.runs.open()).toEqual(['2026-11-24']);
  });

  it('goes on where queueing was cut off, and leaves nobody out', async () => {
    await evaluated();
    await due(30);
    const broken = scan({ queueCandidates: () => Promise.reject(new Error('cut off')) });
    await expect(broken).rejects.toThrow('cut off');
    await scan();
    expect(new Set(addressees()).size).toBe(30);
  });

  it('plans no more than the desk can take, counts who waits, and says when that is too slow', async () => {
    await evaluated();
    await due(30);
    const days = async (date: string) => {
      queued = [];
      await scan({ allowances: { [SERVICE]: { limit: 'desk', perDay: 10 } } }, date);
      return addressees().length;
    };
    expect(await days('2026-11-23')).toBe(10);
    expect(logged.at(-1)).toMatchObject({ msg: 'planned', candidates: 10, deferred: 20, backlog: { [SERVICE]: 20 } });
    expect(logged.map(({ msg }) => msg)).not.toContain('allowance-too-small');
    expect(await days('2026-11-24')).toBe(10);
    expect(logged).toContainEqual({ msg: 'allowance-too-small', date: '2026-11-24', service: SERVICE, entries: 20 });
  });

  it('reads no agenda for which nothing is due', async () => {
    await evaluated();
    await tables.agendas.create(anAgenda({ addresseeId: 'quiet', nextOn: on('2027-06-01'), entries: [] }));
    const read: unknown[] = [];
    for await (const { items } of tables.agendas.due(on('2026-11-24'), 0, 1)) read.push(...items);
    expect(read).toEqual([]);
  });

  it('leaves out a service that the agendas were not evaluated for, and says so', async () => {
    await due(3);
    await scan();
    expect(addressees()).toEqual([]);
    expect(logged.map(({ msg }) => msg)).toContain('service-left-out');
  });

  it('names a malformed agenda and goes on', async () => {
    await evaluated();
    await due(2);
    await tables.documents.send(
      new PutCommand({ TableName: 'Agenda', Item: { addresseeId: 'bad', nextOn: '2026-01-01', entries: 'none' } }),
    );
    await scan();
    expect(addressees()).toHaveLength(2);
    expect(logged.map(({ msg }) => msg)).toContain('agendas-malformed');
  });

  it('has an agenda evaluated anew when its review has come', async () => {
    await evaluated();
    await tables.agendas.create(
      anAgenda({ addresseeId: 'old', entries: [], reviewOn: on('2026-11-24'), nextOn: on('2026-11-24') }),
    );
    await scan();
    expect(evaluations).toEqual([{ v: 1, kind: 'residents', ids: ['old'] }]);
  });
});

describe('evaluation', () => {
  const work = (today = '2026-11-24', hash = 'rule') => {
    const run = evaluate({
      residents: tables.residents,
      agendas: tables.agendas,
      epochs: tables.epochs,
      queue: async (messages) => void evaluations.push(...messages),
      services: [...servicesOf({ [SERVICE]: {} })],
      hashes: { [SERVICE]: hash },
      context: { municipality: '9901' },
      segments: 2,
      today: () => on(today),
      log: (msg) => void logged.push({ msg }),
    });
    return async (event: EvaluateEvent) => {
      evaluations = [event];
      for (let next = evaluations.shift(); next; next = evaluations.shift()) await run(next);
    };
  };
  const resident = (residentId: string, over: object = {}) =>
    tables.residents.create({
      residentId,
      listId: 'l',
      hash: 'h',
      asOf: on('2026-11-24'),
      record: aRecord(),
      bsn: new Uint8Array([1]),
      agendas: [],
      dirty: true,
      ...over,
    });

  it('gives every changed resident an agenda, due or not, and cleans them', async () => {
    for (let index = 0; index < 230; index += 1)
      await resident(`r${index}`, index % 2 === 0 ? { record: aRecord({ documents: [] }) } : {});
    await work()({ v: 1, kind: 'changed' });
    for (const id of ['r0', 'r1', 'r229']) {
      const agenda = await tables.agendas.get(id);
      expect(agenda?.entries).toHaveLength(id === 'r0' ? 0 : 2);
      expect(agenda && agenda.reviewOn > '2026-11-24' && agenda.reviewOn <= '2027-11-24').toBe(true);
      expect(await tables.residents.get(id)).toMatchObject({ agendas: [id] });
      expect((await tables.residents.get(id))?.dirty).toBeUndefined();
    }
  });

  it('stays dirty when the record changed while it was evaluated', async () => {
    await resident('r');
    const original = tables;
    const { get, renew, noteAgendas } = original.residents;
    const meddled: typeof noteAgendas = async (id, agendaIds) => {
      const before = await get(id);
      if (before) await renew({ ...before, hash: 'newer' }, before);
      return noteAgendas(id, agendaIds);
    };
    tables = { ...original, residents: { ...original.residents, noteAgendas: meddled } };
    await work()({ v: 1, kind: 'residents', ids: ['r'] });
    tables = original;
    expect(await get('r')).toMatchObject({ dirty: true, hash: 'newer' });
  });

  it('backfills everybody when a rule changed, notes it when the last page is done, and does nothing otherwise', async () => {
    for (let index = 0; index < 120; index += 1) await resident(`r${index}`, { dirty: undefined });
    await work()({ v: 1, kind: 'backfill' });
    expect(await tables.epochs.get()).toEqual({ [SERVICE]: 'rule' });
    expect((await tables.agendas.get('r7'))?.entries).toHaveLength(2);
    logged = [];
    await work()({ v: 1, kind: 'backfill' });
    expect(logged).toEqual([]);
    await work('2026-11-25', 'another')({ v: 1, kind: 'backfill' });
    expect(await tables.epochs.get()).toEqual({ [SERVICE]: 'another' });
  });

  it('blocks a contested or missing resident, keeps the entries, and lifts the block', async () => {
    await resident('r');
    const evaluateIt = () => work()({ v: 1, kind: 'residents', ids: ['r'] });
    await evaluateIt();
    await tables.residents.markMissing('r');
    await evaluateIt();
    expect(await tables.agendas.get('r')).toMatchObject({
      blocked: 'missing',
      entries: [{ state: 'open' }, { state: 'open' }],
    });
    const before = await tables.residents.get('r');
    if (before) await tables.residents.renew({ ...before, hash: 'back' }, before);
    await evaluateIt();
    expect((await tables.agendas.get('r'))?.blocked).toBeUndefined();
    const back = await tables.residents.get('r');
    if (back) await tables.residents.contest('r', ['a', 'b'], back);
    await evaluateIt();
    expect(await tables.agendas.get('r')).toMatchObject({
      blocked: 'contested',
      entries: [{ state: 'open' }, { state: 'open' }],
    });
  });

  it('finds at a review what came within reach since', async () => {
    await resident('r', {
      record: aRecord({ documents: [{ kind: 'PN', ref: 'one', expiresOn: '20290101' as never }] }),
    });
    await work('2026-11-24')({ v: 1, kind: 'residents', ids: ['r'] });
    expect((await tables.agendas.get('r'))?.entries).toEqual([]);
    const reviewOn = (await tables.agendas.get('r'))?.reviewOn as string;
    await work(reviewOn)({ v: 1, kind: 'residents', ids: ['r'] });
    const second = (await tables.agendas.get('r'))?.reviewOn as string;
    expect(second > reviewOn).toBe(true);
    await work(second)({ v: 1, kind: 'residents', ids: ['r'] });
    expect((await tables.agendas.get('r'))?.entries).toMatchObject([
      { stage: 'notice', from: '2028-10-03', state: 'open' },
      { stage: 'reminder', from: '2028-12-02', state: 'open' },
    ]);
  });
});
