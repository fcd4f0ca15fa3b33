import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideCandidate } from '#functions/decide/decide-candidate.ts';
import { putDecision } from '#functions/decide/put-decision.ts';
import type { Stages } from '#functions/decide/stages.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { addDays } from '#shared/domain/dates.ts';
import type { Service } from '#shared/domain/service.ts';
import { anAgenda, anEntry, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

const AT_ONCE = 24;
const ROUNDS = 6;
let tables: EmbeddedTables;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());

const serviceOf = (id: string) =>
  ({ id, kind: id === 'award' ? 'award' : 'inform', priority: 1, retentionDays: 365 }) as Service;
const TODAY = on('2026-11-24');
const now = () => at(`${TODAY}T09:05:00.000Z`);

describe('one addressee, decided by many functions at once', () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => [round]))(
    'gets no more than two that count, each once, and all that counts for none (round %i)',
    async (round) => {
      const about = `resident-${round}`;
      const entries = Array.from({ length: AT_ONCE }, (_, index) =>
        anEntry({
          about,
          service: index % 6 === 0 ? 'award' : `service-${index}`,
          occasion: `o-${index}`,
          from: addDays(TODAY, -index),
        }),
      );
      const before = Array.from({ length: round % 3 }, (_, index) => ({ on: TODAY, notice: `earlier-${index}` }));
      await tables.agendas.create(anAgenda({ addresseeId: about, entries, sent: before }));
      const rung: string[] = [];
      const approved: Stages = new Map(entries.map(({ service }) => [service, 'open']));
      const decideOne = decideCandidate({
        agendas: tables.agendas,
        notices: tables.notices,
        put: putDecision({ notices: tables.notices, serviceOf, hashOf: () => 'whole', now }),
        ring: async (_, { noticeId }) => void rung.push(noticeId),
        serviceOf,
        takeSeat: async () => true,
        today: () => TODAY,
        log: () => {},
      });
      // Of two that meet one is refused by the version and comes again, as the queue would have it.
      const planned = entries.map((entry) => ({ addresseeId: about, entries: [noticeIdOf(entry)] }));
      for (let left = planned; left.length > 0; ) {
        const came = await Promise.allSettled(left.map((candidate) => decideOne(candidate, approved)));
        left = left.filter((_, index) => came[index]?.status === 'rejected');
      }
      const agenda = await tables.agendas.get(about);
      const claimed = agenda?.entries.filter(({ state }) => state === 'claimed') ?? [];
      const counted = claimed.filter(({ service }) => service !== 'award');
      expect(counted).toHaveLength(2 - before.length);
      expect(claimed.length - counted.length).toBe(AT_ONCE / 6);
      expect(agenda?.sent).toHaveLength(2);
      expect(rung.sort()).toEqual(claimed.map(noticeIdOf).sort());
    },
  );
});
