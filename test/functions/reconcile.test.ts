import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putDecision } from '#functions/decide/put-decision.ts';
import { copyOf } from '#functions/dispatch/copy.ts';
import type { Prepared } from '#functions/dispatch/prepare.ts';
import { env } from '#functions/reconcile/env.ts';
import { wire } from '#functions/reconcile/wire.ts';
import { recordEvent } from '#functions/record/record-event.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { closeBatch } from '#shared/channels/print-batch.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import { neverLeft } from '#shared/domain/arrows.ts';
import { addSeconds, dayOf, type Instant } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { stepOf } from '#shared/domain/trail.ts';
import { serviceOf } from '#shared/services/index.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import { workAbout } from '#test/all-work.ts';
import { aNotice, anAgenda, anEntry, on } from '#test/builders.ts';
import { type EmbeddedBucket, embeddedBucket } from '#test/embedded-bucket.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { aTag, readTag } from '#test/tags.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

/** Objects on the embedded S3 are dated by the real clock, so these tests live now. */
const NOW = new Date().toISOString() as Instant;
const TODAY = dayOf(NOW);
const SINCE = addSeconds(NOW, -600);
const UNTIL = on('2099-01-01');

let tables: EmbeddedTables;
let bucket: EmbeddedBucket;
let logged: { msg: string; fields?: Record<string, unknown> }[];
beforeAll(async () => {
  bucket = await embeddedBucket();
});
afterAll(() => Promise.all([tables.stop(), bucket.stop()]));
beforeEach(async () => {
  await freshTables();
  await bucket.stop();
  bucket = await embeddedBucket();
  logged = [];
  await restore();
});

afterEach(async () => expect(await wrongTrails(tables)).toEqual([]));

const freshTables = async () => {
  await tables?.stop();
  tables = await embeddedTables();
  // A table that was just made is not there yet, for a moment.
  while (!(await tables.switches.adoptEpoch().catch(() => false)));
};

const Key = { pk: 'switch#halted', sk: 'switch' };
const restore = () => tables.documents.send(new PutCommand({ TableName: 'Notices', Item: { ...Key, epoch: '0/a/b' } }));
const isHalted = async () => (await tables.switches.halted([])) === 'epoch';

type Over = { now?: Instant; services?: object; documents?: EmbeddedTables['documents'] };
const reconcile = (event: object = {}, { now = NOW, services = {}, documents = tables.documents }: Over = {}) => {
  const environment = env.parse({
    EPOCH: '1',
    AGENDA_TABLE: 'Agenda',
    NOTICES_TABLE: 'Notices',
    RECORDS_BUCKET: 'bucket',
    LETTERS_BUCKET: 'bucket',
    SERVICES: JSON.stringify(services),
    SEGMENTS: '2',
  });
  const log = (msg: string, fields?: object) => void logged.push({ msg, fields: { ...fields } });
  return wire(environment, { dynamo: documents, s3: bucket.s3, now: () => now, log })({ v: 1, since: SINCE, ...event });
};

const id = (about: string, occasion = 'PN-one') => noticeIdOf(anEntry({ about, occasion }));
const noticeOf = (about: string, over: Partial<Notice> = {}) =>
  aNotice({
    noticeId: id(about),
    parts: [id(about)],
    addresseeId: about,
    decidedOn: 3,
    expires: UNTIL,
    ttl: 4_100_000_000,
    ...over,
  });
const prepared = (notice: Notice): Prepared => ({
  notice,
  parts: notice.parts,
  text: { subject: 'Uw paspoort verloopt', blocks: [] },
  short: 'Uw reisdocument verloopt',
  addressee: {
    name: 'A. Bakker',
    lines: ['Molenweg 3'],
    postcode: '9901AB',
    houseNumber: 3,
    salutation: 'Geachte mevrouw Bakker',
  },
  documents: [],
  subjects: [notice.addresseeId],
  occasions: ['PN-one'],
  service: 'travel-document-expiry',
  today: TODAY,
  seen: 'seen',
  readAt: NOW,
});
/** The copy that dispatch keeps before it sends a notice that stands like this. */
const copied = async (notice: Notice, printed?: { batch: string; letterId: string }) => {
  const { key, body } = copyOf(prepared(notice), printed);
  await bucket.put(key, body);
  return key;
};
/** An agenda as it was before anything was decided. */
const agendaOf = (about: string, over: Partial<Agenda> = {}) =>
  tables.agendas.create(
    anAgenda({ addresseeId: about, entries: [anEntry({ about, until: UNTIL })], reviewOn: UNTIL, ...over }),
  );
