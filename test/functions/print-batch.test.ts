import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#shared/aws/sha256.ts';
import { manifest as manifestSchema } from '#shared/channels/manifest.ts';
import { closeBatch, settleLate } from '#shared/channels/print-batch.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import { addDays } from '#shared/domain/dates.ts';
import type { Envelope } from '#shared/domain/letter-kind.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { serviceOf } from '#shared/services/index.ts';
import type { BatchMember } from '#shared/store/batches.ts';
import { readDigest } from '#shared/store/read-subject.ts';
import { aDeclaration, aNotice, anAgenda, anEntry, aRecord, at, on, stoppedAs } from '#test/builders.ts';
import { type EmbeddedBucket, embeddedBucket } from '#test/embedded-bucket.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

let tables: EmbeddedTables;
let bucket: EmbeddedBucket;
let batch: string;
let day = 0;
const TODAY = on('2026-11-24');
beforeAll(async () => {
  [tables, bucket] = await Promise.all([embeddedTables(), embeddedBucket()]);
});
afterAll(() => Promise.all([tables.stop(), bucket.stop()]));
beforeEach(async () => {
  day += 1;
  batch = `2027-03-${String(day).padStart(2, '0')}`;
  await tables.batches.open(batch, 1);
});

const deps = (over: object = {}) => ({
  batches: tables.batches,
  notices: tables.notices,
  agendas: tables.agendas,
  residents: tables.residents,
  switches: tables.switches,
  hashOf: () => 'whole',
  serviceOf,
  letters: bucket,
  now: () => at('2026-11-24T16:30:00.000Z'),
  log: () => {},
  ...over,
});
const close = (over: object = {}) => closeBatch(deps(over))(batch);

/** A letter that was checked and joined: PDF, member, notice BATCHED, and the entry that names it. */
const joined = async (
  letterId: string,
  agenda: Partial<Agenda> = {},
  notice: Partial<Notice> = {},
  envelope: Envelope = 'window',
) => {
  const about = `${batch}-${letterId}`;
  const noticeId = noticeIdOf(anEntry({ about }));
  const key = `letters/${batch}/${letterId}.pdf`;
  await bucket.put(key, `letter ${letterId}`);
  const sha = sha256(`letter ${letterId}`);
  await tables.batches.join(batch, { noticeId, letterId, key, sha, pages: 1, envelope }, 1);
  const common = { noticeId, parts: [noticeId], addresseeId: about, channel: 'letter' as const };
  await tables.notices.putOver(aNotice({ ...common, state: 'BATCHED', batch, letterId, ...notice }), undefined);
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  await tables.agendas.create(anAgenda({ addresseeId: about, v: 4, entries: [claimed], ...agenda }));
  return noticeId;
};
const states = (ids: string[]) => Promise.all(ids.map(async (id) => (await tables.notices.get(id))?.state));
const manifest = async () => JSON.parse((await bucket.text(`closed/${batch}/manifest.json`)) ?? 'null');

