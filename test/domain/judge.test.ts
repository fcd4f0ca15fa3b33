import { describe, expect, it } from 'vitest';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { decide } from '#shared/domain/decide.ts';
import { judge } from '#shared/domain/judge.ts';
import { planDay } from '#shared/domain/plan.ts';
import type { Service } from '#shared/domain/service.ts';
import { anAgenda, anEntry, declaredAt, on, stoppedAs } from '#test/builders.ts';

const today = on('2026-11-24');
const base = { priority: 1, allowance: 100, kind: 'inform', mergeWithinDays: 60 } as const;
const known: Record<string, Service> = {
  'travel-document-expiry': { ...base, id: 'travel-document-expiry' } as Service,
  urgent: { ...base, id: 'urgent', priority: 9 } as Service,
  statutory: { ...base, id: 'statutory', kind: 'award' } as Service,
  receipt: { ...base, id: 'receipt', kind: 'confirm' } as Service,
  'cut-off': { ...base, id: 'cut-off', crisis: true } as Service,
};
const serviceOf = (id: string) => known[id];
const verdicts = (over: Parameters<typeof anAgenda>[0]) =>
  judge(anAgenda(over), today, serviceOf).map((each) => [
    each.kind,
    'reason' in each ? each.reason : each.parts.map(({ occasion }) => occasion).join('+'),
  ]);
const recently = (days: string[]) => days.map((day, index) => ({ on: on(day), notice: `n${index}` }));

describe('what an open entry comes to', () => {
  it('goes when its window is open', () => expect(verdicts({})).toEqual([['go', 'PN-one']]));
  it('is silent before its window', () => {
    expect(verdicts({ entries: [anEntry({ from: on('2026-11-25') })] })).toEqual([]);
  });
  it('is blocked before anything else, and only waits', () => {
    const blocked = { blocked: 'contested' as const, stops: stoppedAs('service:travel-document-expiry') };
    expect(verdicts(blocked)).toEqual([['defer', 'contested']]);
  });
  it('lapses from the first day after its window', () => {
    expect(verdicts({ entries: [anEntry({ until: on('2026-11-24') })] })).toEqual([['lapse', 'PN-one']]);
    expect(verdicts({ entries: [anEntry({ until: on('2026-11-25') })] })).toEqual([['go', 'PN-one']]);
  });
  it('is suppressed by a stop for its service, not by another', () => {
    expect(verdicts({ stops: stoppedAs('service:travel-document-expiry') })).toEqual([['suppress', 'stop']]);
    expect(verdicts({ stops: stoppedAs('service:urgent') })).toEqual([['go', 'PN-one']]);
  });
  it('goes whatever was stopped, and merged with its like, when the law has it told', () => {
    const statutory = () => ({ ...known.urgent, statutory: { law: 'Awb', article: '3:41' } }) as Service;
    const entries = [anEntry(), anEntry({ occasion: 'NI-two' })];
    const view = anAgenda({ entries, stops: stoppedAs('service:travel-document-expiry') });
    expect(judge(view, today, serviceOf).map(({ kind }) => kind)).toEqual(['suppress', 'suppress']);
    expect(judge(view, today, statutory)).toMatchObject([{ kind: 'go', parts: [{}, {}] }]);
  });
  it('is handed over with the reason it carries', () => {
    expect(verdicts({ entries: [anEntry({ handOver: 'curatele' })] })).toEqual([['handOver', 'curatele']]);
  });
  it('waits at two messages in thirty days, and the oldest day counts no longer', () => {
    expect(verdicts({ sent: recently(['2026-10-26', '2026-11-20']) })).toEqual([['defer', 'cap']]);
    expect(verdicts({ sent: recently(['2026-10-25', '2026-11-20']) })).toEqual([['go', 'PN-one']]);
  });
  it('counts what goes today towards the cap, the most important first', () => {
    const entries = [
      anEntry({ occasion: 'PN-late', from: on('2026-11-20') }),
      anEntry({ occasion: 'x', service: 'urgent', from: on('2026-11-22') }),
      anEntry({ occasion: 'y', service: 'statutory' }),
    ];
    expect(verdicts({ entries, sent: recently(['2026-11-20']) })).toEqual([
      ['go', 'x'],
      ['go', 'y'],
      ['defer', 'cap'],
    ]);
  });
  it.each([
    ['recovery', 'travel-document-expiry', 'recovery'],
    ['award', 'statutory', 'notice'],
    ['confirm', 'receipt', 'notice'],
    ['crisis', 'cut-off', 'notice'],
  ] as const)('sends %s whatever the cap says, and counts it for none', (cap, service, stage) => {
    const entries = [anEntry({ service, stage }), anEntry({ occasion: 'PN-two' })];
    const sent = recently(['2026-11-20', '2026-11-21']);
    const [exempt] = judge(anAgenda({ entries: entries.slice(0, 1), sent }), today, serviceOf);
    expect(exempt).toMatchObject({ kind: 'go', cap });
    const both = judge(anAgenda({ entries, sent: sent.slice(1) }), today, serviceOf);
    expect(both.map((each) => each.kind === 'go' && each.cap).sort()).toEqual(['2of2', cap].sort());
  });
  it('merges entries that open within sixty days, also one that is not open yet', () => {
    const entries = (from: string) => [
      anEntry({}),
      anEntry({ occasion: 'NI-two', from: on(from), until: on('2027-03-01') }),
    ];
    expect(verdicts({ entries: entries('2026-12-31') })).toEqual([['go', 'PN-one+NI-two']]);
    expect(verdicts({ entries: entries('2027-01-01') })).toEqual([['go', 'PN-one']]);
  });
  it('never merges two people, nor what a person must look at', () => {
    const entries = [
      anEntry({}),
      anEntry({ about: 'resident-b' }),
      anEntry({ occasion: 'NI-two', handOver: 'curatele' }),
    ];
    expect(verdicts({ entries }).map(([kind]) => kind)).toEqual(['handOver', 'go', 'go']);
  });
});