const standing = async (about: string) => tables.notices.get(id(about));
const work = (about: string) => workAbout(tables.worklist, 'unknown-outcome', id(about));
const manifestOf = (batch: string, ...letterIds: string[]): string => {
  const letters = letterIds.map((letterId) => ({
    letterId,
    file: `${letterId}.pdf`,
    pages: 1,
    sha256: sha256(letterId),
    envelope: 'window',
  }));
  return JSON.stringify({ batch, count: letters.length, pages: letters.length, letters }, null, 2);
};
const printed = async (batch: string, ...letterIds: string[]) => {
  const text = manifestOf(batch, ...letterIds);
  await bucket.put(`manifests/${batch}/${sha256(text)}.json`, text);
  for (const letterId of letterIds) await bucket.put(`closed/${batch}/${letterId}.pdf`, letterId);
  await bucket.put(`closed/${batch}/manifest.json`, text);
  return sha256(text);
};

describe('what is asked', () => {
  it.each([
    ['an instant in the future', { since: addSeconds(NOW, 60) }, 'lies in the future'],
    ['an instant of which nobody knows what was printed since', { since: addSeconds(NOW, -90 * 86_400) }, '89 days'],
    ['no instant', { since: 'yesterday' }, 'ISO datetime'],
    ['another version', { v: 2 }, 'expected 1'],
  ])('is refused when it is %s, and everything stays halted', async (_, event, message) => {
    await expect((async () => reconcile(event))()).rejects.toThrow(message);
    expect(await isHalted()).toBe(true);
  });

  it('is refused when the tables are of the deployed epoch, unless it must', async () => {
    await tables.switches.settleEpoch();
    await expect(reconcile()).rejects.toThrow('nothing to reconcile');
    expect(await reconcile({ force: true })).toMatchObject({ released: true });
  });

  it('waits until the agendas are evaluated anew, and does nothing until then', async () => {
    await copied(noticeOf('a'));
    const services = { 'travel-document-expiry': { rule: 'r', whole: 'w' } };
    expect(await reconcile({}, { services })).toEqual({ released: false, because: 'backfill-not-done' });
    expect([await isHalted(), await standing('a')]).toEqual([true, undefined]);
  });

  it('is answered and logged in counts', async () => {
    await copied(noticeOf('a'));
    await agendaOf('a');
    const answer = await reconcile();
    expect(answer).toEqual({
      released: true,
      batches: 0,
      letters: 0,
      sent: 0,
      unknown: 1,
      standing: 0,
      neverLeft: 0,
      unreadable: 0,
      agendas: 0,
    });
    expect(logged).toEqual([{ msg: 'reconciled', fields: answer }]);
    expect(await isHalted()).toBe(false);
  });
});

