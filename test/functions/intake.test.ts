import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Chunk, ChunkEvent } from '#events/chunk.ts';
import { takeDelivery } from '#functions/intake/take-delivery.ts';
import { loadChunk } from '#functions/load/load-chunk.ts';
import { lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { testBsns } from '#infra/local/invented/numbers.ts';
import { aRecord, at, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { bytesOf } from '#test/registers/read-file.ts';

const BSNS = Array.from(
  { length: 40 },
  (
    (all) => () =>
      all.next().value
  )(testBsns()),
);
const person = (index: number, over: Record<string, string> = {}) => ({
  label: `P${index}`,
  categories: {
    '01': {
      current: [
        {
          '01.10': `99${String(index).padStart(8, '0')}`,
          '01.20': BSNS[index] as string,
          '03.10': '19800101',
          '04.10': 'V',
          ...over,
        },
      ],
    },
    '08': { current: [{ '09.10': '9901' }] },
  },
});
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index));

let tables: EmbeddedTables;
let files: Map<string, string>;
let chunks: Map<string, Chunk>;
let rejects: object[];
let queued: ChunkEvent[];
let logged: Record<string, unknown>[];
beforeEach(async () => {
  await tables?.stop();
  tables = await embeddedTables();
  [files, chunks, rejects, queued, logged] = [new Map(), new Map(), [], [], []];
});
afterAll(() => tables.stop());

type Deps = Parameters<typeof takeDelivery>[0];
const deps = (): Deps => ({
  open: async (key) => bytesOf(files.get(key) ?? ''),
  putChunk: async (key, chunk) => void chunks.set(key, chunk),
  putRejects: async (_, lines) => void rejects.push(...lines),
  queue: async (messages) => void queued.push(...messages),
  present: tables.residents.present,
  residentIdOf: async () => (bsn) => `id-${bsn}`,
  deliveries: tables.deliveries,
  now: () => at('2026-11-24T05:00:00.000Z'),
  log: (msg, fields) => void logged.push({ msg, ...fields }),
});
const take = (name: string, content: string, over: Partial<Deps> = {}) => {
  const key = `deliveries/${name}.csv`;
  files.set(key, content);
  return takeDelivery({ ...deps(), ...over })({ detail: { bucket: { name: 'intake' }, object: { key } } });
};
const known = async (count: number) => {
  for (let index = 0; index < count; index += 1)
    await tables.residents.create({
      residentId: `id-${BSNS[index]}`,
      listId: 'l',
      hash: 'h',
      asOf: on('2026-11-01'),
      record: aRecord(),
      agendas: [],
    });
};
const NOBODY_REACHED = 'bsn;service;channel;address;how;declared;withdrawn\n';
const cutOff = { release: () => Promise.reject(new Error('cut off')) };
const loadAll = async (over: object = {}) => {
  const evaluations: object[] = [];
  const load = loadChunk({
    getChunk: async (key) => chunks.get(key) as Chunk,
    putRejects: async () => {},
    deliveries: { ...tables.deliveries, ...over },
    loadPersons: async () => [],
    loadRows: async () => [],
    markMissing: async (ids) => {
      for (const id of ids) await tables.residents.markMissing(id);
    },
    queueEvaluate: async (messages) => void evaluations.push(...messages),
    log: () => {},
  });
  for (const event of queued.splice(0)) await load(event);
  return evaluations;
};
const refusals = () => logged.filter(({ msg }) => msg === 'delivery-refused').map(({ reason }) => reason);

