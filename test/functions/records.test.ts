import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluateOne } from '#functions/evaluate/evaluate-one.ts';
import { loadRows } from '#functions/load/load-rows.ts';
import { takersFor } from '#functions/load/takers.ts';
import { testBsns } from '#infra/local/invented/numbers.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { type Agenda, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { applyOutcomes } from '#shared/domain/apply-outcomes.ts';
import { mayShareWith } from '#shared/domain/consents.ts';
import { standingFor } from '#shared/domain/declaration.ts';
import type { Service } from '#shared/domain/service.ts';
import { isStopped } from '#shared/domain/stops.ts';
import type { RowKindName } from '#shared/registers/row-headers.ts';
import { serviceOf } from '#shared/services/index.ts';
import { travelDocumentExpiry } from '#shared/services/travel-document-expiry/service.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { giveBack } from '#shared/store/give-back.ts';
import type { Resident } from '#shared/store/residents.ts';
import { aNotice, aRecord, on } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';

const SERVICE = 'travel-document-expiry';
const TODAY = on('2026-11-24');
const key = Buffer.from('a key');
const bsns = testBsns();
let tables: EmbeddedTables;
let bsn: string;
let id: string;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  bsn = bsns.next().value;
  id = pseudonymOf(key, 'bsn', bsn);
  await tables.residents.create({
    residentId: id,
    listId: 'l',
    hash: 'one',
    asOf: on('2026-11-01'),
    record: aRecord(),
    agendas: [],
    dirty: true,
  });
  await evaluate();
});

const evaluate = (service: Service = travelDocumentExpiry) =>
  evaluateOne(
    {
      residents: tables.residents,
      agendas: tables.agendas,
      queue: async () => {},
      services: [service],
      context: { municipality: '9901' },
      today: () => TODAY,
    },
    id,
  );
const load = (kind: RowKindName, asOf: string, row: string) =>
  loadRows({
    takers: takersFor({
      changeAgenda: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
      residents: tables.residents,
    }),
    pseudonymKey: async () => key,
  })({ kind, asOf: on(asOf), columns: [], persons: [{ line: 2, rows: [`${bsn};${row}`.split(';')] }] });
const agendaNow = async () => (await tables.agendas.get(id)) as Agenda;
const resident = async () => (await tables.residents.get(id)) as Resident;
const emailNow = async () => standingFor((await agendaNow()).reach, SERVICE, 'email')?.address;
const isStoppedNow = async () => isStopped((await agendaNow()).stops, SERVICE, serviceOf);
const noticeEntry = async () => (await agendaNow()).entries.find(({ stage }) => stage === 'notice') as Entry;
/** The claim of a decision that was made on an agenda as it was read. */
const claims = async (read: Agenda) => {
  const [entry] = read.entries.map(noticeIdOf);
  return tables.agendas.replace(
    applyOutcomes(read, [{ entry: entry as string, claimedBy: entry as string }], [], TODAY),
  );
};
const stopOnPage = () =>
  changeAgenda(tables.agendas, id, (agenda) => ({
    ...agenda,
    stops: [
      ...agenda.stops.filter(({ name }) => name !== `service:${SERVICE}`),
      { name: `service:${SERVICE}`, on: TODAY },
    ],
  }));

const MAIL = `${SERVICE};email;anna@example.org;form;2026-09-01;`;
const NO_MAIL = `${SERVICE};email;;phone;2026-09-01;2026-11-20`;
const STOP = `service:${SERVICE};2026-11-20;`;

