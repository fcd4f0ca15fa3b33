import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeBatches } from '#functions/close-batch/close-batches.ts';
import { decidePack } from '#functions/decide/decide-pack.ts';
import { dispatchNotice } from '#functions/dispatch/dispatch-notice.ts';
import { scanAgendas } from '#functions/scan/scan-agendas.ts';
import { sweepRuns } from '#functions/sweep/sweep-runs.ts';
import { ruleHashes } from '#shared/aws/services-on.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { serviceOf } from '#shared/services/index.ts';
import { switches } from '#shared/store/switches.ts';
import { epochEnv, tableEpochOf } from '#shared/store/table-epoch.ts';
import { aNotice, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables, TABLE_EPOCH } from '#test/embedded-tables.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

const Key = { pk: 'switch#halted', sk: 'switch' };
const NOW = at('2026-11-24T09:05:00.000Z');
const TODAY = on('2026-11-24');

let tables: EmbeddedTables;
let logged: string[];
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  logged = [];
  await tables.documents.send(new DeleteCommand({ TableName: 'Notices', Key }));
});
const log = (msg: string) => void logged.push(msg);
const restored = (epoch = '1/Agenda-before/Notices') =>
  tables.documents.send(new PutCommand({ TableName: 'Notices', Item: { ...Key, epoch } }));
const never = () => Promise.reject(new Error('must not be done'));

describe('the table epoch', () => {
  const environment = { EPOCH: '1', AGENDA_TABLE: 'Agenda', NOTICES_TABLE: 'Notices' };
  it('is another one when either table has another name, or the number was raised', () => {
    expect(tableEpochOf(environment)).toBe(TABLE_EPOCH);
    const others = [{ EPOCH: '2' }, { AGENDA_TABLE: 'Agenda-2' }, { NOTICES_TABLE: 'Notices-2' }];
    const all = others.map((over) => tableEpochOf({ ...environment, ...over }));
    expect(new Set([TABLE_EPOCH, ...all]).size).toBe(4);
  });
  it.each(['', '0', '1.5', 'one'])('is told by a number: not by "%s"', (EPOCH) => {
    expect(epochEnv.safeParse({ ...environment, EPOCH }).success).toBe(false);
  });
  it('is part of what the agendas were evaluated with', () => {
    const on = { one: { rule: 'a', whole: 'b' } };
    expect(ruleHashes(on, TABLE_EPOCH)).toEqual(ruleHashes(on, TABLE_EPOCH));
    expect(ruleHashes(on, TABLE_EPOCH)).not.toEqual(ruleHashes(on, '2/Agenda/Notices'));
    expect(ruleHashes(on, TABLE_EPOCH)).not.toEqual(ruleHashes({ one: { rule: 'c', whole: 'b' } }, TABLE_EPOCH));
  });
  it('is kept where there is none, and halts nothing until then', async () => {
    expect(await tables.switches.halted(['all'])).toBeUndefined();
    expect(await tables.switches.adoptEpoch()).toBe(true);
    expect(await tables.switches.adoptEpoch()).toBe(true);
    expect(await tables.switches.halted(['all'])).toBeUndefined();
    expect(await switches(tables.documents, 'Notices', '2/Agenda/Notices').halted([])).toBe('epoch');
  });
  it('halts whatever is asked when another is kept, and does not give way to the deployed one', async () => {
    await restored();
    expect(await tables.switches.adoptEpoch()).toBe(false);
    expect(await tables.switches.halted([])).toBe('epoch');
    expect(await tables.switches.halted(['channel:email'])).toBe('epoch');
    await tables.switches.settleEpoch();
    expect(await tables.switches.halted([])).toBeUndefined();
  });
  it('leaves what else is halted as it is', async () => {
    await restored();
    await tables.switches.halt('channel:sms', 'drill', NOW);
    await tables.switches.settleEpoch();
    expect(await tables.switches.halted(['channel:sms'])).toBe('channel:sms');
  });
});

