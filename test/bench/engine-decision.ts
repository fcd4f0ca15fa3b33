import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { Agenda, Entry } from '#shared/domain/agenda.ts';
import type { Service } from '#shared/domain/service.ts';

const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
const declared = (channel: string) => [
  is('declared', 'contains', { fact: `${channel}Declaration` }),
  is('closed', 'doesNotContain', channel),
  is('stops', 'doesNotContain', `channel:${channel}`),
];

type Rule = { readonly name: string; readonly priority: number; readonly conditions: TopLevelCondition };

/** What `judge` and `decide` come to for agendas without brothers, sisters and following stages, as rules that are data. */
const RULES: readonly Rule[] = [
  { name: 'defer', priority: 90, conditions: { all: [is('isBlocked', 'equal', true)] } },
  { name: 'lapse', priority: 80, conditions: { all: [is('daysLeft', 'lessThanInclusive', 0)] } },
  { name: 'suppress', priority: 70, conditions: { all: [is('stops', 'contains', { fact: 'ownStop' })] } },
  { name: 'handOver', priority: 60, conditions: { all: [is('handOver', 'notEqual', 'none')] } },
  {
    name: 'defer',
    priority: 50,
    conditions: {
      all: [
        is('kind', 'in', ['inform', 'invite']),
        is('stage', 'notEqual', 'recovery'),
        is('used', 'greaterThanInclusive', 2),
      ],
    },
  },
  {
    name: 'defer',
    priority: 40,
    conditions: {
      all: [is('isClosedDay', 'equal', true), { any: [{ all: declared('email') }, { all: declared('sms') }] }],
    },
  },
  { name: 'email', priority: 30, conditions: { all: declared('email') } },
  { name: 'sms', priority: 20, conditions: { all: declared('sms') } },
  { name: 'letter', priority: 10, conditions: { all: [is('stops', 'doesNotContain', 'channel:letter')] } },
  { name: 'handOver', priority: 5, conditions: { all: [is('isBlocked', 'equal', false)] } },
];

const engine = new Engine(
  RULES.map(({ name, priority, conditions }) => ({ priority, conditions, event: { type: name } })),
);
// The first rule that holds is the answer: what comes after it need not be tried.
engine.on('success', () => engine.stop());

const DAY = 86_400_000;
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', weekday: 'short' });

const factsOf = (agenda: Agenda, entry: Entry, service: Service, today: string, used: number) => ({
  isBlocked: agenda.blocked !== undefined,
  daysLeft: (Date.parse(entry.until) - Date.parse(today)) / DAY,
  handOver: entry.handOver ?? 'none',
  kind: service.kind,
  stage: entry.stage,
  used,
  stops: agenda.stops.map(({ name }) => name),
  ownStop: `service:${entry.service}`,
  closed: Object.keys(agenda.suppressed),
  declared: (agenda.reach ?? []).map((each) => `${each.channel}:${each.service}`),
  emailDeclaration: `email:${entry.service}`,
  smsDeclaration: `sms:${entry.service}`,
  isClosedDay: () => weekday.format(new Date(today)) === 'Sun',
});

/** What each entry that is open comes to, by json-rules-engine: the kind of decision, or the channel. */
export const engineDecision = async (
  agenda: Agenda,
  today: string,
  serviceOf: (id: string) => Service | undefined,
): Promise<string[]> => {
  const came: string[] = [];
  let used = agenda.sent.filter(({ on }) => (Date.parse(today) - Date.parse(on)) / DAY < 30).length;
  const open = agenda.entries.filter(({ state, from }) => state === 'open' && new Date(from) <= new Date(today));
  for (const entry of open.sort(byUrgency(serviceOf))) {
    const service = serviceOf(entry.service) as Service;
    const { events } = await engine.run(factsOf(agenda, entry, service, today, used));
    const name = events[0]?.type ?? 'none';
    if (['email', 'sms', 'letter'].includes(name) && service.kind !== 'award') used += 1;
    came.push(name);
  }
  return came;
};

const byUrgency = (serviceOf: (id: string) => Service | undefined) => (a: Entry, b: Entry) =>
  (serviceOf(b.service)?.priority ?? 0) - (serviceOf(a.service)?.priority ?? 0) || a.from.localeCompare(b.from);