describe('what a resident says by a file', () => {
  it.each<[RowKindName, string, string]>([
    ['reachability', 'declared', MAIL],
    ['reachability', 'withdrawn', NO_MAIL],
    ['stops', 'stopped', STOP],
    ['stops', 'a channel stopped', 'channel:letter;2026-11-20;'],
    ['reading', 'in another language', 'fy;;2026-11-20'],
  ])('outdates a decision made before (%s: %s), and once only', async (kind, _, row) => {
    const read = await agendaNow();
    expect(await load(kind, '2026-11-24', row)).toEqual([]);
    const after = await agendaNow();
    expect(after.v).toBe(read.v + 1);
    expect(await claims(read)).toBe(false);
    for (const again of ['2026-11-24', '2026-11-25', '2026-11-23']) await load(kind, again, row);
    expect(await agendaNow()).toEqual(after);
    expect(await claims(after)).toBe(true);
  });

  it('is not undone by a file of before that comes later', async () => {
    await load('reachability', '2026-11-10', MAIL);
    expect(await emailNow()).toBe('anna@example.org');
    await load('reachability', '2026-11-21', NO_MAIL);
    await load('reachability', '2026-11-12', MAIL);
    expect(await emailNow()).toBeUndefined();
    await load('reachability', '2026-11-24', `${SERVICE};email;new@example.org;desk;2026-11-23;`);
    await load('reachability', '2026-11-22', NO_MAIL);
    expect(await emailNow()).toBe('new@example.org');
  });

  it('leaves what was declared for another kind of message, or another channel, as it is', async () => {
    await load('reachability', '2026-11-10', MAIL);
    await load('reachability', '2026-11-10', `${SERVICE};sms;0612345110;form;2026-09-01;`);
    await load('reachability', '2026-11-11', 'another;email;werk@example.org;form;2026-11-11;');
    await load('reachability', '2026-11-12', 'another;email;;form;2026-11-11;2026-11-12');
    await load('reachability', '2026-11-12', `${SERVICE};sms;;form;2026-09-01;2026-11-12`);
    expect(await emailNow()).toBe('anna@example.org');
    expect((await agendaNow()).reach).toHaveLength(3);
  });

  it('does not bring back what was withdrawn on the page', async () => {
    await load('reachability', '2026-11-10', MAIL);
    await changeAgenda(tables.agendas, id, ({ reach = [], ...rest }) => ({
      ...rest,
      reach: reach.map(({ address: _, ...each }) => ({ ...each, withdrawn: TODAY })),
    }));
    await load('reachability', '2026-11-25', MAIL); // the town hall has not heard of it
    expect(await emailNow()).toBeUndefined();
  });

  it('does not take back a stop that was said on the page meanwhile', async () => {
    await load('stops', '2026-11-20', STOP);
    await stopOnPage();
    for (const lifted of ['2026-11-21', '2026-11-24']) await load('stops', '2026-11-24', `${STOP}${lifted}`);
    expect(await isStoppedNow()).toBe(true);
    await load('stops', '2026-11-26', `${STOP}2026-11-25`);
    expect(await isStoppedNow()).toBe(false);
  });

  it('has what a stop had closed looked at again when it is lifted, also where the lift was cut off before', async () => {
    await load('stops', '2026-11-20', STOP);
    const read = await agendaNow();
    const entry = noticeIdOf(await noticeEntry());
    await tables.agendas.replace(applyOutcomes(read, [{ entry, closed: 'stop', notice: entry }], [], TODAY));
    await evaluate();
    expect(await noticeEntry()).toMatchObject({ state: 'closed', reason: 'stop' });
    for (const _ of ['first', 'again after a crash']) {
      await load('stops', '2026-11-24', `${STOP}2026-11-24`);
      expect((await resident()).dirty).toBe(true);
      await tables.residents.clean(await resident());
    }
    await load('stops', '2026-11-24', `${STOP}2026-11-24`);
    await evaluate();
    expect(await noticeEntry()).toMatchObject({ state: 'open' });
    expect((await resident()).dirty).toBeUndefined();
  });

  it('opens what was closed by a stop that was lifted while the message was taken back', async () => {
    const read = await agendaNow();
    expect(await claims(read)).toBe(true);
    const noticeId = noticeIdOf(await noticeEntry());
    const ended = aNotice({
      noticeId,
      parts: [noticeId],
      addresseeId: id,
      decidedOn: read.v,
      state: 'CANCELLED',
      reason: 'stop',
    });
    // Stopped, taken back by dispatch, lifted and evaluated, and only then comes the sweep.
    await load('stops', '2026-11-20', STOP);
    await load('stops', '2026-11-24', `${STOP}2026-11-24`);
    await evaluate();
    await giveBack({
      change: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
      evaluate: async (ids) => {
        expect(ids).toEqual([id]);
        expect(await noticeEntry()).toMatchObject({ state: 'closed', reason: 'stop' });
        await evaluate();
      },
    })(ended);
    expect(await noticeEntry()).toMatchObject({ state: 'open' });
  });

  it('closes nothing for good that the law has the municipality tell', async () => {
    await load('stops', '2026-11-20', STOP);
    const read = await agendaNow();
    const entry = noticeIdOf(await noticeEntry());
    await tables.agendas.replace(applyOutcomes(read, [{ entry, closed: 'stop', notice: entry }], [], TODAY));
    await evaluate({ ...travelDocumentExpiry, statutory: { law: 'Awb', article: '3:41' } });
    expect(await noticeEntry()).toMatchObject({ state: 'open' });
  });

  it('has nobody looked at for a channel, or for a stop', async () => {
    await load('stops', '2026-11-24', STOP);
    await load('stops', '2026-11-24', 'channel:sms;2026-11-20;2026-11-22');
    await load('reachability', '2026-11-24', MAIL);
    expect((await resident()).dirty).toBeUndefined();
  });

  it('lies beside the record when it is a consent: no agenda moves, nothing is looked at, no BSN is kept with it', async () => {
    const before = await agendaNow();
    await load('consents', '2026-11-24', 'energiebedrijf;vroegsignalering;desk;2026-11-20;');
    const may = async () => mayShareWith(await resident(), 'energiebedrijf', 'vroegsignalering', TODAY);
    expect(await may()).toBe(true);
    expect(await agendaNow()).toEqual(before);
    expect((await resident()).dirty).toBeUndefined();
    const held = await resident();
    await load('consents', '2026-11-25', 'energiebedrijf;vroegsignalering;desk;2026-11-20;');
    expect(await resident()).toEqual(held);
    await load('consents', '2026-11-25', 'energiebedrijf;vroegsignalering;desk;2026-11-20;2026-11-24');
    expect(await may()).toBe(false);
    await load('consents', '2026-11-24', 'energiebedrijf;vroegsignalering;desk;2026-11-20;');
    expect(await may()).toBe(false);
  });

  it('is nowhere kept under the number that it came with', async () => {
    await load('reachability', '2026-11-24', MAIL);
    await load('stops', '2026-11-24', STOP);
    await load('reading', '2026-11-24', 'fy;large-print;2026-11-20');
    await load('consents', '2026-11-24', 'energiebedrijf;vroegsignalering;desk;2026-11-20;');
    for (const TableName of ['Agenda', 'Residents']) {
      const { Items } = await tables.documents.send(new ScanCommand({ TableName, ConsistentRead: true }));
      expect(JSON.stringify(Items)).not.toContain(bsn);
    }
  });
});

