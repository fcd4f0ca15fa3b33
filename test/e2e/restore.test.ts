import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifest } from '#shared/channels/manifest.ts';
import { addDays } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { on } from '#test/builders.ts';
import { deliveryOf, lo3Day, reachabilityOf, startTown, synthWith, type Town } from './town.ts';

const TUESDAY = on('2026-11-24');
const [WEDNESDAY, THURSDAY, FRIDAY] = [addDays(TUESDAY, 1), addDays(TUESDAY, 2), addDays(TUESDAY, 3)];
const due = lo3Day(TUESDAY, 80);
/** A document of which the notice is due in so many days. */
const dueIn = (days: number) => ({ PN: lo3Day(TUESDAY, 90 + days) });

const AT_FIRST = [
  { name: 'Aarts', documents: { PN: due } }, // by e-mail, QUEUED at the backup, sent after it
  { name: 'Claes', documents: { PN: due } }, // by text, sent before the backup
  { name: 'Dirks', documents: { PN: due } }, // by letter, made before the backup, printed after it
  { name: 'Evers', documents: { PN: due, NI: lo3Day(TUESDAY, 85) } }, // the same, one letter about two documents
  { name: 'Faber', documents: dueIn(1) }, // by e-mail, decided and sent after the backup
  { name: 'Gerrits', documents: dueIn(1) }, // by letter, made after the backup and never printed
  { name: 'Hoek', documents: dueIn(3) }, // due when all is over; declared an e-mail address after the backup
];
/** Moved here after the backup; the register knows, the agenda that is put back does not. By letter, made and never printed. */
const NEW = { name: 'Ilsink', documents: dueIn(1) };
const DECLARED_LATE = `${reachabilityOf(['Hoek'])}\n`;

type Item = Record<string, unknown>;
const KEYS = { agenda: ['addresseeId'], notices: ['pk', 'sk'] } as const;

/**
 * The drill that the runbook is about (BIO2 8.13.04). The tables are put back under their own names, as after a restore from a
 * backup of a restored table, and the number in the settings is raised.
 */
