import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadRows } from '#functions/load/load-rows.ts';
import { takersFor } from '#functions/load/takers.ts';
import { testBsns } from '#infra/local/invented/numbers.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import type { RowKindName } from '#shared/registers/row-headers.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import type { Resident } from '#shared/store/residents.ts';
import { anAgenda, aRecord, aRepresentative, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

const key = Buffer.from('a key');
const bsns = testBsns();
let tables: EmbeddedTables;
let bsn: string;
let residentId: string;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  bsn = bsns.next().value;
  residentId = pseudonymOf(key, 'bsn', bsn);
  await tables.residents.create({
    residentId,
    listId: 'l',
    hash: 'one',
    asOf: on('2026-11-01'),
    record: aRecord(),
    agendas: [],
  });
});

const load = (
  kind: RowKindName,
  asOf: string,
  rows: string[],
  residents: Parameters<typeof takersFor>[0]['residents'] = tables.residents,
) =>
  loadRows({
    takers: takersFor({ changeAgenda: (id, by) => changeAgenda(tables.agendas, id, by), residents }),
    pseudonymKey: async () => key,
  })({
    kind,
    asOf: on(asOf),
    columns: [],
    persons: rows.map((row, index) => ({ line: index + 2, rows: [row.split(';')] })),
  });
const stored = async () => (await tables.residents.get(residentId)) as Resident;
const settled = async () => {
  await tables.residents.clean(await stored());
  expect((await stored()).dirty).toBeUndefined();
};
const event = (what: string, day: string, kind = 'PN') => `${bsn};${kind};${what};${day}`;
const curator = (name: string) => `${bsn};curator;${name};Kantoorplein;8;;;9902CC;Voorbeeldstad;2020-01-01;`;
const CURATOR = 'Stichting Bescherming Voorbeeldstad';

describe('rows about a resident', () => {
  it('become part of the record, and have it evaluated', async () => {
    await load('representatives', '2026-11-20', [curator(CURATOR)]);
    await load('document-events', '2026-11-20', [event('requested', '2026-11-19')]);
    const { record, dirty } = await stored();
    expect(record?.representatives).toEqual([aRepresentative()]);
    expect(record?.applications).toEqual([{ kind: 'PN', event: 'requested', on: '2026-11-19' }]);
    expect(dirty).toBe(true);
  });

  it('change nothing when they come again, and have nothing evaluated on another day', async () => {
    const rows = [event('appointment', '2026-11-18'), event('cancelled', '2026-11-17')];
    for (const asOf of ['2026-11-20', '2026-11-21']) {
      await load('representatives', asOf, [curator(CURATOR)]);
      await load('document-events', asOf, rows);
      if (asOf === '2026-11-20') await settled();
    }
    expect((await stored()).dirty).toBeUndefined();
    const before = await stored();
    await load('representatives', '2026-11-21', [curator(CURATOR)]);
    await load('document-events', '2026-11-21', rows);
    expect(await stored()).toEqual(before);
  });

  it('are not undone by an older delivery, nor by one that was confirmed since', async () => {
    await load('representatives', '2026-11-20', [curator(CURATOR)]);
    await load('representatives', '2026-11-22', [curator(CURATOR)]);
    await load('representatives', '2026-11-21', [curator('Iemand anders')]);
    expect((await stored()).record?.representatives).toEqual([aRepresentative()]);
    await load('representatives', '2026-11-23', [curator('')]);
    await load('representatives', '2026-11-22', [curator(CURATOR)]);
    expect((await stored()).record?.representatives).toEqual([]);
  });

  it('survive a renewed person list, and one that is contested', async () => {
    await load('representatives', '2026-11-20', [curator(CURATOR)]);
    await load('document-events', '2026-11-20', [event('issued', '2026-11-19', 'NI')]);
    const before = await stored();
    const renewed = aRecord({ person: { surname: 'Visser' }, representatives: [aRepresentative()] });
    await tables.residents.renew({ ...before, record: renewed, hash: 'two', bsn: new Uint8Array([1]) }, before);
    expect((await stored()).record).toEqual({
      ...renewed,
      representatives: [aRepresentative()],
      applications: [{ kind: 'NI', event: 'issued', on: '2026-11-19' }],
    });
    const { Item } = await tables.documents.send(new GetCommand({ TableName: 'Residents', Key: { residentId } }));
    expect(Object.keys(Item?.record)).not.toContain('representatives'); // kept once, where it can be withdrawn
    await tables.residents.contest(residentId, ['l', 'm'], await stored());
    expect(await stored()).toMatchObject({ representatives: [{ kind: 'curator' }], events: [{ event: 'issued' }] });
  });

  it('keep the resident dirty when they come while it is evaluated', async () => {
    const read = await stored();
    await load('document-events', '2026-11-20', [event('requested', '2026-11-19')]);
    expect(await tables.residents.clean(read)).toBe(false);
    const again = await stored();
    await load('document-events', '2026-11-20', [event('issued', '2026-11-20')]);
    expect(await tables.residents.clean(again)).toBe(false);
    expect((await stored()).dirty).toBe(true);
    await settled();
  });

  it('are both kept when somebody else writes in between', async () => {
    let meddled = false;
    const residents = {
      ...tables.residents,
      amend: async (...args: Parameters<typeof tables.residents.amend>) => {
        if (!meddled) {
          meddled = true;
          await load('document-events', '2026-11-20', [event('requested', '2026-11-18')]);
        }
        return tables.residents.amend(...args);
      },
    };
    await load('document-events', '2026-11-20', [event('issued', '2026-11-19')], residents);
    expect((await stored()).record?.applications.map((each) => each.event)).toEqual(['requested', 'issued']);
  });

  it.each<[RowKindName, string]>([
    ['reachability', 'travel-document-expiry;email;a@example.org;form;2026-11-01;'],
    ['stops', 'channel:sms;2026-11-01;'],
    ['reading', 'fy;large-print;2026-11-01'],
  ])('of %s wait for who was loaded and is not evaluated yet', async (kind, said) => {
    await expect(load(kind, '2026-11-20', [`${bsn};${said}`])).rejects.toThrow(/not evaluated yet/);
    await tables.agendas.create(anAgenda({ addresseeId: residentId }));
    expect(await load(kind, '2026-11-20', [`${bsn};${said}`])).toEqual([]);
  });

  it.each<[RowKindName, string]>([
    ['reachability', '000009830;travel-document-expiry;email;a@example.org;form;2026-11-01;'],
    ['stops', '000009830;channel:sms;2026-11-01;'],
    ['reading', '000009830;fy;large-print;2026-11-01'],
    ['consents', '000009830;energiebedrijf;vroegsignalering;desk;2026-11-01;'],
    ['representatives', '000009830;curator;;;;;;;;;'],
    ['document-events', '000009830;PN;issued;2026-11-20'],
  ])('of %s that name nobody we know are rejected by row', async (kind, row) => {
    expect(await load(kind, '2026-11-20', [row.replace('000009830', '123'), row])).toMatchObject([
      { line: 2, field: 'bsn', reason: 'not-allowed' },
      { line: 3, field: 'bsn', reason: 'unknown-resident', severity: 'rejected' },
    ]);
  });
});