describe('who acts for a resident', () => {
  const CURATOR = 'curator;Stichting Bescherming;Kantoorplein;8;;;9902CC;Voorbeeldstad;2020-01-01;';
  beforeEach(async () => {
    const before = await resident();
    const record = aRecord({ authority: { curatele: true } });
    await tables.residents.renew({ ...before, record, hash: 'two', bsn: new Uint8Array([1]) }, before);
    await evaluate();
    expect(await noticeEntry()).toMatchObject({ handOver: 'curator-unknown' });
  });

  it('changes to whom it is told by the evaluation that it asks for, and outdates a decision made before', async () => {
    const read = await agendaNow();
    await load('representatives', '2026-11-24', CURATOR);
    expect((await resident()).dirty).toBe(true);
    await evaluate();
    expect(await noticeEntry()).toMatchObject({ state: 'open', to: 'curator' });
    expect((await noticeEntry()).handOver).toBeUndefined();
    expect(await claims(read)).toBe(false);
  });

  it('opens what was claimed when there is nobody any more', async () => {
    await load('representatives', '2026-11-20', CURATOR);
    await evaluate();
    const read = await agendaNow();
    expect(await claims(read)).toBe(true);
    await load('representatives', '2026-11-24', 'curator;;;;;;;;;');
    await evaluate();
    expect(await noticeEntry()).toMatchObject({ state: 'open', handOver: 'curator-unknown' });
    expect((await agendaNow()).v).toBe(read.v + 2);
  });
});
