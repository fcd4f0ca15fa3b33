import { createReadStream } from 'node:fs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { CandidatesEvent } from '#events/candidates.ts';
import { decideCandidate } from '#functions/decide/decide-candidate.ts';
import { decidePack } from '#functions/decide/decide-pack.ts';
import { putDecision } from '#functions/decide/put-decision.ts';
import { scanAgendas } from '#functions/scan/scan-agendas.ts';
import { stageOf, TRIAL } from '#shared/domain/approval.ts';
import { dayOf } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { releaseClaim } from '#shared/domain/release-claim.ts';
import type { Service } from '#shared/domain/service.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { plans } from '#shared/store/plans.ts';
import { anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { officialSet, WHERE } from '#test/official-set.ts';
import { readFile } from '#test/registers/read-file.ts';

/** A service whose rule went wrong, or is meant so: every person is due. */
const everybody = { id: 'everybody', kind: 'inform', priority: 1, retentionDays: 30, allowance: 10_000 } as Service;
const VERSION = { hash: 'h1', author: 'carla@example.org' };

let tables: EmbeddedTables;
let kept: Map<string, string>;
beforeEach(async () => {
  await tables?.stop();
  tables = await embeddedTables();
  kept = new Map();
  await tables.epochs.segmentDone('f', 0, 1, { everybody: 'rule' });
});
afterAll(() => tables.stop());

const live = async (ids: readonly string[]) => {
  for (const about of ids) {
    const entries = [anEntry({ about, service: 'everybody', occasion: 'once', from: on('2026-11-01') })];
    await tables.agendas.create(anAgenda({ addresseeId: about, entries }));
  }
};
const approve = (by: string, hash = 'h1') =>
  tables.approvals.approve({ service: 'everybody', hash, by, at: at('2026-11-23T12:00:00.000Z') }, VERSION);

/** A day of scan and decide; every pack is handed out `copies` times at the same moment. */
const day = async (date: string, { hash = 'h1', copies = 1, planned = TRIAL } = {}): Promise<void> => {
  const now = () => at(`${date}T09:05:00.000Z`);
  const today = () => dayOf(now());
  const packs: CandidatesEvent[] = [];
  const serviceOf = (id: string) => (id === 'everybody' ? everybody : undefined);
  await scanAgendas({
    ...tables,
    plans: plans({
      put: async (key, body) => void kept.set(key, body as string),
      get: async (key) => Buffer.from(kept.get(key) as string),
    }),
    addWork: tables.worklist.add,
    queueCandidates: async (messages) => void packs.push(...messages),
    queueEvaluate: async () => {},
    serviceOf,
    hashes: { everybody: 'rule' },
    versionOf: () => hash,
    allowances: {},
    trial: planned,
    segments: 2,
    now,
    log: () => {},
  })({ v: 1, at: now() });
  const work = decidePack({
    today,
    switches: tables.switches,
    stages: async () => new Map([['everybody', stageOf(await tables.approvals.get('everybody', hash))]]),
    decideOne: decideCandidate({
      agendas: tables.agendas,
      notices: tables.notices,
      put: putDecision({ notices: tables.notices, serviceOf, hashOf: () => hash, now }),
      ring: async () => {},
      serviceOf,
      takeSeat: (service, noticeId) => tables.approvals.takeSeat(service, hash, noticeId, now(), TRIAL),
      today,
      log: () => {},
    }),
    ringAll: async () => {},
    requeue: async (messages) => void packs.push(...messages),
    log: () => {},
  });
  for (let pack = packs.shift(); pack; pack = packs.shift()) {
    const handed = pack;
    await Promise.all(Array.from({ length: copies }, () => work(handed)));
  }
};
const stored = async (): Promise<Notice[]> => {
  const { Items = [] } = await tables.documents.send(new ScanCommand({ TableName: 'Notices' }));
  return Items.filter(({ noticeId }) => noticeId) as Notice[];
};
const count = async (...states: Notice['state'][]) =>
  (await stored()).filter(({ state }) => states.includes(state)).length;
const waiting = async () => (await stored()).filter(({ state }) => state === 'QUEUED');
/** Dispatch sends what waits, but for the first so many, which come to nothing. */
const send = async (time: string, inVain = 0): Promise<void> => {
  const set = { at: at(`${time}T09:30:00.000Z`) };
  for (const [nth, notice] of (await waiting()).entries()) {
    const { moveTo } = mover(notice, set);
    if (nth >= inVain) {
      await moveTo('SENDING');
      await moveTo('SENT');
      continue;
    }
    await moveTo('CANCELLED');
    await changeAgenda(tables.agendas, notice.addresseeId, (agenda) =>
      releaseClaim(agenda, { ...notice, state: 'CANCELLED' }),
    );
  }
};
const mover = (notice: Notice, set: Pick<Notice, 'at'>) => ({
  moveTo: (to: 'SENDING' | 'SENT' | 'CANCELLED') => tables.notices.move({ by: 'dispatch', to, notice, set }),
});

const towns: [string, string | undefined, () => Promise<string[]>][] = [
  ['a town of sixty', 'here', async () => Array.from({ length: 60 }, (_, index) => `resident-${index}`)],
  [
    `the official test set (${WHERE})`,
    officialSet(),
    async () => {
      const { persons } = await readFile(createReadStream(officialSet() as string));
      return [...new Set(persons.flatMap(({ bsn }) => (bsn === undefined ? [] : `id-of-${bsn}`)))];
    },
  ],
];

describe.each(towns)('a service that selects every person of %s', (_, isThere, idsOf) => {
  it.skipIf(!isThere)(
    'contacts nobody, then 25 in all, then everybody: as two people say who did not write it',
    async () => {
      const ids = await idsOf();
      await live(ids);
      await day('2026-11-16');
      expect(await stored()).toEqual([]);

      expect(await approve('Carla@example.org')).toEqual({ refused: 'author' });
      await day('2026-11-17');
      expect(await stored()).toEqual([]);

      expect(await approve('anna@example.org')).toEqual({ stage: 'trial' });
      await day('2026-11-18');
      expect(await count('QUEUED')).toBe(25);
      await send('2026-11-18', 5);
      expect(await count('SENT')).toBe(20);

      await day('2026-11-19'); // what came to nothing is given back
      expect(await count('QUEUED', 'SENT')).toBe(25);
      await send('2026-11-19');
      expect(await count('SENT')).toBe(25);
      await day('2026-11-20');
      await send('2026-11-20');
      expect(await count('SENT')).toBe(25);

      expect(await approve('Anna@example.org ')).toEqual({ refused: 'same-person' });
      expect(await approve('carla@example.org')).toEqual({ refused: 'author' });
      await day('2026-11-21');
      expect(await count('QUEUED', 'SENT')).toBe(25);

      expect(await approve('bert@example.org')).toEqual({ stage: 'open' });
      await day('2026-11-22');
      await send('2026-11-22');
      expect(await count('SENT')).toBe(ids.length);
    },
  );
});

describe('a trial', () => {
  beforeEach(() => live(Array.from({ length: 60 }, (_, index) => `resident-${index}`)));

  it('keeps its limit when the plan does not, and when decisions are made twice at once', async () => {
    await approve('anna@example.org');
    await day('2026-11-18', { planned: 60, copies: 3 });
    expect(await count('QUEUED')).toBe(25);
    expect((await tables.agendas.get('resident-0'))?.entries).toHaveLength(1);
  });

  it('counts what still waits from the days before', async () => {
    await approve('anna@example.org');
    await day('2026-11-18');
    await day('2026-11-19');
    await day('2026-11-20', { planned: 60 });
    expect(await count('QUEUED')).toBe(25);
  });

  it('is of one version: the next one begins with nobody, and going back finds the first as it was', async () => {
    await approve('anna@example.org');
    await day('2026-11-18');
    await send('2026-11-18');
    await day('2026-11-19', { hash: 'h2' });
    expect(await stored()).toHaveLength(25);
    await day('2026-11-20');
    expect(await stored()).toHaveLength(25);
  });

  it('does not let a version decide that came after the plan, and that nobody approved', async () => {
    await approve('anna@example.org');
    const { get } = tables.approvals;
    // Approved for the scan, and no more for decide: as when another version was deployed in between.
    let asked = 0;
    const changed: typeof get = async (service, hash) => get(service, asked++ === 0 ? hash : 'h2');
    tables = { ...tables, approvals: { ...tables.approvals, get: changed } };
    await day('2026-11-18');
    expect(await stored()).toEqual([]);
  });
});
