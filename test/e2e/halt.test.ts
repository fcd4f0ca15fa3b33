import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IsoDate, instant } from '#shared/domain/dates.ts';
import { switches } from '#shared/store/switches.ts';
import { deliveryOf, lo3Day, reachabilityOf, startTown, synthWith, type Town } from './town.ts';

const DAY = '2026-11-24' as IsoDate;
const [PEOPLE, BEFORE_HALT, PER_SECOND] = [5_000, 500, 20];
/** What the runbook promises: no call to a provider starts later than this after a halt. */
const PROMISED_MS = 30_000;

const names = Array.from({ length: PEOPLE }, (_, index) => `Inwoner${index}`);
const begun: number[] = [];
let isSlow = true;
let turn = 0;
/** A provider that takes so many mails a second, in the order in which they came. */
const beforeMail = async (): Promise<void> => {
  begun.push(performance.now());
  if (!isSlow) return;
  turn = Math.max(turn, performance.now()) + 1000 / PER_SECOND;
  await sleep(turn - performance.now());
};

let town: Town;
beforeAll(async () => {
  const desk = { slotsPerDay: PEOPLE, bufferShare: 1, expectedUptake: 1 };
  const cdkOut = await synthWith({ capacities: { 'travel-document-expiry': { desk } } });
  town = await startTown(DAY, cdkOut, undefined, { beforeMail });
  const people = names.map((name) => ({ name, documents: { PN: lo3Day(DAY, 70) } }));
  await town.deliver('persons-full', DAY, deliveryOf(people));
  await town.deliver('reachability', DAY, reachabilityOf(names));
  await town.at('backfill', '2026-11-24T04:05:00Z');
});
afterAll(() => town.stop());

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await sleep(100);
};
const states = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { state } of await town.notices()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

it('halted after 500 of 5,000, calls nobody any more, and after the release sends to everybody once', async () => {
  const store = switches(town.clients.documents, town.tables.notices as string, '');
  const now = () => instant.parse(town.clock.now().toISOString());
  await store.halt('channel:email', 'until all is decided', now());
  await town.at('scan', '2026-11-24T09:05:00Z');
  expect([await states(), begun]).toEqual([{ QUEUED: PEOPLE }, []]);
  await store.release('channel:email', now());
  const ringing = town.fire('sweep', new Date('2026-11-24T09:20:00Z'));
  await until(() => begun.length >= BEFORE_HALT);
  const haltedAt = performance.now();
  await store.halt('all', 'drill', now());
  await ringing;
  await sleep(PROMISED_MS);
  const called = begun.length;
  await town.drain();

  const late = begun.filter((at) => at > haltedAt + PROMISED_MS);
  const afterHalt = begun.filter((at) => at > haltedAt).length;
  console.log(
    `${called} mails begun, ${afterHalt} of them after the halt, the last ${lastAfter(haltedAt)} ms after it`,
  );
  expect(late).toEqual([]);
  expect(begun.length).toBeLessThanOrEqual(PEOPLE - 3_500);
  expect((await states()).QUEUED).toBeGreaterThanOrEqual(3_500);

  isSlow = false;
  await store.release('all', now());
  await town.at('sweep', '2026-11-24T09:50:00Z');
  expect(await states()).toEqual({ DELIVERED: PEOPLE });
  const recipients = town.mails.map(({ destinations }) => destinations.join());
  expect(new Set(recipients).size).toBe(PEOPLE);
  expect(recipients).toHaveLength(PEOPLE);
});

const lastAfter = (haltedAt: number): number => Math.round(Math.max(...begun) - haltedAt);