describe('the decision', () => {
  const all = (over: Parameters<typeof anAgenda>[0], day = today) => {
    const agenda = anAgenda(over);
    return decide(agenda, new Set(agenda.entries.map(noticeIdOf)), day, serviceOf);
  };
  const email = declaredAt({ email: 'anna@example.org' });
  const channelOf = (over: Parameters<typeof anAgenda>[0], day = today) =>
    all(over, day).map((each) => ('channel' in each ? each.channel : 'reason' in each ? each.reason : each.kind));

  it('sends a letter unless e-mail was declared for this very kind of message', () => {
    expect(channelOf({})).toEqual(['letter']);
    expect(channelOf({ reach: email })).toEqual(['email']);
    expect(channelOf({ reach: declaredAt({ email: 'anna@example.org' }, 'another') })).toEqual(['letter']);
  });
  it('falls back to a letter when the channel is closed by fact or by the resident', () => {
    expect(channelOf({ reach: email, suppressed: { email: 'BOUNCED' } })).toEqual(['letter']);
    expect(channelOf({ reach: email, stops: stoppedAs('channel:email') })).toEqual(['letter']);
    expect(channelOf({ suppressed: { letter: 'RETURNED' } })).toEqual(['no-channel']);
  });
  it('never mails on a Sunday or a public holiday', () => {
    expect(channelOf({ reach: email }, on('2026-11-29'))).toEqual(['closed-day']);
    const christmas = { reach: email, entries: [anEntry({ until: on('2026-12-28') })] };
    expect(channelOf(christmas, on('2026-12-25'))).toEqual(['closed-day']);
  });
  it('says what held: since when, to whom, within which cap, by what and why, and in which hours', () => {
    const evidenceOf = (over: Parameters<typeof anAgenda>[0], day = today) =>
      all(over, day).flatMap((each) => ('evidence' in each ? each.evidence : []));
    expect(evidenceOf({ sent: recently(['2026-11-20']) })).toEqual([
      'due:20261101',
      'to:self',
      'cap:2of2',
      'by:default',
    ]);
    expect(evidenceOf({ reach: email })).toEqual([
      'due:20261101',
      'to:self',
      'cap:1of2',
      'by:declared',
      'declared:form.2026-09-01',
      'hours:9-20',
    ]);
    expect(evidenceOf({ reach: email }, on('2026-11-28'))).toContain('hours:10-16');
    expect(evidenceOf({ entries: [anEntry({ stage: 'recovery', to: 'parents' })] })).toEqual([
      'due:20261101',
      'to:parents',
      'cap:recovery',
      'by:recovery',
    ]);
  });
  it('answers for what is planned only', () => {
    expect(decide(anAgenda(), new Set(['somebody-else']), today, serviceOf)).toEqual([]);
  });
});