describe('an e-mail or text that was copied since', () => {
  it.each(['email', 'sms'] as const)('may have left by %s: for a person, and never again', async (channel) => {
    const key = await copied(noticeOf('a', { channel, attempt: 1, evidence: ['declared'] }));
    await agendaOf('a');
    await reconcile();
    expect(await standing('a')).toEqual({
      noticeId: id('a'),
      state: 'UNKNOWN_FINAL',
      channel,
      attempt: 2,
      decidedOn: 3,
      addresseeId: 'a',
      expires: UNTIL,
      serviceHash: 'whole',
      evidence: ['declared'],
      parts: [id('a')],
      copy: key,
      reason: 'restored',
      caredFor: true,
      at: NOW,
      ttl: 4_100_000_000,
      trail: [stepOf({ to: 'UNKNOWN_FINAL', by: 'reconcile', at: NOW, put: '3-2' })],
    });
    expect(await work('a')).toMatchObject({ addresseeId: 'a', reason: 'restored' });
    const agenda = await tables.agendas.get('a');
    expect(agenda).toMatchObject({
      entries: [{ state: 'claimed', notice: id('a'), version: 3 }],
      sent: [{ on: TODAY, notice: id('a') }],
      nextOn: UNTIL,
    });
  });

  it('is known to decide as told, also on an agenda that does not name it', async () => {
    await copied(noticeOf('a', { parts: [id('a'), id('a', 'NI-two')] }));
    await reconcile();
    const put = putDecision({ notices: tables.notices, serviceOf, hashOf: () => 'whole', now: () => NOW });
    const draft = {
      addresseeId: 'a',
      decidedOn: 9,
      state: 'QUEUED' as const,
      channel: 'letter' as const,
      evidence: [],
    };
    const [one, two] = [anEntry({ about: 'a' }), anEntry({ about: 'a', occasion: 'NI-two' })];
    expect(await put({ ...draft, parts: [one] })).toBe('told');
    expect(await put({ ...draft, parts: [two] })).toBe('told');
    expect(await put({ ...draft, addresseeId: 'parent', parts: [two, one] })).toBe('told');
  });

  it('is still settled by what the provider reports late', async () => {
    await copied(noticeOf('a'));
    await agendaOf('a');
    await reconcile();
    await recordEvent({
      notices: tables.notices,
      change: (addresseeId, by) => changeAgenda(tables.agendas, addresseeId, by),
      keepOrphan: () => Promise.reject(new Error('it is not an orphan')),
      read: readTag,
      batches: tables.batches,
      addWork: tables.worklist.add,
      outcomes: { harm: async () => {}, add: () => {} },
      now: () => NOW,
      log: () => {},
    })({
      eventType: 'Delivery',
      mail: { messageId: 'm-1', tags: { notice: [aTag(id('a'), { decidedOn: noticeOf('a').decidedOn })] } },
    } as Parameters<ReturnType<typeof recordEvent>>[0]);
    expect(await standing('a')).toMatchObject({ state: 'DELIVERED', providerId: 'm-1' });
  });

  it.each(['QUEUED', 'BATCHED', ...neverLeft] as const)(
    'is put over a notice of an older decision that is %s',
    async (state) => {
      await tables.notices.putOver(noticeOf('a', { state, decidedOn: 2 }), undefined);
      await copied(noticeOf('a'));
      await reconcile();
      expect(await standing('a')).toMatchObject({ state: 'UNKNOWN_FINAL', decidedOn: 3, attempt: 1 });
    },
  );

  it.each(['SENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED', 'REJECTED', 'UNKNOWN'] as const)(
    'changes nothing where the table says %s, but that its agenda remembers it',
    async (state) => {
      const known = noticeOf('a', { state, decidedOn: 2, attempt: 1 });
      await tables.notices.putOver(known, undefined);
      await agendaOf('a');
      await copied(noticeOf('a', { decidedOn: 2 }));
      expect(await reconcile()).toMatchObject({ standing: 1, unknown: 0 });
      expect(await standing('a')).toEqual(known);
      expect(await work('a')).toBeUndefined();
      expect((await tables.agendas.get('a'))?.entries[0]).toMatchObject({ state: 'claimed', version: 2 });
    },
  );

  it.each<[string, Partial<Notice>]>([
    ['came back from the wire', { state: 'QUEUED', attempt: 1 }],
    ['was never begun, and its decision ended', { state: 'CANCELLED', attempt: 0 }],
    ['was decided again since', { state: 'QUEUED', attempt: 0, decidedOn: 5 }],
  ])('never left where the table knows that this try %s', async (_, over) => {
    const known = noticeOf('a', over);
    await tables.notices.putOver(known, undefined);
    await copied(noticeOf('a'));
    expect(await reconcile()).toMatchObject({ neverLeft: 1, unknown: 0, released: true });
    expect([await standing('a'), await work('a')]).toEqual([known, undefined]);
  });

  it('has its seat in the trial of the version that decided it again, also where its approval is lost', async () => {
    await copied(noticeOf('a'));
    await reconcile();
    const { first, seats } = await tables.approvals.get('travel-document-expiry', 'whole');
    expect([first, Object.keys(seats)]).toEqual([undefined, expect.arrayContaining([id('a')])]);
  });

  it('counts by its last try', async () => {
    await copied(noticeOf('a', { attempt: 1 }));
    const earlier = { ...prepared(noticeOf('a')), readAt: addSeconds(NOW, -300) };
    const { key, body } = copyOf(earlier);
    await bucket.put(key, body);
    await reconcile();
    expect(await standing('a')).toMatchObject({ attempt: 2 });
  });

  it('is not looked at when it was copied long before the backup', async () => {
    await copied(noticeOf('a'));
    const later = { now: addSeconds(NOW, 4 * 3600) };
    expect(await reconcile({ since: addSeconds(NOW, 2 * 3600) }, later)).toMatchObject({ unknown: 0 });
    await restore();
    expect(await reconcile({ since: addSeconds(NOW, 1800) }, later)).toMatchObject({ unknown: 1 });
  });

  it('is not put again when it would be past keeping', async () => {
    await copied(noticeOf('a', { ttl: 1 }));
    expect(await reconcile()).toMatchObject({ neverLeft: 1, unknown: 0 });
    expect(await standing('a')).toBeUndefined();
  });

  it('takes no second place under the cap, and none that is over', async () => {
    const sent = [{ on: TODAY, notice: id('a') }];
    await agendaOf('a', { sent });
    await copied(noticeOf('a'));
    await agendaOf('b');
    const old = { ...prepared(noticeOf('b')), readAt: addSeconds(NOW, -31 * 86_400) };
    const { key, body } = copyOf(old);
    await bucket.put(key, body);
    await reconcile({ since: addSeconds(NOW, -40 * 86_400) });
    expect((await tables.agendas.get('a'))?.sent).toEqual(sent);
    expect((await tables.agendas.get('b'))?.sent).toEqual([]);
  });

  it('leaves the message of its own that one of its parts had', async () => {
    const own = noticeOf('a', { noticeId: id('a', 'NI-two'), parts: [id('a', 'NI-two')], state: 'DELIVERED' });
    await tables.notices.putOver(own, undefined);
    await copied(noticeOf('a', { parts: [id('a'), id('a', 'NI-two'), id('a', 'PN-three')] }));
    await reconcile();
    expect(await tables.notices.get(id('a', 'NI-two'))).toEqual(own);
    expect(await tables.notices.get(id('a', 'PN-three'))).toMatchObject({ state: 'REF', ref: id('a') });
  });

  it('that does not say enough keeps everything halted, and the others are settled all the same', async () => {
    await bucket.put('copies/old/3-1.json', JSON.stringify({ noticeId: id('old'), channel: 'email' }));
    await bucket.put('copies/torn/3-1.json', '{');
    await copied(noticeOf('a'));
    expect(await reconcile()).toMatchObject({
      released: false,
      because: 'copies-unreadable',
      unreadable: 2,
      unknown: 1,
    });
    expect(logged.filter(({ msg }) => msg === 'copy-unreadable').map(({ fields }) => fields?.key)).toEqual([
      'copies/old/3-1.json',
      'copies/torn/3-1.json',
    ]);
    expect([await isHalted(), (await standing('a'))?.state]).toEqual([true, 'UNKNOWN_FINAL']);
  });
});