describe('a delivery', () => {
  it('is cut at person boundaries, and evaluated when its last chunk is loaded', async () => {
    const many = Array.from({ length: 450 }, (_, index) => person(index % 40));
    await take('persons-changes-2026-11-24', lo3Csv(many));
    expect([...chunks.values()].map((chunk) => ('persons' in chunk ? chunk.persons.length : 0))).toEqual([
      200, 200, 50,
    ]);
    expect(await loadAll()).toEqual([{ v: 1, kind: 'changed' }]);
    await take('persons-changes-2026-11-24', lo3Csv(many));
    expect(logged.at(-1)).toMatchObject({ msg: 'delivery-known' });
  });

  it('is noted as of its day, for its register; one that is dated in the future as of today', async () => {
    await take('persons-changes-2026-11-20', lo3Csv(people(1)));
    await loadAll();
    expect(await tables.deliveries.deliveredAsOf()).toEqual({ persons: '2026-11-20' });
    await take('reachability-2026-12-24', NOBODY_REACHED);
    expect(await tables.deliveries.deliveredAsOf()).toEqual({ persons: '2026-11-20', reachability: '2026-11-24' });
    await take('persons-full-2026-11-23', 'no;such;columns');
    expect(await tables.deliveries.deliveredAsOf()).toMatchObject({ persons: '2026-11-20' });
  });

  it('waits while another one is being loaded', async () => {
    await take('persons-changes-2026-11-24', lo3Csv(people(3)));
    await expect(take('persons-changes-2026-11-25', lo3Csv(people(2)))).rejects.toThrow('another delivery');
    await loadAll();
    await take('persons-changes-2026-11-25', lo3Csv(people(2)));
    expect(queued).toHaveLength(1);
  });

  it('goes on where it was cut off', async () => {
    const broken = take('persons-changes-2026-11-24', lo3Csv(people(3)), {
      queue: () => Promise.reject(new Error('cut off')),
    });
    await expect(broken).rejects.toThrow('cut off');
    await take('persons-changes-2026-11-24', lo3Csv(people(3)));
    expect(await loadAll()).toHaveLength(1);
  });

  it('that was cut off when all was loaded lets the next one in', async () => {
    await take('persons-changes-2026-11-24', lo3Csv(people(3)));
    await expect(loadAll(cutOff)).rejects.toThrow('cut off');
    await take('reachability-2026-11-24', NOBODY_REACHED);
    expect(logged.at(-1)).toMatchObject({ msg: 'delivery-cut' });
  });

  it('that was taken again when all was loaded, because an answer was lost, lets the next one in', async () => {
    await take('persons-changes-2026-11-24', lo3Csv(people(3)));
    const { id = '' } = (await tables.deliveries.current()) ?? {};
    await loadAll();
    await tables.deliveries.take(id, at('2026-11-24T05:00:00.000Z'));
    await take('reachability-2026-11-24', NOBODY_REACHED);
    expect(logged.at(-1)).toMatchObject({ msg: 'delivery-cut' });
  });

  it('of which nothing was noted lets the next one in when it cannot be going on any more', async () => {
    await tables.deliveries.take('cut off before anything was noted', at('2026-11-24T05:00:00.000Z'));
    const takeAt = (now: string) => take('reachability-2026-11-24', NOBODY_REACHED, { now: () => at(now) });
    await expect(takeAt('2026-11-24T05:15:00.000Z')).rejects.toThrow('being loaded');
    await takeAt('2026-11-24T05:15:01.000Z');
    expect(logged.at(-1)).toMatchObject({ msg: 'delivery-cut' });
  });

  it('that is being loaded keeps its turn, however long it takes', async () => {
    await take('persons-changes-2026-11-24', lo3Csv(people(3)));
    const dayLater = take('reachability-2026-11-24', NOBODY_REACHED, { now: () => at('2026-11-25T05:00:00.000Z') });
    await expect(dayLater).rejects.toThrow('being loaded');
  });

  it('without a row that was cut off is known when it comes again', async () => {
    const over = { deliveries: { ...tables.deliveries, ...cutOff } };
    await expect(take('reachability-2026-11-24', NOBODY_REACHED, over)).rejects.toThrow('cut off');
    await take('reachability-2026-11-24', NOBODY_REACHED);
    expect(logged.at(-1)).toMatchObject({ msg: 'delivery-known' });
    await take('persons-changes-2026-11-24', lo3Csv(people(3)));
    expect(logged.at(-1)).toMatchObject({ msg: 'delivery-cut' });
  });

  it('without a single row is loaded at once, and keeps nobody waiting', async () => {
    await take('reachability-2026-11-24', NOBODY_REACHED);
    await take('persons-changes-2026-11-24', lo3Csv(people(1)));
    expect(queued).toHaveLength(1);
  });

  it.each([
    ['reachability', 'bsn;service;channel;address;how;declared;withdrawn'],
    ['representatives', 'bsn;kind;name;street;housenumber;letter;addition;postcode;town;from;until'],
    ['document-events', 'bsn;kind;event;date'],
    ['stops', 'bsn;stop;since;lifted'],
    ['reading', 'bsn;language;format;since'],
    ['consents', 'bsn;party;purpose;how;given;withdrawn'],
  ])('of %s is cut by row, each with its line', async (kind, header) => {
    const row = header.replace(/[a-z]+/g, 'a');
    await take(`${kind}-2026-11-24-afternoon`, [header, ...Array.from({ length: 201 }, () => row)].join('\n'));
    expect([...chunks.values()]).toMatchObject([
      { kind, asOf: '2026-11-24', persons: { length: 200, 0: { line: 2, rows: [row.split(';')] } } },
      { kind, persons: [{ line: 202 }] },
    ]);
    expect(await loadAll()).toEqual([{ v: 1, kind: 'changed' }]);
  });

  it('names both rows of a BSN that two lists claim, and counts who has none', async () => {
    const twice = {
      ...person(9),
      categories: {
        ...person(9).categories,
        '01': { current: [{ '01.10': '9900000099', '01.20': BSNS[0] as string }] },
      },
    };
    await take('persons-full-2026-11-24', lo3Csv([person(0), person(1, { '01.20': '' }), twice]));
    expect(rejects).toMatchObject([
      { line: 3, reason: 'without-bsn' },
      { line: 2, reason: 'bsn-contested' },
      { line: 4, reason: 'bsn-contested' },
    ]);
    expect(logged.at(-1)).toMatchObject({ msg: 'delivery-cut', persons: 3, withoutBsn: 1, contested: 1 });
  });
});