describe('the day’s plan', () => {
  const agendas = Array.from({ length: 5 }, (_, index) =>
    anAgenda({
      addresseeId: `r${index}`,
      entries: [anEntry({ about: `r${index}`, from: on(`2026-11-0${5 - index}`) })],
    }),
  );
  const plan = (views: typeof agendas, allowance: number) =>
    planDay(today, views, () => ({ ...known.urgent, allowance }) as Service, []);

  it('gives the allowance to the earliest windows, whatever the order of reading', () => {
    const forward = plan(agendas, 2);
    expect(forward.candidates.map(({ addresseeId }) => addresseeId)).toEqual(['r4', 'r3']);
    expect(forward.deferred.map(({ reason }) => reason)).toEqual(Array(3).fill('allowance-service'));
    expect(plan([...agendas].reverse(), 2)).toEqual(forward);
  });
  it('goes by what the settings allow rather than by the service', () => {
    const of = (perDay: number) => ({ limit: 'desk' as const, perDay });
    const allowances = { urgent: of(1), 'another-service': of(0) };
    const { candidates, deferred, limits } = planDay(
      today,
      agendas,
      () => ({ ...known.urgent, allowance: 5 }) as Service,
      [],
      allowances,
    );
    expect(candidates).toHaveLength(1);
    expect(new Set(deferred.map(({ reason }) => reason))).toEqual(new Set(['allowance-desk']));
    expect(Object.values(limits)).toEqual([{ limit: 'desk', perDay: 1, oldest: '2026-11-02' }]);
  });
  it('counts who waits, and who of them has a week left at most', () => {
    const until = (day: string) => (each: (typeof agendas)[number]) =>
      anAgenda({ ...each, entries: each.entries.map((entry) => ({ ...entry, until: on(day) })) });
    const service = 'travel-document-expiry';
    expect(plan(agendas.map(until('2026-12-01')), 2)).toMatchObject({
      backlog: { [service]: 3 },
      closing: { [service]: 3 },
    });
    expect(plan(agendas.map(until('2026-12-02')), 2)).toMatchObject({ backlog: { [service]: 3 }, closing: {} });
    expect(plan(agendas, 5)).toMatchObject({ backlog: {}, closing: {} });
  });
  it('lets nobody who waits anyway use the allowance up', () => {
    const blocked = agendas.map((each, index) => (index > 2 ? { ...each, blocked: 'missing' as const } : each));
    expect(plan(blocked, 3).candidates.map(({ addresseeId }) => addresseeId)).toEqual(['r2', 'r1', 'r0']);
  });
  it('leaves out a service that the agendas were not evaluated for, and says so', () => {
    const leftOut = [{ service: 'travel-document-expiry', reason: 'backfill-not-done' }];
    const result = planDay(today, agendas, serviceOf, leftOut);
    expect(result).toMatchObject({ candidates: [], deferred: [], leftOut, found: {} });
  });
});