describe('while the tables are restored and not reconciled', () => {
  beforeEach(() => restored());

  it('scan plans nothing, queues nothing and says so', async () => {
    const scan = scanAgendas({
      agendas: { due: () => never() as never, read: () => undefined },
      runs: { get: never, start: never, advance: never, newest: never, noteNewest: never },
      plans: { put: never, get: never },
      notices: { getMany: never },
      epochs: { get: never },
      approvals: { get: never, replace: never },
      deliveries: { deliveredAsOf: never },
      addWork: never,
      versionOf: () => 'whole',
      trial: 25,
      switches: tables.switches,
      queueCandidates: never,
      queueEvaluate: never,
      serviceOf,
      hashes: {},
      allowances: {},
      segments: 1,
      now: () => NOW,
      log,
    });
    expect(await scan({ v: 1, at: NOW })).toEqual({ date: TODAY, candidates: 0 });
    expect(logged).toEqual(['restored-tables']);
  });

  it('decide takes a pack off the queue unread', async () => {
    await decidePack({
      today: () => TODAY,
      switches: tables.switches,
      stages: never,
      decideOne: never,
      ringAll: never,
      requeue: never,
      log,
    })({ v: 1, date: TODAY, candidates: [{ addresseeId: 'a', entries: ['x'] }] });
    expect(logged).toEqual(['pack-of-restored-tables']);
  });

  it('decide goes on when something else is halted: dispatch asks for that', async () => {
    await tables.switches.settleEpoch();
    await tables.switches.halt('all', 'drill', NOW);
    const decided: string[] = [];
    await decidePack({
      today: () => TODAY,
      switches: tables.switches,
      stages: async () => new Map(),
      decideOne: async ({ addresseeId }) => void decided.push(addresseeId),
      ringAll: async () => {},
      requeue: never,
      log,
    })({ v: 1, date: TODAY, candidates: [{ addresseeId: 'a', entries: ['x'] }] });
    expect(decided).toEqual(['a']);
  });

  it.each([
    ['that would be sent', {}],
    ['whose last day is over', { expires: on('2026-11-01') }],
  ])('dispatch leaves a notice %s as it stands', async (_, over) => {
    const notice = aNotice({ noticeId: `r#travel-document-expiry#${Object.keys(over).length}#notice`, ...over });
    await tables.notices.putOver(notice, undefined);
    await dispatchNotice({
      channel: 'email',
      agendas: { get: never },
      residents: { get: never },
      notices: { get: tables.notices.get, move: never },
      switches: tables.switches,
      prepare: never,
      deliver: never,
      serviceOf,
      hashOf: () => 'whole',
      now: () => NOW,
      log,
    })({ v: 2, noticeId: notice.noticeId, decidedOn: notice.decidedOn });
    expect(((await tables.notices.get(notice.noticeId)) as Notice).state).toBe('QUEUED');
    expect(logged).toEqual(['notice-waits']);
  });

  it('no batch is closed', async () => {
    const close = closeBatches({ unfinished: async () => ['2026-11-24'], switches: tables.switches, close: never });
    expect(await close({ v: 1, at: at('2026-11-24T16:30:00.000Z') })).toEqual({ batches: [] });
  });

  it('the sweep helps nothing on, resumes no batch, rings for nobody and says so', async () => {
    const sweep = sweepRuns({
      runs: { get: never, open: never, advance: never, swept: never, close: never },
      plans: { get: never },
      notices: { getMany: never },
      batches: { unfinished: never, get: never },
      switches: tables.switches,
      closeBatch: never,
      queueCandidates: never,
      nothingToDecide: never,
      halts: never,
      tend: never,
      log,
    });
    expect(await sweep({ v: 1, at: NOW })).toEqual({ swept: [], closed: [] });
    expect(logged).toEqual(['restored-tables']);
  });
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));
