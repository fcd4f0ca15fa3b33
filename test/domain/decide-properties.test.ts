import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agenda, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { applyOutcomes } from '#shared/domain/apply-outcomes.ts';
import { isSunday, isWorkingDay } from '#shared/domain/calendar.ts';
import { countsForCap } from '#shared/domain/cap.ts';
import { addDays, daysBetween, type IsoDate } from '#shared/domain/dates.ts';
import { type Decision, decide } from '#shared/domain/decide.ts';
import { ALWAYS_HELD } from '#shared/domain/evidence.ts';
import type { Followed } from '#shared/domain/follow.ts';
import { type AgendaView, judge } from '#shared/domain/judge.ts';
import { planDay } from '#shared/domain/plan.ts';
import type { Service } from '#shared/domain/service.ts';
import { anAgenda, anEntry, declaredAt, on, stoppedAs } from '#test/builders.ts';

const MONDAY = on('2026-11-23');
const SERVICES: readonly Service[] = [
  {
    id: 'papers',
    kind: 'inform',
    priority: 1,
    mergeWithinDays: 60,
    follows: { reminder: { stage: 'notice', afterDays: 21 } },
  },
  { id: 'help', kind: 'invite', priority: 5 },
  { id: 'more-help', kind: 'invite', priority: 5 },
  { id: 'money', kind: 'award', priority: 9 },
].map((each) => ({ allowance: 3, ...each }) as unknown as Service);
const among =
  (services: readonly Service[]) =>
  (id: string): Service | undefined =>
    services.find((each) => each.id === id);
const serviceOf = among(SERVICES);

const day = (least: number, most: number) => fc.integer({ min: least, max: most }).map((days) => addDays(MONDAY, days));
const entryOf = (about: string): fc.Arbitrary<Entry> =>
  fc
    .record({
      service: fc.constantFrom('papers', 'papers', 'help', 'more-help', 'money', 'gone'),
      occasion: fc.constantFrom('one', 'two', 'three'),
      stage: fc.constantFrom('notice' as const, 'notice' as const, 'reminder' as const, 'recovery' as const),
      from: day(-60, 20),
      days: fc.integer({ min: 1, max: 90 }),
      state: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'closed' as const),
      isDoubtful: fc.boolean(),
      to: fc.constantFrom(undefined, undefined, 'parents' as const),
    })
    .map(({ days, isDoubtful, to, ...rest }) =>
      anEntry({
        about,
        ...rest,
        until: addDays(rest.from, days),
        ...(to && { to }),
        ...(isDoubtful && rest.occasion === 'three' && { handOver: 'age-unknown' }),
      }),
    );
const agendaOf = (addresseeId: string): fc.Arbitrary<Agenda> =>
  fc
    .record({
      entries: fc.uniqueArray(entryOf(addresseeId), { maxLength: 6, selector: noticeIdOf }),
      declared: fc.subarray(['papers', 'help', 'more-help', 'money']),
      email: fc.constantFrom(undefined, 'a@example.org'),
      sms: fc.constantFrom(undefined, '+31612345110'),
      stops: fc.subarray(['service:papers', 'service:help', 'channel:email', 'channel:sms', 'channel:letter']),
      closed: fc.subarray(['email', 'sms'] as const),
      sent: fc.array(day(-40, 0), { maxLength: 3 }),
      blocked: fc.constantFrom(undefined, undefined, undefined, 'contested' as const),
    })
    .map(({ entries, declared, email, sms, stops, closed, sent, blocked }) =>
      anAgenda({
        addresseeId,
        entries,
        reach: declared.flatMap((service) => declaredAt({ ...(email && { email }), ...(sms && { sms }) }, service)),
        stops: stoppedAs(...stops),
        suppressed: Object.fromEntries(closed.map((channel) => [channel, 'BOUNCED'])),
        sent: sent.map((date, index) => ({ on: date, notice: `n${index}` })),
        ...(blocked && { blocked }),
      }),
    );
const town = fc.tuple(...['a', 'b', 'c', 'd', 'e', 'f'].map(agendaOf));
const today = day(0, 13);
const isSaid = ({ stops }: Pick<Agenda, 'stops'>, name: string): boolean => stops.some((each) => each.name === name);
const all = ({ entries }: Agenda) => new Set(entries.map(noticeIdOf));
const check = (property: fc.IRawProperty<unknown>): void =>
  fc.assert(property as fc.IProperty<unknown>, { numRuns: 2000 });