describe('a letter that was made since', () => {
  const BATCH = '2026-11-24';
  const letter = (about: string, over: Partial<Notice> = {}) => noticeOf(about, { channel: 'letter', ...over });

  it('and printed is SENT; one that was not is decided anew', async () => {
    await agendaOf('a');
    await agendaOf('b');
    await copied(letter('a'), { batch: BATCH, letterId: 'LA' });
    await copied(letter('b'), { batch: BATCH, letterId: 'LB' });
    const chosen = await printed(BATCH, 'LA');
    expect(await reconcile()).toMatchObject({ released: true, sent: 1, neverLeft: 1, unknown: 0, batches: 1 });
    expect(await standing('a')).toMatchObject({ state: 'SENT', providerId: 'LA', letterId: 'LA', sha: sha256('LA') });
    expect([await standing('b'), await work('a'), await work('b')]).toEqual([undefined, undefined, undefined]);
    const entries = await Promise.all(
      ['a', 'b'].map(async (who) => (await tables.agendas.get(who))?.entries[0]?.state),
    );
    expect(entries).toEqual(['claimed', 'open']);
    expect(await tables.batches.get(BATCH)).toMatchObject({ state: 'CLOSED', manifest: chosen });
  });

  it('and printed counts before any try by wire', async () => {
    await copied(letter('a', { decidedOn: 7 }), { batch: BATCH, letterId: 'LA' });
    const { key, body } = copyOf({ ...prepared(noticeOf('a')), readAt: addSeconds(NOW, 60) });
    await bucket.put(key, body);
    await printed(BATCH, 'LA');
    await reconcile();
    expect(await standing('a')).toMatchObject({ state: 'SENT', decidedOn: 7, channel: 'letter' });
  });

  const inBatch = async (about: string, letterId: string) => {
    await tables.batches.open(BATCH, 1);
    await tables.notices.putOver(letter(about, { state: 'BATCHED', batch: BATCH, letterId, attempt: 1 }), undefined);
    const key = `letters/${BATCH}/${letterId}.pdf`;
    await tables.batches.join(BATCH, { noticeId: id(about), letterId, key, sha: 's', pages: 1, envelope: 'window' }, 1);
  };

  it('long before the backup and printed after it is SENT as well, by the batch that it waits in', async () => {
    await inBatch('a', 'LA');
    await inBatch('b', 'LB');
    const chosen = await printed(BATCH, 'LA');
    expect(await reconcile()).toMatchObject({ released: true, batches: 1, letters: 0 });
    expect(await standing('a')).toMatchObject({ state: 'SENT', providerId: 'LA' });
    expect((await standing('b'))?.state).toBe('BATCHED');
    expect(await tables.batches.get(BATCH)).toMatchObject({ state: 'CLOSED', manifest: chosen });
    expect(await tables.batches.unfinished()).toEqual([]);
  });

  it('goes to the printer once: its batch does not close again with other letters', async () => {
    await inBatch('a', 'LA');
    await inBatch('b', 'LB');
    const chosen = await printed(BATCH, 'LA');
    await reconcile();
    await bucket.put(`letters/${BATCH}/LA.pdf`, 'LA');
    const close = closeBatch({
      batches: tables.batches,
      notices: tables.notices,
      agendas: tables.agendas,
      residents: tables.residents,
      switches: tables.switches,
      hashOf: () => 'whole',
      serviceOf,
      letters: bucket,
      now: () => NOW,
      log: () => {},
    });
    expect(await close(BATCH)).toBe(1);
    expect(sha256((await bucket.text(`closed/${BATCH}/manifest.json`)) ?? '')).toBe(chosen);
    expect([(await standing('a'))?.state, (await standing('b'))?.state]).toEqual(['SENT', 'QUEUED']);
  });

  it('was printed, and nobody knows whom it told: everything stays halted', async () => {
    await printed(BATCH, 'LX');
    const because = 'letters-unaccounted-for';
    expect(await reconcile()).toMatchObject({ released: false, because, letters: 1 });
    expect(logged.find(({ msg }) => msg === 'letter-unaccounted-for')?.fields).toEqual({ letterId: 'LX' });
    expect(await reconcile()).toMatchObject({ released: false, because }); // its batch is closed by now
    expect(await isHalted()).toBe(true);
  });
});

