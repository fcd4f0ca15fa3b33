import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EvaluateEvent } from '#events/evaluate.ts';
import { evaluate } from '#functions/evaluate/evaluate.ts';
import { travelDocumentExpiry } from '#shared/services/travel-document-expiry/service.ts';
import type { Resident } from '#shared/store/residents.ts';
import { aRecord, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

const SERVICE = 'travel-document-expiry';
const TODAY = on('2026-11-24');
const at = (houseNumber: number) => ({ street: 'Lindelaan', houseNumber, postcode: '9901AC' });
type Over = NonNullable<Parameters<typeof aRecord>[0]>;

let tables: EmbeddedTables;
let queued: EvaluateEvent[];
let count = 0;
let family: { child: string; sister: string; mother: string; father: string };
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  count += 1;
  queued = [];
  const id = (who: string) => `${who}-${count}`;
  family = { child: id('child'), sister: id('sister'), mother: id('mother'), father: id('father') };
});

const deps = (over: Partial<Parameters<typeof evaluate>[0]> = {}) => ({
  residents: tables.residents,
  agendas: tables.agendas,
  epochs: tables.epochs,
  queue: async (messages: readonly EvaluateEvent[]) => void queued.push(...messages),
  services: [travelDocumentExpiry],
  hashes: { [SERVICE]: 'rule' },
  context: { municipality: '9901' },
  segments: 1,
  today: () => TODAY,
  log: () => {},
  ...over,
});
const look = (...ids: string[]) => evaluate(deps())({ v: 1, kind: 'residents', ids });
let written = 0;
const write = async (residentId: string, record: ReturnType<typeof aRecord>, over: Partial<Resident> = {}) => {
  written += 1;
  const fresh = {
    residentId,
    listId: 'l',
    hash: `h${written}`,
    asOf: TODAY,
    record,
    agendas: [],
    dirty: true,
    ...over,
  };
  const known = await tables.residents.get(residentId);
  await (known
    ? tables.residents.renew({ ...fresh, bsn: new Uint8Array([1]) }, known)
    : tables.residents.create(fresh));
};
const parent = (id: string, over: Over = {}) =>
  write(id, aRecord({ documents: [], children: [family.child, family.sister], residence: at(1), ...over }));
const child = (id: string, over: Over = {}) =>
  write(
    id,
    aRecord({
      person: { birthDate: '20170401' as never },
      parents: { first: family.mother, second: family.father },
      residence: at(1),
      documents: [{ kind: 'PN', ref: id, expiresOn: '20270210' as never }],
      ...over,
    }),
  );
/** `child-1 open` for every notice on somebody's agenda. */
const lying = async (id: string) =>
  ((await tables.agendas.get(id))?.entries ?? [])
    .filter(({ stage }) => stage === 'notice')
    .map(({ about, state, reason, handOver }) => [about, state, reason ?? handOver].filter(Boolean).join(' '));
const agendasOf = async (id: string) => (await tables.residents.get(id))?.agendas;

describe('what is due about a child', () => {
  it('lies on the agenda of the parent, who is evaluated first where that was not done yet', async () => {
    await parent(family.mother);
    await child(family.child);
    await look(family.child);
    expect(await lying(family.mother)).toEqual([`${family.child} open`]);
    expect(await lying(family.child)).toEqual([]);
    expect(await agendasOf(family.child)).toEqual([family.child, family.mother]);
    expect((await tables.residents.get(family.child))?.dirty).toBeUndefined();
  });

  it('moves with the child to the other parent, and is forgotten by the first', async () => {
    await parent(family.mother);
    await parent(family.father, { residence: at(2) });
    await child(family.child);
    await look(family.child, family.mother, family.father);
    await child(family.child, { residence: at(2) });
    await look(family.child);
    expect(await lying(family.mother)).toEqual([`${family.child} closed not-due`]);
    expect(await lying(family.father)).toEqual([`${family.child} open`]);
  });

  it('is looked at again when a parent’s record changed: death, a move, curatele', async () => {
    await parent(family.mother);
    await parent(family.father);
    await child(family.child);
    await look(family.child, family.mother, family.father);
    queued = [];
    await parent(family.mother, { death: { date: '20261101' as never } });
    await look(family.mother);
    expect(queued).toEqual([{ v: 1, kind: 'residents', ids: [family.child, family.sister] }]);
    await look(family.child);
    expect(await lying(family.mother)).toEqual([`${family.child} closed not-due`]);
    expect(await lying(family.father)).toEqual([`${family.child} open`]);
    await parent(family.father, { residence: at(9) });
    await look(family.child);
    expect(await lying(family.child)).toEqual([`${family.child} open no-parent-at-address`]);
  });

  it('is looked at again when the parent turns out to be two people', async () => {
    await parent(family.mother);
    await parent(family.father);
    await child(family.child);
    await look(family.child, family.mother, family.father);
    queued = [];
    await tables.residents.contest(family.mother, ['l', 'm'], (await tables.residents.get(family.mother)) as Resident);
    await look(family.mother);
    expect(queued).toEqual([{ v: 1, kind: 'residents', ids: [family.child] }]);
    await look(family.child);
    expect(await lying(family.father)).toEqual([`${family.child} open`]);
  });

  it('is taken back from the parent when the child is missing from a delivery, and blocked on its own agenda', async () => {
    await parent(family.mother);
    await child(family.child);
    await look(family.child);
    await tables.residents.markMissing(family.child);
    await look(family.child);
    expect(await lying(family.mother)).toEqual([`${family.child} closed not-due`]);
    expect((await tables.agendas.get(family.child))?.blocked).toBe('missing');
    await child(family.child);
    await look(family.child);
    expect(await lying(family.mother)).toEqual([`${family.child} open`]);
  });

  it('does not wait on a parent who cannot be relied on', async () => {
    await parent(family.mother);
    await tables.residents.markMissing(family.mother);
    await child(family.child);
    await look(family.child);
    expect(await lying(family.child)).toEqual([`${family.child} open no-parent-at-address`]);
  });

  it('stands beside what is due about a sister, however many are evaluated at once', async () => {
    await parent(family.mother);
    await child(family.child);
    await child(family.sister);
    await Promise.all([look(family.child), look(family.sister), look(family.mother), look(family.sister)]);
    expect((await lying(family.mother)).sort()).toEqual([`${family.child} open`, `${family.sister} open`]);
  });

  it('follows the newest record when it changes while it is evaluated', async () => {
    await parent(family.mother);
    await child(family.child);
    await look(family.mother);
    let reads = 0;
    const changing = {
      ...tables.residents,
      get: async (id: string) => {
        const read = await tables.residents.get(id);
        reads += id === family.child ? 1 : 0;
        if (id === family.child && reads === 1) await child(family.child, { death: { date: '20261124' as never } });
        return read;
      },
    };
    await evaluate(deps({ residents: changing }))({ v: 1, kind: 'residents', ids: [family.child] });
    expect(await lying(family.mother)).toEqual([]);
  });
});
