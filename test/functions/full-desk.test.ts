import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CandidatesEvent } from '#events/candidates.ts';
import { decideCandidate } from '#functions/decide/decide-candidate.ts';
import { putDecision } from '#functions/decide/put-decision.ts';
import { scanAgendas } from '#functions/scan/scan-agendas.ts';
import { notableLine } from '#infra/local/notable-line.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { leastOf } from '#shared/domain/capacity.ts';
import { addDays, dayOf, type IsoDate } from '#shared/domain/dates.ts';
import { servicesById } from '#shared/services/index.ts';
import { plans } from '#shared/store/plans.ts';
import { anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

const SERVICE = 'travel-document-expiry';
const DUE = 2000;
const FIRST = on('2026-11-24');
const SLOTS = { bufferShare: 0.5, expectedUptake: 0.4 };
/** 300 messages a day at the desk; the telephone could take 500. */
const CAPACITIES = { phone: { slotsPerDay: 400, ...SLOTS }, desk: { slotsPerDay: 240, ...SLOTS } };

type Day = { readonly told: string[]; readonly lines: string[] };
let tables: EmbeddedTables;
let days: Day[];
const kept = new Map<string, string>();
const serviceOf = servicesById({ [SERVICE]: {} });
/** Who is due since when: a different day for every hundred, in no order. */
const openedOn = (resident: number): IsoDate => addDays(on('2026-11-24'), -((resident * 7) % 20));

const together = async <T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> => {
  for (let start = 0; start < all.length; start += 25) await Promise.all(all.slice(start, start + 25).map(act));
};

/** The day's scan, and everything that it plans decided. */
const runDay = async (date: IsoDate): Promise<Day> => {
  const now = () => at(`${date}T09:05:00.000Z`);
  await tables.deliveries.noteAsOf('persons', date);
  const [queued, told, lines]: [CandidatesEvent[], string[], string[]] = [[], [], []];
  await scanAgendas({
    ...{ agendas: tables.agendas, runs: tables.runs, notices: tables.notices, epochs: tables.epochs },
    plans: plans({
      put: async (key, body) => void kept.set(key, body as string),
      get: async (key) => Buffer.from(kept.get(key) as string),
    }),
    ...{ switches: tables.switches, serviceOf, hashes: { [SERVICE]: 'rule' }, segments: 2, now },
    queueCandidates: async (messages) => void queued.push(...messages),
    queueEvaluate: async () => {},
    ...{ approvals: tables.approvals, deliveries: tables.deliveries, addWork: tables.worklist.add },
    ...{ versionOf: () => 'whole', trial: 25, allowances: { [SERVICE]: leastOf(CAPACITIES) } },
    log: (msg, fields) => {
      const said = notableLine({ function: 'scan', at: now(), line: { msg, ...fields } });
      if (said) lines.push(said);
    },
  })({ v: 1, at: now() });
  const decideOne = decideCandidate({
    agendas: tables.agendas,
    notices: tables.notices,
    put: putDecision({ notices: tables.notices, serviceOf, hashOf: () => 'whole', now }),
    ring: async (_, { noticeId }) => void told.push(noticeId),
    serviceOf,
    takeSeat: async () => true,
    today: () => dayOf(now()),
    log: () => {},
  });
  await together(
    queued.flatMap(({ candidates }) => candidates),
    (candidate) => decideOne(candidate, new Map([[SERVICE, 'open']])),
  );
  return { told, lines };
};

beforeAll(async () => {
  tables = await embeddedTables();
  await tables.epochs.segmentDone('f', 0, 1, { [SERVICE]: 'rule' });
  for (const by of ['first', 'second'])
    await tables.approvals.approve(
      { service: SERVICE, hash: 'whole', by, at: at('2026-11-23T12:00:00.000Z') },
      { hash: 'whole', author: 'author' },
    );
  await together(
    Array.from({ length: DUE }, (_, resident) => resident),
    (resident) => {
      const about = `resident-${resident}`;
      const from = openedOn(resident);
      const entry = anEntry({ about, from, until: addDays(from, 60) });
      return tables.agendas.create(anAgenda({ addresseeId: about, entries: [entry], nextOn: from }));
    },
  );
  days = [];
  for (let day = 0; day < 8; day += 1) days.push(await runDay(addDays(FIRST, day)));
}, 300_000);
afterAll(() => tables.stop());

describe('2,000 papers that are due at once, and a desk that can take 300 people a day', () => {
  it('are told of in seven days, 300 each, and everybody once', () => {
    expect(days.map(({ told }) => told.length)).toEqual([300, 300, 300, 300, 300, 300, 200, 0]);
    expect(new Set(days.flatMap(({ told }) => told)).size).toBe(DUE);
  });

  it('are told of the longest due first', () => {
    const opened = new Map(
      Array.from({ length: DUE }, (_, resident) => [
        noticeIdOf(anEntry({ about: `resident-${resident}` })),
        openedOn(resident),
      ]),
    );
    const since = days.map(({ told }) => told.map((id) => opened.get(id) as IsoDate).sort());
    for (const [day, dates] of since.slice(1, 7).entries())
      expect(((since[day] as IsoDate[]).at(-1) as string) <= (dates[0] as string)).toBe(true);
  });

  it('wait in sight: the run says each day how many, since when, and for what', () => {
    const waiting = days.map(({ lines }) => lines.filter((line) => line.startsWith('waiting for')));
    expect(waiting).toEqual([
      ['waiting for: travel-document-expiry, desk, perDay 300, waiting 1700, oldest 2026-11-08'],
      ['waiting for: travel-document-expiry, desk, perDay 300, waiting 1400, oldest 2026-11-11'],
      ['waiting for: travel-document-expiry, desk, perDay 300, waiting 1100, oldest 2026-11-14'],
      ['waiting for: travel-document-expiry, desk, perDay 300, waiting 800, oldest 2026-11-17'],
      ['waiting for: travel-document-expiry, desk, perDay 300, waiting 500, oldest 2026-11-20'],
      ['waiting for: travel-document-expiry, desk, perDay 300, waiting 200, oldest 2026-11-23'],
      [],
      [],
    ]);
  });
});