describe('one table put back to another instant than the other', () => {
  it('opens what a notice claimed that is gone, and leaves what one answers for', async () => {
    const claimed = (about: string) => [
      anEntry({ about, until: UNTIL, state: 'claimed', notice: id(about), version: 3 }),
    ];
    await agendaOf('a', { v: 4, entries: claimed('a') });
    await agendaOf('b', { v: 4, entries: claimed('b') });
    await tables.notices.putOver(noticeOf('b'), undefined);
    expect(await reconcile()).toMatchObject({ agendas: 1 });
    const [a, b] = [await tables.agendas.get('a'), await tables.agendas.get('b')];
    expect(a).toMatchObject({ v: 5, nextOn: '2026-11-01', entries: [{ state: 'open' }] });
    expect(b).toMatchObject({ v: 4, entries: [{ state: 'claimed' }] });
  });

  it('raises an agenda above the decisions that there are, so that the next one may be put over them', async () => {
    await agendaOf('a', { v: 3 });
    await tables.notices.putOver(noticeOf('a', { decidedOn: 9, state: 'CANCELLED' }), undefined);
    expect(await reconcile()).toMatchObject({ agendas: 1 });
    expect(await tables.agendas.get('a')).toMatchObject({ v: 10 });
    expect(await tables.notices.put(noticeOf('a', { decidedOn: 10 }))).toBe(true);
  });
});