describe('whatever is on an agenda', () => {
  it('nobody gets more than two in thirty days that count', () => {
    check(
      fc.property(agendaOf('a'), today, (agenda, date) => {
        const counted = decide(agenda, all(agenda), date, serviceOf).filter(
          ({ kind, parts: [first] }) => kind === 'dispatch' && countsForCap(serviceOf(first.service) as Service, first),
        ).length;
        const before = agenda.sent.filter((each) => daysBetween(each.on, date) < 30).length;
        expect(counted === 0 || counted + before <= 2).toBe(true);
      }),
    );
  });

  it('no e-mail or text goes to who did not declare it for this, by a channel that is closed, or on a day that is', () => {
    check(
      fc.property(agendaOf('a'), today, (agenda, date) => {
        for (const decision of decide(agenda, all(agenda), date, serviceOf)) {
          if (decision.kind !== 'dispatch' || decision.channel === 'letter') continue;
          const { channel, parts } = decision;
          const isDeclared = (service: string) =>
            agenda.reach?.some((each) => each.service === service && each.channel === channel);
          for (const { service, stage, to } of parts)
            expect([isDeclared(service), stage === 'recovery', to]).toEqual([true, false, undefined]);
          expect([agenda.suppressed[channel], isSaid(agenda, `channel:${channel}`)]).toEqual([undefined, false]);
          expect(isSunday(date)).toBe(false);
        }
      }),
    );
  });

  it('what held for every message that goes is what the list says', () => {
    const holds: Record<(typeof ALWAYS_HELD)[number], (agenda: Agenda, part: Entry, date: IsoDate) => boolean> = {
      'not-blocked': ({ blocked }) => blocked === undefined,
      'within-its-window': (_, { until }, date) => until > date,
      'not-stopped': ({ stops }, { service }) => !isSaid({ stops }, `service:${service}`),
      'nothing-for-a-person': (_, { handOver }) => handOver === undefined,
    };
    check(
      fc.property(agendaOf('a'), today, (agenda, date) => {
        for (const { kind, parts } of judge(agenda, date, serviceOf))
          if (kind === 'go')
            for (const part of parts)
              expect(ALWAYS_HELD.filter((name) => !holds[name](agenda, part, date))).toEqual([]);
      }),
    );
  });

  it('the order of entries and of services changes nothing', () => {
    const orders = agendaOf('a').chain((agenda) =>
      fc.tuple(fc.constant(agenda), fc.shuffledSubarray(agenda.entries, { minLength: agenda.entries.length })),
    );
    const services = fc.shuffledSubarray([...SERVICES], { minLength: SERVICES.length });
    check(
      fc.property(orders, services, today, ([agenda, entries], shuffled, date) => {
        const decided = decide({ ...agenda, entries }, all(agenda), date, among(shuffled));
        expect(decided).toEqual(decide(agenda, all(agenda), date, serviceOf));
      }),
    );
  });

  it('the order in which agendas are read changes nobody’s turn, and a second plan of the day is the first', () => {
    const orders = town.chain((agendas) =>
      fc.tuple(fc.constant(agendas), fc.shuffledSubarray(agendas, { minLength: agendas.length })),
    );
    check(
      fc.property(orders, today, ([agendas, shuffled], date) => {
        const plan = (views: readonly AgendaView[]) => planDay(date, views, serviceOf, []);
        const first = plan(agendas);
        expect(plan(shuffled)).toEqual(first);
        expect(plan(agendas)).toEqual(first);
      }),
    );
  });
});

