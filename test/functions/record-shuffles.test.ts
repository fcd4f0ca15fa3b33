import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '#events/provider-event.ts';
import { recordEvent } from '#functions/record/record-event.ts';
import { seeded } from '#infra/local/invented/random.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { pack } from '#shared/domain/pack.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { at } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { memoryRecords } from '#test/memory-records.ts';
import { type ReportedCase, reportedCase } from '#test/reported-case.ts';
import { readTag } from '#test/tags.ts';

const CASES = 500;
const SHUFFLES = 20;
const ON_TABLES = 100;
/** Events that one invocation works at the same time. */
const AT_ONCE = 10;

const counts = new Map<string, number>();
const count = (what: string, more = 1) => counts.set(what, (counts.get(what) ?? 0) + more);

/** Every event once to three times and every forgery once or twice, in an order of the seed. */
const shuffled = ({ events, forgeries }: ReportedCase, seed: number): ProviderEvent[] => {
  const random = seeded(seed);
  const all = [...events, ...events.filter(() => random.chance(0.5)), ...events.filter(() => random.chance(0.3))];
  count('repetitions', all.length - events.length);
  for (const { kind, event } of forgeries) {
    count(`forged: ${kind}`);
    all.push(event, ...(random.chance(0.3) ? [event] : []));
  }
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last);
    [all[last], all[other]] = [all[other] as ProviderEvent, all[last] as ProviderEvent];
  }
  return all;
};

/** What must not depend on the order: of an agenda its version does, and the order of its entries means nothing. */
type After = {
  readonly states: object;
  readonly agendas: readonly object[];
  readonly orphans: readonly string[];
  readonly work: readonly string[];
};

const afterOf = (
  notices: readonly Notice[],
  agendas: readonly Agenda[],
  orphans: Iterable<string>,
  work: Iterable<string>,
): After => ({
  states: Object.fromEntries(notices.map(({ noticeId, state }) => [noticeId, state])),
  agendas: agendas.map(({ v: _, entries, ...rest }) => ({
    ...rest,
    entries: entries.toSorted((a, b) => (noticeIdOf(a) < noticeIdOf(b) ? -1 : 1)),
  })),
  orphans: [...orphans].sort(),
  work: [...work].sort(),
});

const inMemory = async (one: ReportedCase, events: readonly ProviderEvent[]): Promise<After> => {
  const { record, notices, agendas, orphans, work } = memoryRecords(one);
  for (const event of events) await record(event);
  return afterOf([...notices.values()], [...agendas.values()], orphans, work);
};

const expectBy = ({ expected }: ReportedCase, after: After) => {
  expect(after.states).toEqual(expected.states);
  expect(after.orphans).toEqual(expected.orphans);
  expect(after.work).toEqual(expected.work);
  for (const { addresseeId, suppressed, entries } of after.agendas as Agenda[]) {
    expect(suppressed).toEqual(expected.closed[addresseeId]);
    const recoveries = entries.filter(({ stage }) => stage === 'recovery').map(noticeIdOf);
    expect(recoveries).toEqual(expected.recoveries[addresseeId]);
  }
};

afterAll(() => console.info(Object.fromEntries([...counts].sort())));

describe(`${CASES * SHUFFLES} shuffles of what providers report, with repetitions and forgeries`, () => {
  it('end in the same states and agendas in every order, and keep every event that belongs to nobody', async () => {
    for (let seed = 1; seed <= CASES; seed += 1) {
      const one = reportedCase(seed);
      count('notices', one.notices.length);
      count('events', one.events.length);
      const plain = await inMemory(one, [...one.events, ...one.forgeries.map(({ event }) => event)]);
      const same = JSON.stringify(plain);
      expectBy(one, plain);
      count('orphans expected', one.expected.orphans.length);
      count('orphans kept', plain.orphans.length);
      for (let n = 0; n < SHUFFLES; n += 1) {
        const after = await inMemory(one, shuffled(one, seed * SHUFFLES + n));
        count('shuffles');
        if (JSON.stringify(after) === same) continue; // a hundred times faster than toEqual, and no less strict
        expect(after, `case ${seed}, shuffle ${n}`).toEqual(plain);
      }
    }
    expect(counts.get('shuffles')).toBe(CASES * SHUFFLES);
    expect(counts.get('orphans kept')).toBe(counts.get('orphans expected'));
  });

  it('are of every kind of forgery, many times each', () => {
    const kinds = [...counts].filter(([what]) => what.startsWith('forged: '));
    expect(kinds.map(([, times]) => times >= 1000)).toEqual(Array(11).fill(true));
  });
});

describe(`${ON_TABLES} of them on tables, ${AT_ONCE} events at the same time`, () => {
  let tables: EmbeddedTables;
  beforeAll(async () => {
    tables = await embeddedTables();
  });
  afterAll(() => tables.stop());

  const record = () =>
    recordEvent({
      notices: tables.notices,
      batches: tables.batches,
      read: readTag,
      change: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
      addWork: tables.worklist.add,
      keepOrphan: tables.orphans.keep,
      outcomes: { harm: async () => {}, add: () => {} },
      now: () => at('2026-11-24T10:00:00.000Z'),
      log: () => {},
    });
  const put = async ({ batches, agendas, notices }: ReportedCase) => {
    for (const { batch, members } of batches) {
      await tables.batches.open(batch.batch, 1);
      for (const member of members) await tables.batches.join(batch.batch, member, 1);
      if (batch.state === 'CLOSED') await tables.batches.startClosing(batch.batch);
      if (batch.manifest) await tables.batches.choose(batch.batch, batch.manifest);
    }
    for (const agenda of agendas) await tables.agendas.create(agenda);
    for (const notice of notices) await tables.notices.putOver(notice, undefined);
  };
  /** Orphans and work of all cases, told apart by the case's own messages and residents. */
  const kept = async () => {
    const found: Record<string, string>[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await tables.documents.send(
        new ScanCommand({ TableName: 'Notices', ConsistentRead: true, ExclusiveStartKey: after }),
      );
      found.push(...((page.Items ?? []) as Record<string, string>[]));
      after = page.LastEvaluatedKey;
    } while (after);
    return {
      orphans: found
        .filter(({ pk }) => pk?.startsWith('orphan#'))
        .map(({ messageId, type, tag }) => `${messageId} ${type} ${tag}`),
      work: found.filter(({ sk }) => sk === 'work').map(({ kind, subject, reason }) => `${kind} ${subject} ${reason}`),
    };
  };

  it('end as they do in memory', async () => {
    const cases = Array.from({ length: ON_TABLES }, (_, n) => ({ seed: n + 1, one: reportedCase(n + 1) }));
    for (const { seed, one } of cases) {
      await put(one);
      for (const batch of pack(shuffled(one, seed), AT_ONCE)) await Promise.all(batch.map(record()));
    }
    const { orphans, work } = await kept();
    for (const { seed, one } of cases) {
      const notices = await Promise.all(one.notices.map(({ noticeId }) => tables.notices.get(noticeId)));
      const agendas = await Promise.all(one.agendas.map(({ addresseeId }) => tables.agendas.get(addresseeId)));
      const after = afterOf(
        notices as Notice[],
        agendas as Agenda[],
        orphans.filter((orphan) => one.expected.orphans.includes(orphan)),
        work.filter((item) => item.includes(` resident-${seed}-`)),
      );
      expect(after, `case ${seed}`).toEqual(await inMemory(one, shuffled(one, seed)));
      count('shuffles on tables');
    }
    expect(orphans.sort()).toEqual([...new Set(cases.flatMap(({ one }) => one.expected.orphans))].sort());
  });
});
