import type { Agenda, Entry } from '#shared/domain/agenda.ts';
import type { Service } from '#shared/domain/service.ts';
import { type Condition, type Facts, firstRule, type Rule } from './naive-rules.ts';

const is = (fact: string, operator: string, value: unknown, path?: string): Condition => ({
  fact,
  operator,
  value,
  ...(path !== undefined && { path }),
});
const theEntry = (path: string, operator: string, value: unknown) => is('entry', operator, value, `$.${path}`);
const declared = (channel: string): Condition => ({
  all: [
    is('declared', 'contains', { fact: `${channel}Declaration` }),
    is('agenda', 'equal', undefined, `$.suppressed.${channel}`),
    { not: is('stops', 'contains', `channel:${channel}`) },
  ],
});
const electronic: Condition = { any: [declared('email'), declared('sms')] };

/** What `judge` and `decide` come to for agendas without brothers, sisters and following stages, as rules that are data. */
const RULES: readonly Rule[] = [
  { name: 'defer', priority: 90, conditions: { all: [is('agenda', 'notEqual', undefined, '$.blocked')] } },
  { name: 'lapse', priority: 80, conditions: { all: [theEntry('until', 'lessThanInclusive', { fact: 'today' })] } },
  { name: 'suppress', priority: 70, conditions: { all: [is('stops', 'contains', { fact: 'ownStop' })] } },
  { name: 'handOver', priority: 60, conditions: { all: [theEntry('handOver', 'notEqual', undefined)] } },
  {
    name: 'defer',
    priority: 50,
    conditions: {
      all: [
        is('service', 'in', ['inform', 'invite'], '$.kind'),
        theEntry('stage', 'notEqual', 'recovery'),
        is('used', 'greaterThanInclusive', 2),
      ],
    },
  },
  { name: 'defer', priority: 40, conditions: { all: [electronic, is('isClosedDay', 'equal', true)] } },
  { name: 'email', priority: 30, conditions: declared('email') },
  { name: 'sms', priority: 20, conditions: declared('sms') },
  { name: 'letter', priority: 10, conditions: { all: [{ not: is('stops', 'contains', 'channel:letter') }] } },
  { name: 'handOver', priority: 5, conditions: { all: [is('today', 'notEqual', undefined)] } },
];

const DAY = 86_400_000;
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', weekday: 'short' });

/** What each entry that is open comes to: the kind of decision, or the channel. */
export const naiveDecision = async (
  agenda: Agenda,
  today: string,
  serviceOf: (id: string) => Service | undefined,
): Promise<string[]> => {
  const came: string[] = [];
  let used = agenda.sent.filter(({ on }) => (Date.parse(today) - Date.parse(on)) / DAY < 30).length;
  const open = agenda.entries.filter(({ state, from }) => state === 'open' && new Date(from) <= new Date(today));
  for (const entry of open.sort(byUrgency(serviceOf))) {
    const service = serviceOf(entry.service);
    const facts: Facts = {
      ...{ agenda, entry, today, service, used, stops: agenda.stops.map(({ name }) => name) },
      declared: (agenda.reach ?? []).map((each) => `${each.channel}:${each.service}`),
      ...{ emailDeclaration: `email:${entry.service}`, smsDeclaration: `sms:${entry.service}` },
      ownStop: async (almanac: { fact: (name: string, path: string) => Promise<unknown> }) =>
        `service:${await almanac.fact('entry', '$.service')}`,
      isClosedDay: () => weekday.format(new Date(today)) === 'Sun',
    };
    const name = (await firstRule(RULES, facts)) as string;
    if (['email', 'sms', 'letter'].includes(name) && service?.kind !== 'award') used += 1;
    came.push(name);
  }
  return came;
};

const byUrgency = (serviceOf: (id: string) => Service | undefined) => (a: Entry, b: Entry) =>
  (serviceOf(b.service)?.priority ?? 0) - (serviceOf(a.service)?.priority ?? 0) || a.from.localeCompare(b.from);