describe('closing a print batch', () => {
  it('prints what is in it, beside a manifest that counts it, and marks it SENT', async () => {
    const ids = [await joined('B'), await joined('A')];
    expect(await close()).toBe(2);
    expect(await states(ids)).toEqual(['SENT', 'SENT']);
    expect(await manifest()).toMatchObject({
      batch,
      count: 2,
      pages: 2,
      letters: [{ letterId: 'A' }, { letterId: 'B' }],
    });
    expect(await bucket.text(`closed/${batch}/A.pdf`)).toBe('letter A');
    expect(await tables.batches.get(batch)).toMatchObject({ state: 'CLOSED' });
    expect(await tables.batches.unfinished()).not.toContain(batch);
  });

  it('tells the printer what each letter goes in, and takes an older member for a window', async () => {
    await joined('A', {}, {}, 'handwritten');
    await joined('B', {}, {}, 'card');
    await joined('C');
    const older = (await tables.batches.members(batch)).find(({ letterId }) => letterId === 'C') as BatchMember;
    const { envelope: _, ...member } = older;
    await tables.batches.join(batch, member as BatchMember, 1);
    await close();
    expect((await manifest()).letters.map(({ envelope }: { envelope: string }) => envelope)).toEqual([
      'handwritten',
      'card',
      'window',
    ]);
  });

  it('reads a manifest from before there were envelopes', () => {
    const letters = [{ letterId: 'A', file: 'A.pdf', pages: 1, sha256: sha256('A') }];
    expect(manifestSchema.parse({ batch, count: 1, pages: 1, letters }).letters[0]?.envelope).toBe('window');
  });

  it('closes twice without a second manifest or a change', async () => {
    const id = await joined('A');
    await close();
    const first = await manifest();
    await close();
    expect(await manifest()).toEqual(first);
    expect(await states([id])).toEqual(['SENT']);
  });

  it.each([
    ['a stop', { stops: stoppedAs('service:travel-document-expiry') }, 'stop'],
    ['a block', { blocked: 'missing' as const }, 'blocked'],
    ['a stop for letters', { stops: stoppedAs('channel:letter') }, 'channel-closed'],
    ['a letter that came back', { suppressed: { letter: 'RETURNED' } }, 'channel-closed'],
  ])('leaves out after %s, and says why', async (_, agenda, reason) => {
    const [id, other] = [await joined('A', agenda), await joined('B')];
    expect(await close()).toBe(1);
    expect(await tables.notices.get(id)).toMatchObject({ state: 'CANCELLED', reason });
    expect(await states([other])).toEqual(['SENT']);
    expect(await bucket.text(`closed/${batch}/A.pdf`)).toBeUndefined();
  });

  it('takes along what the law has it tell, whatever was stopped but letters themselves', async () => {
    const statutory = (id: string) => ({ ...serviceOf(id), statutory: { law: 'Awb', article: '3:41' } });
    const stopped = await joined('A', { stops: stoppedAs('service:travel-document-expiry') });
    const noLetters = await joined('B', { stops: stoppedAs('channel:letter') });
    expect(await close({ serviceOf: statutory })).toBe(1);
    expect(await states([stopped, noLetters])).toEqual(['SENT', 'CANCELLED']);
  });

  it('takes along after a stop that was lifted, and what was withdrawn of other channels', async () => {
    const lifted = { name: 'service:travel-document-expiry', on: on('2026-11-01'), lifted: on('2026-11-02') };
    const reach = [aDeclaration({ withdrawn: on('2026-11-24') })];
    const ids = [await joined('A', { stops: [lifted] }), await joined('B', { reach })];
    expect(await close()).toBe(2);
    expect(await states(ids)).toEqual(['SENT', 'SENT']);
  });

  it('sends a letter back to be written anew when its reader asked for another language or format since', async () => {
    const about = `${batch}-A`;
    await tables.residents.create({
      residentId: about,
      listId: 'l',
      hash: 'h',
      asOf: TODAY,
      record: aRecord(),
      agendas: [],
    });
    const seen = await readDigest(tables.residents.get, {}, [about], TODAY);
    const [asked, same] = [
      { language: 'fy' as const, on: TODAY, asOf: TODAY },
      { on: TODAY, asOf: TODAY },
    ];
    const id = await joined('A', { reading: asked }, { seen });
    expect(await close()).toBe(0);
    expect(await states([id])).toEqual(['QUEUED']);
    expect(await readDigest(tables.residents.get, { reading: same }, [about], TODAY)).toBe(seen);
  });

  it('sends a letter back to be written anew when a part was withdrawn', async () => {
    const id = await joined('A', {}, { parts: ['one', 'two'] });
    expect(await close()).toBe(0);
    expect(await states([id])).toEqual(['QUEUED']);
  });

  it.each([
    ['the service is halted', { switches: { halted: async () => 'service:travel-document-expiry' } }, {}],
    ['another version of the service is deployed', { hashOf: () => 'another' }, {}],
    ['the service is off', { hashOf: () => undefined }, {}],
    ['its last day is over', { now: () => at('2026-12-01T16:30:00.000Z') }, {}],
    ['a record changed since it was written', {}, { seen: 'otherwise' }],
  ])('sends a letter back when %s', async (_, over, notice) => {
    const [id, other] = [await joined('A', {}, notice), await joined('B', {}, { expires: on('2027-06-01') })];
    await close(over);
    expect(await states([id])).toEqual(['QUEUED']);
    expect(await bucket.text(`closed/${batch}/A.pdf`)).toBeUndefined();
    if ('seen' in notice) expect(await states([other])).toEqual(['SENT']);
  });

  it('prints what the chosen manifest lists, whatever another closing thought of it', async () => {
    const id = await joined('A');
    const listing = { letterId: 'A', file: 'A.pdf', pages: 1, sha256: sha256('letter A'), envelope: 'window' };
    const full = { batch, count: 1, pages: 1, letters: [listing] };
    await bucket.put(`manifests/${batch}/${sha256('full')}.json`, JSON.stringify(full));
    const faster: typeof tables.batches.choose = async (name, sha) => {
      await tables.batches.choose(name, sha256('full'));
      return tables.batches.choose(name, sha);
    };
    await close({ batches: { ...tables.batches, choose: faster }, switches: { halted: async () => 'all' } });
    expect(await states([id])).toEqual(['SENT']);
    expect(await bucket.text(`closed/${batch}/A.pdf`)).toBe('letter A');
  });

  it('does not print a member that its notice does not name', async () => {
    const id = await joined('A', {}, { letterId: 'ANOTHER' });
    expect(await close()).toBe(0);
    expect(await states([id])).toEqual(['BATCHED']);
  });

  it('refuses to go on when a letter is not what was put', async () => {
    await joined('A');
    await bucket.put(`letters/${batch}/A.pdf`, 'somebody else’s letter');
    await expect(close()).rejects.toThrow('letter A is not what was put');
    expect(await tables.batches.get(batch)).toMatchObject({ state: 'CLOSING' });
  });

  it('goes on where a close was cut off, with the manifest that was chosen', async () => {
    const id = await joined('A');
    const cut = { ...bucket, put: () => Promise.reject(new Error('cut off')) };
    await expect(close({ letters: cut })).rejects.toThrow('cut off');
    expect(await tables.batches.get(batch)).toMatchObject({ state: 'CLOSED' });
    expect(await states([id])).toEqual(['BATCHED']);
    await close();
    expect(await states([id])).toEqual(['SENT']);
  });

  it('sends a letter that joined too late on to the next batch', async () => {
    await close();
    const id = await joined('LATE');
    await settleLate(deps())((await tables.notices.get(id)) as Notice);
    expect(await states([id])).toEqual(['QUEUED']);
  });

  it('forgets a batch that was listed and never opened, but not while whoever listed it may be about to', async () => {
    const listed = async () => (await tables.batches.unfinished()).includes(batch);
    await tables.documents.send(
      new DeleteCommand({ TableName: 'Notices', Key: { pk: `batch#${batch}`, sk: 'batch' } }),
    );
    const dayAfter = addDays(on(batch), 1);
    expect(await close({ now: () => at(`${dayAfter}T16:30:00.000Z`) })).toBeUndefined();
    expect(await listed()).toBe(true);
    await close({ now: () => at(`${addDays(dayAfter, 1)}T16:30:00.000Z`) });
    expect(await listed()).toBe(false);
  });

  it('prints one of two manifests when two closes race', async () => {
    const id = await joined('A');
    const late: typeof tables.batches.choose = async (name, sha) => {
      await tables.batches.choose(name, sha256('empty'));
      return tables.batches.choose(name, sha);
    };
    const empty = { batch, count: 0, pages: 0, letters: [] };
    await bucket.put(`manifests/${batch}/${sha256('empty')}.json`, JSON.stringify(empty));
    expect(await close({ batches: { ...tables.batches, choose: late } })).toBe(0);
    expect(await states([id])).toEqual(['QUEUED']);
    expect(await manifest()).toMatchObject({ count: 0 });
  });
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));