describe('a full delivery', () => {
  it('blocks who is not in it', async () => {
    await known(20);
    await take('persons-full-2026-11-24', lo3Csv(people(19)));
    await loadAll();
    expect((await tables.residents.get(`id-${BSNS[19]}`))?.missing).toBe(true);
    expect((await tables.residents.get(`id-${BSNS[18]}`))?.missing).toBeUndefined();
  });
  it.each([
    [18, []],
    [17, ['it lacks 3 of the 20 residents we know; at most a tenth may be missing']],
  ])('with %i of twenty residents: %o', async (count, expected) => {
    await known(20);
    await take('persons-full-2026-11-24', lo3Csv(people(count)));
    expect(refusals()).toEqual(expected);
  });
  it('that is refused leaves nothing behind, and keeps nobody waiting', async () => {
    await known(20);
    await take('persons-full-2026-11-24', lo3Csv(people(1)));
    expect([chunks.size, queued]).toEqual([0, []]);
    await take('persons-full-2026-11-24', lo3Csv(people(20)));
    expect(queued).toHaveLength(1);
  });
  it('older than the last one is refused', async () => {
    await take('persons-full-2026-11-24', lo3Csv(people(3)));
    await loadAll();
    await take('persons-full-2026-11-23', lo3Csv(people(3)));
    expect(refusals()).toEqual(['a full delivery of 2026-11-24 was loaded already']);
  });
});

describe('a file that is refused whole', () => {
  it.each([
    ['persons-full-2026-11-24', 'naam;adres\n', /not a file of person lists/],
    ['persons-full-2026-11-24', '', /empty/],
    ['reachability-2026-11-24', 'email;bsn\n', /first line of a reachability file is bsn;service;channel;address/],
    ['representatives-2026-11-24', 'bsn;kind;name\n', /first line of a representatives file is bsn;kind;name;street/],
    [
      'document-events-2026-11-24',
      'bsn;email;services\n',
      /first line of a document-events file is bsn;kind;event;date/,
    ],
    ['people-2026-11-24', 'x', /says no kind and date/],
    ['persons-full-2026-13-24', 'x', /says no kind and date/],
  ])('%s with %j', async (name, content, why) => {
    await take(name, content);
    expect(refusals()).toEqual([expect.stringMatching(why)]);
    expect([chunks.size, queued]).toEqual([0, []]);
  });
});