describe('cut off and called again', () => {
  const world = async () => {
    await restore();
    for (const about of ['a', 'b', 'c']) await agendaOf(about);
    await tables.batches.open('2026-11-24', 1);
    await tables.notices.putOver(
      noticeOf('c', { state: 'BATCHED', batch: '2026-11-24', letterId: 'LC', channel: 'letter' }),
      undefined,
    );
    const member = { noticeId: id('c'), letterId: 'LC', key: 'k', sha: 's', pages: 1, envelope: 'window' as const };
    await tables.batches.join('2026-11-24', member, 1);
    await copied(noticeOf('a', { parts: [id('a'), id('a', 'NI-two')] }));
    await copied(noticeOf('b', { channel: 'letter' }), { batch: '2026-11-24', letterId: 'LB' });
    await printed('2026-11-24', 'LB', 'LC');
  };
  const cutAfter = (calls: number) => {
    let left = calls;
    const send = (...args: Parameters<EmbeddedTables['documents']['send']>) =>
      left-- > 0 ? tables.documents.send(...args) : Promise.reject(new Error('cut off'));
    return { send } as unknown as EmbeddedTables['documents'];
  };
  const everything = async () => ({
    notices: await Promise.all([...['a', 'b', 'c'].map(standing), tables.notices.get(id('a', 'NI-two'))]),
    agendas: await Promise.all(['a', 'b', 'c'].map(async (who) => (await tables.agendas.get(who))?.entries)),
    rings: await Promise.all(['a', 'b', 'c'].map(async (who) => (await tables.agendas.get(who))?.sent)),
    batch: await tables.batches.get('2026-11-24'),
    unfinished: await tables.batches.unfinished(),
    work: (await work('a'))?.reason,
    isHalted: await isHalted(),
  });

  it('comes to the same wherever that was', async () => {
    await world();
    await reconcile();
    const whole = await everything();
    expect(whole).toMatchObject({ isHalted: false, work: 'restored', batch: { state: 'CLOSED' } });
    let cuts = 0;
    for (let isDone = false; !isDone; cuts += 1) {
      await freshTables();
      await world();
      isDone = await reconcile({}, { documents: cutAfter(cuts) }).then(
        () => true,
        () => false,
      );
      if (!isDone) {
        expect(await isHalted(), `after ${cuts} calls`).toBe(true);
        await reconcile();
      }
      const { notices, ...rest } = await everything();
      expect({ notices: notices.map((each) => ({ ...each, at: 0 })), ...rest }, `after ${cuts} calls`).toEqual({
        ...whole,
        notices: whole.notices.map((each) => ({ ...each, at: 0 })),
      });
    }
    expect(cuts).toBeGreaterThan(20);
  });

  it('changes nothing the second time', async () => {
    await world();
    await reconcile();
    const whole = await everything();
    expect(await reconcile({ force: true })).toMatchObject({
      released: true,
      sent: 0,
      unknown: 0,
      standing: 2,
      agendas: 0,
    });
    expect(await everything()).toEqual(whole);
  });
});