/** Days of planning and deciding, with nothing in between: who was sent what, and on which day. */
const live = (
  agendas: readonly Agenda[],
  days: number,
  perDay: number,
  followed: ReadonlyMap<string, Followed>,
): Map<string, { readonly day: IsoDate; readonly by: string }> => {
  const now = new Map(agendas.map((agenda) => [agenda.addresseeId, agenda]));
  const went = new Map<string, { readonly day: IsoDate; readonly by: string }>();
  for (let date = MONDAY; date < addDays(MONDAY, days); date = addDays(date, 1)) {
    const allowances = { papers: { limit: 'desk' as const, perDay } };
    const { candidates } = planDay(date, [...now.values()], serviceOf, [], allowances, followed);
    for (const { addresseeId, entries } of candidates) {
      const agenda = now.get(addresseeId) as Agenda;
      const sent = decide(agenda, new Set(entries), date, serviceOf, { followed }).filter(
        (each): each is Extract<Decision, { kind: 'dispatch' }> => each.kind === 'dispatch',
      );
      for (const { parts, channel } of sent) went.set(noticeIdOf(parts[0]), { day: date, by: channel });
      const outcomes = sent.map(({ parts }) => ({ entry: noticeIdOf(parts[0]), claimedBy: noticeIdOf(parts[0]) }));
      const capped = sent.map(({ parts }) => noticeIdOf(parts[0]));
      if (outcomes.length > 0) now.set(addresseeId, applyOutcomes(agenda, outcomes, capped, date));
    }
  }
  return went;
};

describe('nobody is kept waiting for nothing', () => {
  const older = { service: 'papers', from: on('2026-10-01'), until: on('2027-10-01') } as const;
  /** Due for longer than anybody, and deferred every day. */
  const waiting = Array.from({ length: 60 }, (_, index): readonly [Agenda, [string, Followed][]] => {
    const addresseeId = `waiting-${index}`;
    const entry = anEntry({ ...older, about: addresseeId });
    const told = { ...entry, state: 'claimed', notice: noticeIdOf(entry), version: 1 } as const;
    switch (index % 4) {
      case 0:
        return [anAgenda({ addresseeId, entries: [entry], blocked: 'contested' }), []];
      case 1: {
        const sent = [1, 2].map((n) => ({ on: MONDAY, notice: `n${n}` }));
        return [anAgenda({ addresseeId, entries: [entry], sent }), []];
      }
      case 2: {
        const entries = [told, anEntry({ ...older, about: addresseeId, stage: 'reminder' })];
        return [anAgenda({ addresseeId, entries }), [[noticeIdOf(entry), { state: 'BATCHED', on: MONDAY }]]];
      }
      default: {
        const entries = [told, anEntry({ ...older, about: addresseeId, stage: 'reminder' })];
        return [anAgenda({ addresseeId, entries }), [[noticeIdOf(entry), { state: 'SENT', on: MONDAY }]]];
      }
    }
  });
  const REACH = {
    letter: undefined,
    email: declaredAt({ email: 'a@example.org' }, 'papers'),
    sms: declaredAt({ sms: '+31612345110' }, 'papers'),
  };

  it.each(['letter', 'email', 'sms'] as const)(
    'by %s all that is open goes within five working days, if that many may, beside a block of older entries that wait every day',
    (channel) => {
      const perDay = 10;
      const fresh = Array.from({ length: 5 * perDay }, (_, index) => {
        const addresseeId = `fresh-${index}`;
        const entry = anEntry({
          service: 'papers',
          about: addresseeId,
          from: on('2026-11-20'),
          until: on('2026-12-20'),
        });
        return anAgenda({ addresseeId, entries: [entry], ...(REACH[channel] && { reach: REACH[channel] }) });
      });
      const agendas = [...waiting.map(([agenda]) => agenda), ...fresh];
      const went = live(agendas, 5, perDay, new Map(waiting.flatMap(([, followed]) => followed)));
      expect([...went.values()].every(({ day: date, by }) => isWorkingDay(date) && by === channel)).toBe(true);
      expect([...went.keys()].sort()).toEqual(fresh.flatMap(({ entries }) => entries.map(noticeIdOf)).sort());
    },
  );

  it('a reminder whose notice was sent three weeks ago goes like any other', () => {
    const about = 'reminded';
    const entry = anEntry({ ...older, about });
    const told = { ...entry, state: 'claimed', notice: noticeIdOf(entry), version: 1 } as const;
    const reminder = anEntry({ ...older, about, stage: 'reminder' });
    const agendas = [...waiting.map(([agenda]) => agenda), anAgenda({ addresseeId: about, entries: [told, reminder] })];
    const sent: Followed = { state: 'SENT', on: addDays(MONDAY, -21) };
    const followed = new Map([...waiting.flatMap(([, each]) => each), [noticeIdOf(entry), sent]]);
    expect([...live(agendas, 1, 1, followed)]).toEqual([[noticeIdOf(reminder), { day: MONDAY, by: 'letter' }]]);
  });
});