describe('tables that are put back from a backup', () => {
  let town: Town;
  let dataDir: string;
  let since: string;
  const backup: Record<keyof typeof KEYS, Item[]> = { agenda: [], notices: [] };
  const items = async (table: keyof typeof KEYS): Promise<Item[]> =>
    (
      await town.clients.documents.send(
        new ScanCommand({ TableName: town.tables[table] as string, ConsistentRead: true }),
      )
    ).Items ?? [];
  const putBack = async (table: keyof typeof KEYS): Promise<void> => {
    const TableName = town.tables[table] as string;
    const keyOf = (item: Item) => Object.fromEntries(KEYS[table].map((name) => [name, item[name]]));
    for (const item of await items(table))
      await town.clients.documents.send(new DeleteCommand({ TableName, Key: keyOf(item) }));
    for (const Item of backup[table]) await town.clients.documents.send(new PutCommand({ TableName, Item }));
  };
  const halt = (Item: Item) =>
    town.clients.documents.send(
      new PutCommand({
        TableName: town.tables.notices as string,
        Item: { pk: 'switch#halted', sk: 'switch', ...Item },
      }),
    );

  type CopyOfLetter = { addressee: { name: string }; notice: { letterId?: string } };
  /** How often the providers were told to tell each of them: mails and texts as they were taken, letters as they were printed. */
  const told = (): Record<string, number> => {
    const texts: Record<string, string> = { '+31612345110': 'claes' };
    const copies = town.files('records', 'copies/').filter((key) => key.endsWith('.json'));
    const whose = new Map(
      copies
        .map((key) => JSON.parse(`${town.file('records', key)}`) as CopyOfLetter)
        .map(({ addressee, notice }) => [notice.letterId, addressee.name.slice(3).toLowerCase()]),
    );
    const printed = town
      .files('letters', 'closed/')
      .filter((key) => key.endsWith('manifest.json'))
      .flatMap((key) => manifest.parse(JSON.parse(`${town.file('letters', key)}`)).letters)
      .map(({ letterId }) => whose.get(letterId) ?? letterId);
    const all = [
      ...town.mails.map(({ destinations }) => destinations[0]?.split('@')[0] ?? ''),
      ...town.texts.map(({ to }) => texts[to] ?? to),
      ...printed,
    ];
    return Object.fromEntries([...Map.groupBy(all, (who) => who)].map(([who, times]) => [who, times.length]));
  };
  const reconcile = (event: object = {}) => town.invoke('reconcile', { v: 1, since, ...event });
  const unknown = async () =>
    (await items('notices')).filter(({ sk, kind }) => sk === 'work' && kind === 'unknown-outcome');

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tijdig-restore-'));
    town = await startTown(TUESDAY, await synthWith({}), dataDir);
    await town.deliver('persons-full', TUESDAY, deliveryOf(AT_FIRST));
    await town.deliver('reachability', TUESDAY, reachabilityOf(['Aarts', 'Faber'], { Claes: '06-12345110' }));
    await town.at('backfill', `${TUESDAY}T04:05:00Z`);
    await halt({ 'channel:email': { reason: 'drill' } });
    await town.at('scan', `${TUESDAY}T09:05:00Z`);
    const [epoch] = (await items('notices')).filter(({ pk }) => pk === 'switch#halted').map((item) => item.epoch);
    await halt({ epoch });

    since = town.clock.now().toISOString();
    for (const table of ['agenda', 'notices'] as const) backup[table] = await items(table);

    await town.at('sweep', `${TUESDAY}T09:30:00Z`);
    await town.deliver('persons-changes', TUESDAY, deliveryOf([NEW]));
    await town.deliver('reachability', `${TUESDAY}-late`, DECLARED_LATE);
    await town.at('close-batch', `${TUESDAY}T16:30:00Z`);
    await town.at('scan', `${WEDNESDAY}T09:05:00Z`);
  });
  afterAll(() => town.stop());

  it('stand as they stood before most of it was sent', async () => {
    expect(told()).toEqual({ aarts: 1, claes: 1, dirks: 1, evers: 1, faber: 1 });
    const states = (of: Item[]) => of.flatMap(({ decidedOn, state }) => (decidedOn && state !== 'REF' ? [state] : []));
    expect(states(backup.notices).sort()).toEqual(['BATCHED', 'BATCHED', 'DELIVERED', 'QUEUED']);
    expect(states(await items('notices')).sort()).toEqual(
      ['BATCHED', 'BATCHED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'SENT', 'SENT'].sort(),
    );
    for (const table of ['agenda', 'notices'] as const) await putBack(table);
    await town.stop();
    town = await startTown(WEDNESDAY, await synthWith({ epoch: 2 }), dataDir);
    expect(states(await items('notices'))).toHaveLength(4);
  });

  it('have nothing sent, printed or planned from them, and somebody is told', async () => {
    const before = told();
    await town.at('sweep', `${WEDNESDAY}T12:00:00Z`);
    await town.at('close-batch', `${WEDNESDAY}T16:30:00Z`);
    await town.at('sweep', `${WEDNESDAY}T16:45:00Z`);
    expect(await town.at('scan', `${THURSDAY}T09:05:00Z`)).toEqual({ date: THURSDAY, candidates: 0 });
    expect(town.logged('restored-tables')).toHaveLength(3);
    const [aarts] = (await town.notices()).filter(({ state }) => state === 'QUEUED');
    const message = JSON.stringify({ v: 1, noticeId: aarts?.noticeId });
    await town.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: town.queues['dispatch-email'] as string, MessageBody: message }),
    );
    await town.drain();
    expect(town.logged('notice-waits').map(({ reason }) => reason)).toEqual(['halted:epoch']);
    expect(told()).toEqual(before);
    expect(await items('agenda')).toEqual(expect.arrayContaining(backup.agenda));
  });

  it('are not released before everybody is evaluated anew', async () => {
    expect(await reconcile()).toEqual({ released: false, because: 'backfill-not-done' });
    await town.at('backfill', `${THURSDAY}T09:10:00Z`);
    expect(town.logged('backfill-completed')).toHaveLength(1);
    expect(await items('agenda')).toHaveLength(AT_FIRST.length + 1); // Ilsink is there again
  });

  it('take a file again that came after the backup', async () => {
    await town.deliver('reachability', `${TUESDAY}-late`, DECLARED_LATE);
    expect(town.logged('delivery-known')).toEqual([]);
    expect(
      (await town.agendas()).filter(({ reach }) => reach?.some(({ address }) => address === 'hoek@example.org')),
    ).toHaveLength(1);
  });

  it('know again what was sent, once they are reconciled', async () => {
    expect(await reconcile()).toEqual({
      released: true,
      batches: 1,
      letters: 0,
      sent: 0, // the two letters were SENT by the batch that they waited in
      unknown: 2, // Aarts and Faber
      standing: 3, // Claes, Dirks and Evers
      neverLeft: 2, // Gerrits and Ilsink
      unreadable: 0,
      agendas: 0,
    });
    expect(await town.outcome()).toEqual({
      Aarts: 'UNKNOWN_FINAL',
      Claes: 'DELIVERED',
      Dirks: 'SENT',
      Evers: 'SENT',
      Faber: 'UNKNOWN_FINAL',
    });
    expect(await unknown()).toHaveLength(2);
    await expect(reconcile()).rejects.toThrow('nothing to reconcile');
  });

  it('then have everything go out that was not sent, and nothing twice', async () => {
    await town.at('scan', `${THURSDAY}T10:00:00Z`);
    await town.at('sweep', `${THURSDAY}T13:00:00Z`);
    await town.at('close-batch', `${THURSDAY}T16:30:00Z`);
    await town.runDay(FRIDAY);
    await town.runDay(addDays(TUESDAY, 6));
    expect(told()).toEqual({ aarts: 1, claes: 1, dirks: 1, evers: 1, faber: 1, gerrits: 1, ilsink: 1, hoek: 1 });
    expect(town.mails.map(({ destinations }) => destinations[0])).toContain('hoek@example.org');
    expect(await town.outcome()).toMatchObject({ Gerrits: 'SENT', Ilsink: 'SENT', Hoek: 'DELIVERED' });
    const given = town
      .calls()
      .filter(({ action, resource }) => action === 's3:PutObject' && resource.includes('/closed/'));
    expect(given.filter(({ resource }) => resource.includes(TUESDAY))).toEqual([]); // not even the same once more
    expect(given.filter(({ resource }) => resource.includes(THURSDAY))).toHaveLength(3); // two letters and their manifest
  });

  it('are settled by what the provider reports late', async () => {
    const [aarts] = (await town.notices()).filter(({ state }) => state === 'UNKNOWN_FINAL') as [Notice];
    const mail = { messageId: 'late', tags: { notice: [town.tagOf(aarts)] } };
    await town.clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: town.queues.record as string,
        MessageBody: JSON.stringify({ eventType: 'Delivery', mail }),
      }),
    );
    await town.drain();
    expect((await town.notices()).find(({ noticeId }) => noticeId === aarts.noticeId)?.state).toBe('DELIVERED');
    expect(await unknown()).toHaveLength(2); // a person has it, and sees what became of it
  });

  it('left nothing behind that nobody looks at, and asked for nothing that its role does not allow', () => {
    expect([town.deadLetters(), town.problems(), town.missed()]).toEqual([[], [], []]);
    expect(town.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
  });
});
