import { createRequire } from 'node:module';
import { seeded } from '#infra/local/invented/random.ts';
import { type Agenda, agenda, type Entry, entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { decide } from '#shared/domain/decide.ts';
import type { Service } from '#shared/domain/service.ts';
import { engineDecision } from './engine-decision.ts';
import { paired, type Quartiles } from './paired.ts';

/**
 * `npm run bench`: decisions per second of one core, and how many times as fast that is as the same rules for json-rules-engine. Exits
 * 1 when either is less than budget 7 asks for, or when the two do not come to the same.
 */
const ADDRESSEES = 2000;
const ROUNDS = 15;
/** So often in a round, that a round of either takes some tenths of a second. */
const REPEATS = 40;
const LEAST_PER_SECOND = 500_000;
const LEAST_RATIO = 100;
const VERSION = (createRequire(import.meta.url)('json-rules-engine/package.json') as { version: string }).version;
const TODAY = '2026-11-24' as IsoDate;

const random = seeded(7);
const SERVICES = new Map(
  (
    [
      { id: 'papers', kind: 'inform', priority: 1 },
      { id: 'help', kind: 'invite', priority: 5 },
      { id: 'benefit', kind: 'award', priority: 9 },
      { id: 'waste', kind: 'inform', priority: 2 },
    ] as Service[]
  ).map((service) => [service.id, service]),
);
const serviceOf = (id: string) => SERVICES.get(id);

const entryOf = (about: string, service: string): Entry => {
  const from = addDays(TODAY, random.between(-40, 10));
  return entry.parse({
    ...{ about, service, occasion: 'PN-Zm9vYmFyYmF6cXV4cXV1eA', stage: 'notice', from, until: addDays(from, 45) },
    state: random.chance(0.8) ? 'open' : 'closed',
    ...(random.chance(0.05) && { handOver: 'age-unknown' }),
  });
};
const declaredFor = (service: string) => ({
  ...{ service, channel: 'email', address: 'anna@example.org', how: 'form', on: '2026-05-01', asOf: '2026-05-02' },
});
const saidInMay = (name: string) => ({ name, on: '2026-05-01' });
const agendaOf = (_: unknown, place: number): Agenda => {
  const addresseeId = `Zm9vYmFyYmF6cXV4${place}`;
  const due = [...SERVICES.keys()].filter(() => random.chance(0.45));
  return agenda.parse({
    ...{
      addresseeId,
      v: 3,
      nextOn: TODAY,
      reviewOn: '2027-06-01',
      suppressed: random.chance(0.03) ? { email: 'BOUNCED' } : {},
    },
    entries: due.map((service) => entryOf(addresseeId, service)),
    ...(random.chance(0.4) && { reach: ['papers', 'help'].map(declaredFor) }),
    stops: (random.chance(0.05) ? ['service:help'] : random.chance(0.03) ? ['channel:email'] : []).map(saidInMay),
    sent: random.chance(0.2) ? [{ on: addDays(TODAY, -random.between(1, 45)), notice: 'earlier' }] : [],
    ...(random.chance(0.02) && { blocked: 'contested' }),
  });
};
const agendas = Array.from({ length: ADDRESSEES }, agendaOf);
const planned = agendas.map(({ entries }) => new Set(entries.map(noticeIdOf)));

const decideAll = (onDecision: (word: string) => void): void => {
  for (const [place, each] of agendas.entries())
    for (const decision of decide(each, planned[place] as ReadonlySet<string>, TODAY, serviceOf))
      onDecision(decision.kind === 'dispatch' ? decision.channel : decision.kind);
};
const engineAll = async (onDecision: (word: string) => void): Promise<void> => {
  for (const each of agendas) for (const word of await engineDecision(each, TODAY, serviceOf)) onDecision(word);
};

const tallyOf = () => {
  const counts: Record<string, number> = {};
  const add = (word: string): void => {
    counts[word] = (counts[word] ?? 0) + 1;
  };
  return { counts, add };
};
const said = ({ low, median, high }: Quartiles, digits = 0): string =>
  `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;

const [ours, theirs] = [tallyOf(), tallyOf()];
decideAll(ours.add);
await engineAll(theirs.add);
const isSame = Object.keys({ ...ours.counts, ...theirs.counts }).every(
  (word) => ours.counts[word] === theirs.counts[word],
);
console.info(
  `${ADDRESSEES} addressees, ${JSON.stringify(ours.counts)}${isSame ? '' : `; json-rules-engine: ${JSON.stringify(theirs.counts)}`}`,
);

const [, fast] = await paired(
  [
    {
      name: `json-rules-engine ${VERSION}`,
      run: async () => {
        await engineAll(() => {});
        return ADDRESSEES;
      },
    },
    {
      name: 'decide',
      run: () => {
        for (let turn = 0; turn < REPEATS; turn += 1) decideAll(() => {});
        return REPEATS * ADDRESSEES;
      },
    },
  ],
  ROUNDS,
  random,
  (round) => console.info(round < 0 ? 'warmed up' : `round ${round + 1} of ${ROUNDS}`),
);
const { perSecond, ratio } = fast as NonNullable<typeof fast>;
const isMet = perSecond.median >= LEAST_PER_SECOND && ratio.median >= LEAST_RATIO;
console.info(`addressees decided per second of CPU: ${said(perSecond)}, at least ${LEAST_PER_SECOND} are asked`);
console.info(`times as fast as json-rules-engine ${VERSION}: ${said(ratio)}, at least ${LEAST_RATIO} are asked`);
console.info(`median of ${ROUNDS} paired rounds, quartiles in brackets: ${isMet && isSame ? 'ok' : 'MISS'}`);
process.exit(isMet && isSame ? 0 : 1);
