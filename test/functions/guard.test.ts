import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { CandidatesEvent } from '#events/candidates.ts';
import { scanAgendas } from '#functions/scan/scan-agendas.ts';
import { type Plan, plan } from '#shared/domain/plan.ts';
import type { Service } from '#shared/domain/service.ts';
import type { WorkKind } from '#shared/domain/work-kinds.ts';
import { plans } from '#shared/store/plans.ts';
import { workIdOf } from '#shared/store/worklist.ts';
import { anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

const [ONE, OTHER] = ['travel-document-expiry', 'another'] as const;
const service = (id: string, over: Partial<Service> = {}) =>
  ({ id, kind: 'inform', priority: 1, retentionDays: 30, allowance: 1_000, ...over }) as Service;
const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'] as const;

let tables: EmbeddedTables;
let services: Map<string, Service>;
let queued: CandidatesEvent[];
let logged: Record<string, unknown>[];
let kept: Map<string, string>;
beforeEach(async () => {
  await tables?.stop();
  tables = await embeddedTables();
  services = new Map([
    [ONE, service(ONE, { band: { least: 0, most: 3 }, freshnessDays: { persons: 7 } })],
    [OTHER, service(OTHER)],
  ]);
  [queued, logged, kept] = [[], [], new Map()];
  await tables.deliveries.noteAsOf('persons', on('2026-11-23'));
  await evaluated({ [ONE]: 'rule', [OTHER]: 'rule' });
  for (const id of services.keys())
    for (const by of ['anna', 'bert'])
      await tables.approvals.approve(
        { service: id, hash: 'whole', by, at: at('2026-11-20T09:00:00.000Z') },
        { hash: 'whole', author: 'carla' },
      );
});
afterAll(() => tables.stop());

const evaluated = (hashes: Record<string, string>) =>
  tables.epochs.segmentDone(`f${JSON.stringify(hashes)}`, 0, 1, hashes);
type Deps = Parameters<typeof scanAgendas>[0];
/** A scan of a date: whom it planned today, by service. */
const scan = async (date: string, over: Partial<Deps> = {}) => {
  const now = at(`${date}T09:05:00.000Z`);
  const before = queued.length;
  await scanAgendas({
    agendas: tables.agendas,
    runs: tables.runs,
    plans: plans({
      put: async (key, body) => void kept.set(key, body as string),
      get: async (key) => (kept.has(key) ? Buffer.from(kept.get(key) as string) : undefined),
    }),
    epochs: tables.epochs,
    approvals: tables.approvals,
    deliveries: tables.deliveries,
    notices: tables.notices,
    switches: tables.switches,
    addWork: tables.worklist.add,
    queueCandidates: async (messages) => void queued.push(...messages),
    queueEvaluate: async () => {},
    serviceOf: (id) => services.get(id),
    hashes: { [ONE]: 'rule', [OTHER]: 'rule' },
    versionOf: () => 'whole',
    allowances: {},
    trial: 25,
    segments: 2,
    now: () => now,
    log: (msg, fields) => void logged.push({ msg, ...fields }),
    ...over,
  })({ v: 1, at: now });
  const entries = queued.slice(before).flatMap(({ candidates }) => candidates.flatMap((each) => each.entries));
  return Object.fromEntries(
    [...services.keys()].map((id) => [id, entries.filter((entry) => entry.includes(`#${id}#`)).length]),
  );
};
let made = 0;
/** So many people with something due of a service, since a day. */
const due = async (count: number, id: string = ONE, from = '2026-11-01', until = '2026-12-24') => {
  for (let index = 0; index < count; index += 1) {
    made += 1;
    const about = `resident-${made}`;
    const entry = anEntry({ about, service: id, from: on(from), until: on(until) });
    await tables.agendas.create(anAgenda({ addresseeId: about, entries: [entry], nextOn: on(from) }));
  }
};
const planOf = async (date: string): Promise<Plan> =>
  plan.parse(JSON.parse(kept.get((await tables.runs.get(on(date)))?.plan as string) as string));
const lines = (msg: string) => logged.filter((line) => line.msg === msg);
const work = (kind: WorkKind, subject: string) => tables.worklist.get(workIdOf({ kind, subject }));
const release = () => tables.switches.release(`service:${ONE}`, at('2026-11-24T15:00:00.000Z'));

describe('a service of which unusually much comes due', () => {
  beforeEach(async () => {
    await due(5);
    await due(2, OTHER);
    expect(await scan(DAYS[0])).toEqual({ [ONE]: 5, [OTHER]: 2 });
    await due(4);
  });

  it('is halted before anybody is contacted, and the others go on', async () => {
    expect(await scan(DAYS[1])).toEqual({ [ONE]: 0, [OTHER]: 2 });
    expect(await tables.switches.reasons()).toEqual(new Map([[`service:${ONE}`, 'unusual:above-its-band']]));
    expect(lines('service-halted')).toEqual([
      expect.objectContaining({ service: ONE, reason: 'unusual:above-its-band', newly: 4, days: 1 }),
    ]);
    expect(await work('service-halted', `${ONE}#${DAYS[1]}`)).toMatchObject({
      reason: 'unusual:above-its-band',
      due: '2026-11-25',
    });
    expect((await planOf(DAYS[1])).leftOut).toEqual([{ service: ONE, reason: 'above-its-band' }]);
    expect((await tables.runs.get(on(DAYS[1])))?.counted).toMatchObject({
      [ONE]: { on: DAYS[1], newly: 4, days: 1, usual: [] },
      [OTHER]: { on: DAYS[1], newly: 0, days: 1 },
    });
  });

  it('goes on when somebody has released it, and is not halted for the same again', async () => {
    await scan(DAYS[1]);
    expect(await scan(DAYS[2])).toMatchObject({ [ONE]: 0 });
    expect(lines('service-left-out').at(-1)).toMatchObject({ service: ONE, reason: 'halted' });
    await release();
    expect(await scan(DAYS[3])).toMatchObject({ [ONE]: 9 });
    expect(lines('service-halted')).toHaveLength(1);
  });

  it('is halted again for what is new when it was released', async () => {
    await scan(DAYS[1]);
    await release();
    await due(4);
    expect(await scan(DAYS[2])).toMatchObject({ [ONE]: 0 });
    expect(lines('service-halted')).toHaveLength(2);
  });

  it('is halted the same when the scan was cut off between the halt and the plan', async () => {
    await due(4); // so many that two days would not explain them
    const put = () => Promise.reject(new Error('cut off'));
    await expect(scan(DAYS[1], { plans: { put, get: async () => planOf(DAYS[0]) } })).rejects.toThrow('cut off');
    expect(await tables.switches.halted([`service:${ONE}`])).toBe(`service:${ONE}`);
    expect(await scan(DAYS[1])).toMatchObject({ [ONE]: 0 });
    await release();
    expect(await scan(DAYS[2])).toMatchObject({ [ONE]: 13 });
  });

  it('that somebody halted by hand meanwhile is counted when it is released, not before', async () => {
    await tables.switches.halt(`service:${ONE}`, 'drill', at('2026-11-24T08:00:00.000Z'));
    expect(await scan(DAYS[1])).toMatchObject({ [ONE]: 0 });
    expect(lines('service-halted')).toEqual([]);
    await release();
    expect(await scan(DAYS[2])).toMatchObject({ [ONE]: 4 + 5 }); // four in two days
    await tables.switches.halt(`service:${ONE}`, 'drill', at('2026-11-26T08:00:00.000Z'));
    await due(7);
    expect(await scan(DAYS[3])).toMatchObject({ [ONE]: 0 });
    await release();
    expect(await scan(DAYS[4])).toMatchObject({ [ONE]: 0 });
    expect(lines('service-halted')).toEqual([expect.objectContaining({ newly: 7, days: 2 })]);
  });

  it('while its agendas were being evaluated anew is counted when they are', async () => {
    const hashes = { [ONE]: 'newer', [OTHER]: 'rule' };
    expect(await scan(DAYS[1], { hashes })).toMatchObject({ [ONE]: 0 });
    expect(await tables.switches.reasons()).toEqual(new Map());
    await due(3);
    await evaluated(hashes);
    expect(await scan(DAYS[2], { hashes })).toMatchObject({ [ONE]: 0 });
    expect(lines('service-halted')).toEqual([expect.objectContaining({ newly: 7, days: 2 })]);
  });
});

describe('a first run', () => {
  it('counts the windows that open on its day; what opened before is for the trial to hold back', async () => {
    await due(3, ONE, DAYS[0]);
    await due(40);
    expect(await scan(DAYS[0])).toMatchObject({ [ONE]: 43 });
  });
  it('halts a service of which too many open on its day', async () => {
    await due(4, ONE, DAYS[0]);
    expect(await scan(DAYS[0])).toMatchObject({ [ONE]: 0 });
  });
});

describe('after three days without a run', () => {
  it('one run finds all that is still open, and divides by the days', async () => {
    await due(2);
    await scan(DAYS[0]);
    await due(6, ONE, '2026-11-24');
    await due(4, ONE, '2026-11-25', '2026-11-27');
    await due(6, ONE, '2026-11-27');
    expect(await scan(DAYS[4])).toMatchObject({ [ONE]: 2 + 6 + 4 + 6 }); // four of them as lapsed
    expect((await tables.runs.get(on(DAYS[4])))?.counted?.[ONE]).toMatchObject({ newly: 12, days: 4 });
    expect(lines('service-halted')).toEqual([]);
  });

  it('fired twice, also at the same time, it is one run', async () => {
    await due(130);
    await Promise.all([scan(DAYS[4]), scan(DAYS[4])]);
    await scan(DAYS[4]);
    const ids = queued.flatMap(({ candidates }) => candidates.map(({ addresseeId }) => addresseeId));
    expect(new Set(ids).size).toBe(130);
    expect(await tables.runs.open()).toEqual([DAYS[4]]);
    expect(lines('planned')).toHaveLength(1);
  });
});

describe('no run is made', () => {
  const halted = async (date: string, reason: string) => {
    expect(await scan(date)).toEqual({ [ONE]: 0, [OTHER]: 0 });
    expect(await tables.runs.get(on(date))).toBeUndefined();
    expect(lines('run-not-made').at(-1)).toMatchObject({ date, reason });
    expect(await work('run-halted', date)).toMatchObject({ reason });
    expect(await tables.switches.reasons()).toEqual(new Map());
  };

  it('of an agenda table with nothing in it', async () => {
    await halted(DAYS[0], 'no-agendas');
  });

  it('when more than a tenth of the agendas is gone, and the next one is when they are back', async () => {
    const quiet = (nth: number) =>
      anAgenda({ addresseeId: `quiet-${nth}`, entries: [], nextOn: on('2027-06-01'), reviewOn: on('2027-06-01') });
    await due(1);
    for (let nth = 0; nth < 19; nth += 1) await tables.agendas.create(quiet(nth));
    expect(await scan(DAYS[0])).toMatchObject({ [ONE]: 1 });
    expect((await tables.runs.get(on(DAYS[0])))?.agendas).toBe(20);
    const remove = (nth: number) =>
      tables.documents.send(new DeleteCommand({ TableName: 'Agenda', Key: { addresseeId: `quiet-${nth}` } }));
    for (const nth of [0, 1]) await remove(nth);
    expect(await scan(DAYS[1])).toMatchObject({ [ONE]: 1 }); // of 20, 18 are no fewer than nine tenths
    for (const nth of [2, 3]) await remove(nth);
    await halted(DAYS[2], 'agendas-lost');
    for (const nth of [2, 3]) await tables.agendas.create(quiet(nth));
    expect(await scan(DAYS[2])).toMatchObject({ [ONE]: 1 });
  });

  it('when more than one in a hundred of those due cannot be read; they are listed in one line', async () => {
    const bad = async (nth: number) => {
      const Item = { addresseeId: `bad-${nth}`, nextOn: '2026-01-01', entries: 'none' };
      await tables.documents.send(new PutCommand({ TableName: 'Agenda', Item }));
    };
    await due(3);
    for (let nth = 0; nth < 5; nth += 1) await bad(nth);
    expect(await scan(DAYS[0])).toMatchObject({ [ONE]: 3 });
    const ids = [0, 1, 2, 3, 4].map((nth) => `bad-${nth}`);
    expect(lines('agendas-malformed')).toEqual([
      { msg: 'agendas-malformed', date: DAYS[0], count: 5, ids: expect.arrayContaining(ids) },
    ]);
    await bad(5);
    await halted(DAYS[1], 'agendas-malformed');
  });
});

describe('a service is left out, and the others go on', () => {
  const leftOut = async (date: string, reason: string, over: Partial<Deps> = {}) => {
    expect(await scan(date, over)).toEqual({ [ONE]: 0, [OTHER]: 1 });
    expect(lines('service-left-out').at(-1)).toMatchObject({ service: ONE, reason });
    expect(await tables.switches.reasons()).toEqual(new Map());
  };
  beforeEach(async () => {
    await due(1);
    await due(1, OTHER);
  });

  it('when what it reads is older than it says, until a delivery comes', async () => {
    expect(await scan('2026-11-30')).toEqual({ [ONE]: 1, [OTHER]: 1 });
    await leftOut('2026-12-01', 'stale:persons');
    await tables.deliveries.noteAsOf('persons', on('2026-12-02'));
    expect(await scan('2026-12-02')).toEqual({ [ONE]: 1, [OTHER]: 1 });
  });

  it('when nobody approved its very version', async () => {
    await leftOut(DAYS[0], 'not-approved', { versionOf: (id) => (id === ONE ? 'newer' : 'whole') });
    expect(await scan(DAYS[1])).toEqual({ [ONE]: 1, [OTHER]: 1 });
  });
});
