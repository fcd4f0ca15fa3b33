import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventedPersons } from '#infra/local/invented-persons.ts';
import { entryKeyOf, type Notice } from '#shared/domain/notice.ts';
import { wrongWith } from '#test/wrong-trails.ts';
import { startTown, type Town } from './town.ts';

const invented = inventedPersons();

/** The project's own input through a whole day: every awkward case comes out as it must. */
describe('the invented persons', () => {
  let town: Town;
  /** Notices by whom they speak of. */
  let byResident: Map<string, Notice[]>;
  beforeAll(async () => {
    town = await startTown(invented.on);
    await town.runDay(invented.on, { deliveries: invented.deliveries(invented.on) });
    const spoken = (await town.notices()).flatMap((notice) =>
      [...new Set(notice.parts.map((part) => entryKeyOf(part).about))].map((about) => ({ about, notice })),
    );
    byResident = new Map(
      [...Map.groupBy(spoken, ({ about }) => about)].map(([about, all]) => [about, all.map(({ notice }) => notice)]),
    );
  });
  afterAll(() => town.stop());

  it.each(invented.cases)('$label: $expectation.outcome', ({ bsn, expectation }) => {
    const found = byResident.get(town.residentIdOf(bsn)) ?? [];
    const seen = found.map(({ state, channel, parts, reason }) =>
      state === 'HANDED_OVER' ? `handed over: ${reason}` : `${state} ${channel} ${parts.length}`,
    );
    switch (expectation.outcome) {
      case 'letter':
        return expect(seen).toEqual([`SENT letter ${expectation.documents ?? 1}`]);
      case 'handed-over':
        return expect(seen).toEqual([`handed over: ${expectation.reason}`]);
      default:
        return expect(seen).toEqual([]);
    }
  });

  it.each([
    ['Representative: a curator we know', 'Stichting Bescherming Voorbeeldstad', 'Kantoorplein 8'],
    ['Representative: a guardian institution', 'Jeugdbescherming Voorbeeldland', 'Stationsplein 1'],
    ['Family: brother of twelve', 'Aan de ouder(s) van', 'Kersenboomgaard 2'],
  ])('%s: written to %s', async (label, name, street) => {
    const { bsn } = invented.cases.find((each) => each.label === label) as { bsn: string };
    const [notice] = byResident.get(town.residentIdOf(bsn)) ?? [];
    const { addressee } = await town.copyOf(notice?.copy as string);
    expect(addressee.name).toMatch(name);
    expect(addressee.lines[0]).toBe(street);
  });

  it('reaches by e-mail exactly those who declared it and are due', () => {
    const sent = [...byResident.values()].flat().filter(({ channel }) => channel === 'email');
    expect(sent.map(({ state }) => state)).toEqual(sent.map(() => 'DELIVERED'));
    expect(sent).toHaveLength(20);
    expect(town.mails).toHaveLength(20);
  });

  it('reaches by text exactly those who declared a number and are due', () => {
    const sent = [...byResident.values()].flat().filter(({ channel }) => channel === 'sms');
    expect(sent.map(({ state }) => state)).toEqual(Array(6).fill('DELIVERED'));
    expect(new Set(town.texts.map(({ to }) => to)).size).toBe(6);
    expect(town.texts.every(({ ttlSeconds }) => ttlSeconds > 9 * 3600 && ttlSeconds < 10 * 3600)).toBe(true);
  });

  it('closes the account of the day, and needs no right that a role does not give', () => {
    expect(town.logged('run-closed')).toHaveLength(1);
    expect(town.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
    expect([town.problems(), town.deadLetters()]).toEqual([[], []]);
  });

  it('lets no name, address or number of a person into a queue, a log or a key', () => {
    const bsns = new Set(invented.persons.match(/\b0000\d{5}\b/g));
    const words = [...bsns, 'Groenewoud', 'Zonnebloemlaan', 'De Balans', 'Handelskade', '@example.org', '6123451'];
    const traces = [JSON.stringify(town.logs), ...town.calls().map(({ resource }) => resource)];
    for (const word of words) expect(traces.filter((trace) => trace.includes(word))).toEqual([]);
    expect(bsns.size).toBeGreaterThan(200);
  });

  it('keeps every agenda small: half a kilobyte as a rule, never above one', async () => {
    const sizes = await town.agendaSizes();
    expect(sizes.length).toBeGreaterThan(200);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(512);
    expect(sizes.at(-1)).toBeLessThanOrEqual(1024);
  });

  it('keeps of every notice how it came where it stands, in a kilobyte', async () => {
    expect((await town.notices()).flatMap(wrongWith)).toEqual([]);
    const sizes = await town.noticeSizes();
    expect(sizes.length).toBeGreaterThan(75);
    expect(sizes.at(-1)).toBeLessThanOrEqual(1024);
  });
});
