import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DispatchEvent } from '#events/dispatch.ts';
import { deliverEmail } from '#functions/dispatch/deliver-email.ts';
import { deliverLetter } from '#functions/dispatch/deliver-letter.ts';
import { deliverSms } from '#functions/dispatch/deliver-sms.ts';
import { dispatchNotice } from '#functions/dispatch/dispatch-notice.ts';
import { type Prepared, prepare } from '#functions/dispatch/prepare.ts';
import type { SendDeps } from '#functions/dispatch/send-once.ts';
import { settings } from '#infra/settings.ts';
import type { Answer } from '#shared/channels/answer.ts';
import { NotPrintable } from '#shared/channels/printable.ts';
import { type Agenda, type Channel, noticeIdOf } from '#shared/domain/agenda.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { ResidentRecord } from '#shared/domain/person.ts';
import type { Service } from '#shared/domain/service.ts';
import { serviceOf } from '#shared/services/index.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import type { Resident } from '#shared/store/residents.ts';
import { aDeclaration, aNotice, anAgenda, anEntry, aRecord, at, declaredAt, on, stoppedAs } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { wrongTrails } from '#test/wrong-trails.ts';

const WORDS_NL = 'Uw paspoort verloopt binnenkort';

let tables: EmbeddedTables;
let rung: { noticeId: string; delay: number }[];
let logged: { msg: string; reason?: unknown }[];
let about: string;
let noticeId: string;
let count = 0;
let delivered: Prepared[];
let now: Instant;
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  count += 1;
  about = `resident-${count}`;
  noticeId = noticeIdOf(anEntry({ about }));
  [delivered, rung, logged] = [[], [], []];
  now = at('2026-11-24T09:05:00.000Z');
});

type Given = {
  notice?: Partial<Notice>;
  agenda?: Partial<Agenda>;
  record?: ResidentRecord | undefined;
  resident?: Partial<Resident>;
};
const given = async ({ notice, agenda, record = aRecord(), resident }: Given = {}) => {
  const claimed = anEntry({ about, state: 'claimed', notice: noticeId, version: 3 });
  await tables.notices.putOver(aNotice({ noticeId, parts: [noticeId], addresseeId: about, ...notice }), undefined);
  await tables.agendas.create(
    anAgenda({
      addresseeId: about,
      v: 4,
      entries: [claimed],
      reach: declaredAt({ email: 'anna@example.org' }),
      ...agenda,
    }),
  );
  await tables.residents.create({
    residentId: about,
    listId: 'l',
    hash: 'h',
    asOf: on('2026-11-24'),
    record,
    agendas: [],
    ...resident,
  });
};
const dispatch = (
  over: {
    channel?: Channel;
    deliver?: (prepared: Prepared) => Promise<void>;
    hash?: string;
    isOff?: boolean;
    service?: Service;
    id?: string;
    rungFor?: number | undefined;
  } = {},
) =>
  dispatchNotice({
    channel: over.channel ?? 'email',
    agendas: tables.agendas,
    residents: tables.residents,
    notices: tables.notices,
    switches: tables.switches,
    prepare: prepare({
      residents: tables.residents,
      context: { municipality: '9901' },
      sender: settings.local.sender,
      now: () => now,
    }),
    deliver: over.deliver ?? (async (prepared) => void delivered.push(prepared)),
    serviceOf: (id) => (over.isOff ? undefined : (over.service ?? serviceOf(id))),
    hashOf: () => over.hash ?? 'whole',
    now: () => now,
    log: () => {},
  })({ v: 2, noticeId: over.id ?? noticeId, decidedOn: 'rungFor' in over ? over.rungFor : 3 });
/** What a channel that may be throttled is given beside its own. */
const sending = () => ({
  notices: tables.notices,
  halt: tables.switches.halt,
  ringLater: async (message: DispatchEvent, delay: number) => void rung.push({ noticeId: message.noticeId, delay }),
  turn: async () => async () => {},
  now: () => now,
  log: (msg: string, fields: object = {}) => void logged.push({ msg, ...fields }),
});
const lines = (msg: string) => logged.filter((line) => line.msg === msg);
const stands = async () => (await tables.notices.get(noticeId)) as Notice;

describe('dispatch reads everything again', () => {
  it('delivers the message for what still holds', async () => {
    await given();
    await dispatch();
    expect(delivered).toMatchObject([
      { parts: [noticeId], addressee: { name: 'A. Bakker' }, email: 'anna@example.org' },
    ]);
    expect(delivered[0]?.documents).toEqual([{ kind: 'PN', expiresOn: '2027-02-10' }]);
    expect(delivered[0]?.format).toBeUndefined();
  });

  it('goes all the same after a stop, when the law has it told; not after a stop for its channel', async () => {
    const service = { ...serviceOf('travel-document-expiry'), statutory: { law: 'Awb', article: '3:41' } };
    await given({ agenda: { stops: stoppedAs('service:travel-document-expiry') } });
    await dispatch({ service });
    expect(delivered).toHaveLength(1);
    await changeAgenda(tables.agendas, about, (agenda) => ({ ...agenda, stops: stoppedAs('channel:email') }));
    await dispatch({ service });
    expect(delivered).toHaveLength(1);
    expect(await stands()).toMatchObject({ state: 'CANCELLED', reason: 'channel-closed' });
  });

  it('writes to the address that was declared for this kind of message, not for another', async () => {
    const reach = [
      ...declaredAt({ email: 'werk@example.org' }, 'another'),
      ...declaredAt({ email: 'anna@example.org' }),
    ];
    await given({ agenda: { reach: [...reach, ...declaredAt({ sms: '+31612345110' }, 'another')] } });
    await dispatch();
    expect(delivered).toMatchObject([{ email: 'anna@example.org' }]);
    expect(delivered[0]?.sms).toBeUndefined();
  });

  it.each([
    ['fy', 'Jo paspoart', 'Bêste lêzer', 'Freonlike groetnis', 'Paspoart ferrint.'],
    ['ar', WORDS_NL, 'Geachte mevrouw Bakker', undefined, undefined],
    ['nl', WORDS_NL, 'Geachte mevrouw Bakker', undefined, undefined],
    [undefined, WORDS_NL, 'Geachte mevrouw Bakker', undefined, undefined],
  ] as const)(
    'writes in the language that was chosen where the service has words in it: %s',
    async (language, subject, salutation, closing, short) => {
      const dutch = serviceOf('travel-document-expiry');
      const text = () => ({ subject: 'Jo paspoart', blocks: [] });
      const frisian = {
        text,
        sms: () => 'Paspoart ferrint.',
        salutation: 'Bêste lêzer',
        closing: 'Freonlike groetnis',
      };
      const reading = { on: on('2026-09-01'), asOf: on('2026-09-02'), ...(language && { language }) };
      await given({ agenda: { reading } });
      await dispatch({ service: { ...dutch, translations: { fy: frisian } } });
      const [prepared] = delivered as [Prepared];
      expect([prepared.text.subject, prepared.addressee.salutation, prepared.text.closing]).toEqual([
        subject,
        salutation,
        closing,
      ]);
      expect(prepared.text.language).toBe(closing && language);
      if (short !== undefined) expect(prepared.short).toBe(short);
      else expect(prepared.short).toContain('reisdocument');
    },
  );

  it('knows who reads large print', async () => {
    await given({
      agenda: { reading: { format: 'large-print', on: on('2026-09-01'), asOf: on('2026-09-02') } },
      notice: { channel: 'letter' },
    });
    await dispatch({ channel: 'letter' });
    expect(delivered).toMatchObject([{ format: 'large-print' }]);
  });

  it.each<[string, Given, Partial<Notice>]>([
    [
      'a stop for the service',
      { agenda: { stops: stoppedAs('service:travel-document-expiry') } },
      { state: 'CANCELLED', reason: 'stop' },
    ],
    [
      'a declaration that no longer holds for this kind of message',
      { agenda: { reach: declaredAt({ email: 'anna@example.org' }, 'another') } },
      { state: 'CANCELLED', reason: 'channel-closed' },
    ],
    [
      'a declaration that was withdrawn',
      { agenda: { reach: [aDeclaration({ withdrawn: on('2026-11-24') })] } },
      { state: 'CANCELLED', reason: 'channel-closed' },
    ],
    [
      'a stop for the channel',
      { agenda: { stops: stoppedAs('channel:email') } },
      { state: 'CANCELLED', reason: 'channel-closed' },
    ],
    [
      'a closed channel',
      { agenda: { suppressed: { email: 'BOUNCED' } } },
      { state: 'CANCELLED', reason: 'channel-closed' },
    ],
    ['a block', { agenda: { blocked: 'contested' } }, { state: 'CANCELLED', reason: 'blocked' }],
    ['no entry that names it', { agenda: { entries: [] } }, { state: 'CANCELLED', reason: 'not-named' }],
    ['its last day', { notice: { expires: on('2026-11-24') } }, { state: 'EXPIRED' }],
    [
      'a death',
      { record: aRecord({ death: { date: '20261120' as never } }) },
      { state: 'CANCELLED', reason: 'no-longer-due' },
    ],
    [
      'a move',
      { record: aRecord({ residence: { municipality: '0363' } }) },
      { state: 'CANCELLED', reason: 'no-longer-due' },
    ],
    ['a renewal', { record: aRecord({ documents: [] }) }, { state: 'CANCELLED', reason: 'no-longer-due' }],
    [
      'a contested BSN',
      { record: undefined, resident: { record: undefined as never } },
      { state: 'CANCELLED', reason: 'record-not-usable' },
    ],
    ['a resident who is missing', { resident: { missing: true } }, { state: 'CANCELLED', reason: 'record-not-usable' }],
    [
      'an investigation of the address',
      { record: aRecord({ residence: { underInvestigation: '081100' } }) },
      { state: 'HANDED_OVER', reason: 'address-under-investigation' },
    ],
    [
      'an address that is gone',
      { record: aRecord({ residence: { postcode: undefined } }) },
      { state: 'HANDED_OVER', reason: 'address-unwritable' },
    ],
    [
      'curatele',
      { record: aRecord({ authority: { curatele: true } }) },
      { state: 'HANDED_OVER', reason: 'curator-unknown' },
    ],
  ])('and does not send after %s', async (_, what, expected) => {
    await given(what);
    await dispatch();
    expect(delivered).toEqual([]);
    expect(await stands()).toMatchObject(expected);
  });

  it('cancels what another version of the service decided', async () => {
    await given();
    await dispatch({ hash: 'another' });
    expect(await stands()).toMatchObject({ state: 'CANCELLED', reason: 'service-changed' });
  });

  it('heeds the stop of the other parent', async () => {
    await tables.agendas.create(
      anAgenda({ addresseeId: `other-of-${about}`, stops: stoppedAs('service:travel-document-expiry') }),
    );
    await given({
      agenda: {
        entries: [anEntry({ about, state: 'claimed', notice: noticeId, version: 3, heed: [`other-of-${about}`] })],
      },
    });
    await dispatch();
    expect(await stands()).toMatchObject({ state: 'CANCELLED', reason: 'stop' });
  });

  it.each([
    ['notice', 'CANCELLED'],
    ['recovery', 'HANDED_OVER'],
  ] as const)('ends a %s whose reader is no longer the one to tell %s', async (stage, state) => {
    const entry = anEntry({ about, stage });
    const id = noticeIdOf(entry);
    const claimed = { ...entry, state: 'claimed' as const, notice: id, version: 3 };
    await given({ notice: { noticeId: id, parts: [id], addresseeId: `parent-of-${about}`, channel: 'letter' } });
    await tables.agendas.create(
      anAgenda({
        addresseeId: `parent-of-${about}`,
        v: 4,
        entries: [claimed],
      }),
    );
    await dispatch({ id, channel: 'letter' });
    expect(await tables.notices.get(id)).toMatchObject({ state, reason: 'addressee-changed' });
  });

  it.each([
    ['this decision', 3, 1],
    ['one that was put over since', 2, 0],
    ['whichever it is, as version 1 had it', undefined, 1],
  ])('delivers once when it is rung for %s', async (_, rungFor, times) => {
    await given();
    await dispatch({ rungFor });
    expect([delivered.length, (await stands()).state]).toEqual([times, 'QUEUED']);
  });

  it.each<[string, Given, Parameters<typeof dispatch>[0]]>([
    ['the claim may still come', { agenda: { v: 3, entries: [anEntry({})] } }, {}],
    ['the service is off', {}, { isOff: true }],
    ['it is for another channel', {}, { channel: 'letter' }],
  ])('and waits while %s', async (_, what, over) => {
    await given(what);
    await dispatch(over);
    expect([delivered, (await stands()).state]).toEqual([[], 'QUEUED']);
  });

  it.each([
    'channel:email',
    'service:travel-document-expiry',
    'version:travel-document-expiry@whole', // its approval was withdrawn
  ])('waits while %s is halted', async (name) => {
    await given();
    await tables.switches.halt(name, 'drill', now);
    await dispatch();
    await tables.switches.release(name, now);
    expect([delivered, (await stands()).state]).toEqual([[], 'QUEUED']);
  });

  it.each([
    ['email', '2026-11-24T07:59:00.000Z'],
    ['sms', '2026-11-24T07:59:00.000Z'],
    ['sms', '2026-11-24T18:59:30.000Z'], // half a minute is too little
    ['sms', '2026-11-29T12:00:00.000Z'],
    ['email', '2026-11-28T15:00:00.000Z'],
  ] as const)('waits with %s at %s: the hours are closed', async (channel, time) => {
    now = at(time);
    await given({
      notice: { channel },
      agenda: { reach: declaredAt(channel === 'sms' ? { sms: '+31612345110' } : { email: 'anna@example.org' }) },
    });
    await dispatch({ channel });
    expect([delivered, (await stands()).state]).toEqual([[], 'QUEUED']);
  });

  it('takes the whole back when the records no longer bear a part out, so that nobody is claimed and not told', async () => {
    const two = anEntry({ about, occasion: 'NI-two' });
    const parts = [noticeId, noticeIdOf(two)];
    const entries = [anEntry({ about }), two].map((each) => ({
      ...each,
      state: 'claimed' as const,
      notice: noticeId,
      version: 3,
    }));
    await given({ notice: { parts }, agenda: { entries } });
    await dispatch();
    expect([delivered, await stands()]).toMatchObject([[], { state: 'CANCELLED', reason: 'part-withdrawn' }]);
  });

  it('makes a letter at any hour', async () => {
    now = at('2026-11-29T02:00:00.000Z');
    await given({ notice: { channel: 'letter' } });
    await dispatch({ channel: 'letter' });
    expect(delivered).toHaveLength(1);
  });

  it.each(['SENDING', 'SENT', 'UNKNOWN', 'CANCELLED', 'BATCHED'] as const)(
    'leaves a notice that is %s alone',
    async (state) => {
      await given({ notice: { state } });
      await dispatch();
      expect([delivered, (await stands()).state]).toEqual([[], state]);
    },
  );
});

const tagOfTry = (attempt: number) => JSON.stringify({ noticeId, decidedOn: 3, attempt });

describe('a message of two papers', () => {
  it('is taken back when the window of one has passed, so that the other is decided anew', async () => {
    const other = noticeIdOf(anEntry({ about, occasion: 'NI-two' }));
    const claimed = { about, state: 'claimed', notice: noticeId, version: 3 } as const;
    const entries = [anEntry(claimed), anEntry({ ...claimed, occasion: 'NI-two', until: on('2026-11-24') })];
    await given({ notice: { parts: [noticeId, other] }, agenda: { entries } });
    await dispatch({ deliver: () => Promise.reject(new Error('it must not be sent')) });
    expect(await stands()).toMatchObject({ state: 'CANCELLED', reason: 'part-lapsed' });
  });
});

describe('delivering by e-mail', () => {
  type Over = { late?: boolean; ringLater?: () => Promise<void>; id?: string; tagOf?: SendDeps['tagOf'] };
  const deliver = (answer: Answer | (() => Promise<Answer>), over: Over = {}) => {
    const seen: { state: string; tag: string }[] = [];
    const copies: string[] = [];
    const run = dispatch({
      ...(over.id && { id: over.id }),
      deliver: deliverEmail({
        compose: async () => {
          if (over.late) now = at('2026-11-24T09:05:31.000Z');
          return Buffer.from('mail');
        },
        tagOf: over.tagOf ?? (async (one) => JSON.stringify(one)),
        send: async ({ tag }) => {
          seen.push({ state: (await stands()).state, tag });
          return typeof answer === 'function' ? answer() : answer;
        },
        putCopy: async (key) => void copies.push(key),
        ...sending(),
        ...(over.ringLater && { ringLater: over.ringLater }),
      }),
    });
    return { run, seen, copies };
  };

  it.each<[Answer, Partial<Notice>]>([
    [
      { kind: 'accepted', providerId: 'm-1' },
      { state: 'SENT', providerId: 'm-1' },
    ],
    [
      { kind: 'refused', reason: 'MessageRejected' },
      { state: 'REJECTED', reason: 'MessageRejected' },
    ],
    [
      { kind: 'not-now', reason: 'Throttling' },
      { state: 'QUEUED', reason: 'Throttling' },
    ],
    [
      { kind: 'unknown', reason: 'TimeoutError' },
      { state: 'UNKNOWN', reason: 'TimeoutError' },
    ],
  ])('writes what %o means, after SENDING and one call', async (answer, expected) => {
    await given();
    const { run, seen, copies } = deliver(answer);
    await run;
    expect(seen).toEqual([{ state: 'SENDING', tag: tagOfTry(1) }]);
    expect(await stands()).toMatchObject({ ...expected, attempt: 1, sha: expect.any(String) });
    expect(copies).toEqual([
      expect.stringMatching(/^copies\/[0-9a-f]{32}\/3-1-[0-9a-f]{12}\.json$/),
      expect.stringMatching(/3-1-[0-9a-f]{12}\.eml$/),
    ]);
  });

  it('holds the channel when the provider paused the account', async () => {
    await given();
    await deliver({ kind: 'paused', reason: 'AccountSendingPausedException' }).run;
    expect((await stands()).state).toBe('QUEUED');
    expect(await tables.switches.halted(['all', 'channel:email'])).toBe('channel:email');
    await tables.switches.release('channel:email', now);
  });

  it('says once that it is held, when several meet it at the same time, and rings for none of them', async () => {
    const paused: Answer = { kind: 'paused', reason: 'AccountSendingPausedException' };
    const ids: string[] = [];
    for (const who of ['one', 'other']) {
      about = `${who}-of-${count}`;
      noticeId = noticeIdOf(anEntry({ about }));
      await given();
      ids.push(noticeId);
    }
    let onTheWire = 0;
    const bothOnTheWire = async () => {
      onTheWire += 1;
      await vi.waitUntil(() => onTheWire === 2);
      return paused;
    };
    await Promise.all(ids.map((id) => deliver(bothOnTheWire, { id }).run));
    expect(lines('channel-held')).toEqual([
      { msg: 'channel-held', channel: 'email', reason: 'AccountSendingPausedException' },
    ]);
    const states = await Promise.all(ids.map(async (id) => (await tables.notices.get(id))?.state));
    expect([states, rung]).toEqual([['QUEUED', 'QUEUED'], []]);
    await tables.switches.release('channel:email', now);
  });

  it.each([
    ['after the first try, within two minutes', 0, '2026-11-24T09:05:00.000Z', [20, 120]],
    ['after the fourth, within a quarter of an hour', 3, '2026-11-24T09:05:00.000Z', [150, 900]],
    ['not after the eighth', 7, '2026-11-24T09:05:00.000Z', undefined],
    ['not when the hours close before', 3, '2026-11-24T18:58:45.000Z', undefined],
  ])('rings later when it was not taken now: %s', async (_, attempt, time, within) => {
    now = at(time);
    await given({ notice: { attempt } });
    await deliver({ kind: 'not-now', reason: 'Throttling' }).run;
    expect(await stands()).toMatchObject({ state: 'QUEUED', attempt: attempt + 1 });
    expect((await stands()).rungAt).toBe(within && now);
    expect(rung).toEqual(within ? [{ noticeId, delay: expect.any(Number) }] : []);
    const [least = 0, most = 0] = within ?? [];
    for (const { delay } of rung) expect([delay >= least, delay <= most]).toEqual([true, true]);
  });

  it('does not fail when the bell does: it is QUEUED, and the message must not be worked again', async () => {
    await given();
    const { run, seen } = deliver(
      { kind: 'not-now', reason: 'Throttling' },
      { ringLater: () => Promise.reject(new Error('no queue')) },
    );
    await run;
    expect([seen.length, (await stands()).state, lines('not-rung').length]).toEqual([1, 'QUEUED', 1]);
  });

  it.each<Answer>([
    { kind: 'accepted', providerId: 'm-1' },
    { kind: 'refused', reason: 'MessageRejected' },
    { kind: 'unknown', reason: 'TimeoutError' },
  ])('rings for nothing that was answered %o', async (answer) => {
    await given();
    await deliver(answer).run;
    expect(rung).toEqual([]);
  });

  it('sends nothing on what was read more than half a minute ago', async () => {
    await given();
    const { run, seen } = deliver({ kind: 'accepted', providerId: 'm-1' }, { late: true });
    await expect(run).rejects.toThrow('too old');
    expect([seen, (await stands()).state]).toEqual([[], 'QUEUED']);
  });

  it('sends nothing, and may try again, when no tag can be made', async () => {
    await given();
    const tagOf = () => Promise.reject(new Error('no secret'));
    const { run, seen, copies } = deliver({ kind: 'accepted', providerId: 'm-1' }, { tagOf });
    await expect(run).rejects.toThrow('no secret');
    expect([seen, copies, await stands()]).toMatchObject([[], [], { state: 'QUEUED', attempt: 0 }]);
  });

  it('calls the provider once when the message comes twice at the same time', async () => {
    await given();
    const both = [deliver({ kind: 'accepted', providerId: 'a' }), deliver({ kind: 'accepted', providerId: 'b' })];
    await Promise.all(both.map(({ run }) => run));
    expect(both.flatMap(({ seen }) => seen)).toHaveLength(1);
  });
});

describe('delivering by text', () => {
  const reach = declaredAt({ sms: '+31612345110' });
  const wordy = (text: string) => ({
    ...serviceOf('travel-document-expiry'),
    messages: { nl: () => WORDS, sms: () => text },
  });
  const WORDS = { subject: 'x', blocks: [] };
  const deliver = async (answer: Answer, over: { service?: Service } = {}) => {
    const sent: object[] = [];
    const copies = new Map<string, string>();
    await dispatch({
      channel: 'sms',
      ...over,
      deliver: deliverSms({
        tagOf: async (one) => JSON.stringify(one),
        send: async (text) => {
          sent.push({ ...text, state: (await stands()).state });
          return answer;
        },
        putCopy: async (key, body) => void copies.set(key, `${body}`),
        ...sending(),
      }),
    });
    return { sent, copies };
  };

  it('sends it once after SENDING, to end when the hours close, and keeps what was written', async () => {
    await given({ notice: { channel: 'sms' }, agenda: { reach } });
    const { sent, copies } = await deliver({ kind: 'accepted', providerId: 'm-1' });
    const text = expect.stringMatching(/^Gemeente Voorbeeldstad: uw reisdocument verloopt binnenkort\./);
    const ttlSeconds = (20 - 10) * 3600 - 5 * 60;
    expect(sent).toEqual([{ text, to: '+31612345110', ttlSeconds, tag: tagOfTry(1), state: 'SENDING' }]);
    expect(await stands()).toMatchObject({ state: 'SENT', providerId: 'm-1', attempt: 1, sha: expect.any(String) });
    expect(copies.size).toBe(1);
    const [copy] = [...copies.values()].map((body) => JSON.parse(body));
    expect(copy).toMatchObject({ channel: 'sms', addressee: { sms: '+31612345110' }, text });
    expect(copy).not.toHaveProperty('subject');
  });

  it('keeps what was sent beside what another delivery at the same time would have sent', async () => {
    await given({ notice: { channel: 'sms' }, agenda: { reach } });
    const both = await Promise.all(
      ['one text', 'another'].map((text) => deliver({ kind: 'accepted', providerId: text }, { service: wordy(text) })),
    );
    const kept = new Map(both.flatMap(({ copies }) => [...copies]));
    const { copy, providerId } = await stands();
    expect(kept.size).toBe(2);
    expect(JSON.parse(kept.get(copy as string) as string).text).toContain(providerId);
  });

  it.each<[Answer, Partial<Notice>]>([
    [
      { kind: 'refused', reason: 'opted-out' },
      { state: 'REJECTED', reason: 'opted-out' },
    ],
    [
      { kind: 'not-now', reason: 'closed-hours' },
      { state: 'QUEUED', reason: 'closed-hours' },
    ],
    [
      { kind: 'unknown', reason: 'ETIMEDOUT' },
      { state: 'UNKNOWN', reason: 'ETIMEDOUT' },
    ],
  ])('writes what %o means', async (answer, expected) => {
    await given({ notice: { channel: 'sms' }, agenda: { reach } });
    await deliver(answer);
    expect(await stands()).toMatchObject(expected);
  });

  it('holds texts, and nothing else, when the money is spent', async () => {
    await given({ notice: { channel: 'sms' }, agenda: { reach } });
    await deliver({ kind: 'paused', reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' });
    expect((await stands()).state).toBe('QUEUED');
    expect(await tables.switches.halted(['all', 'channel:email', 'channel:letter'])).toBeUndefined();
    expect(await tables.switches.halted(['channel:sms'])).toBe('channel:sms');
    await tables.switches.release('channel:sms', now);
  });

  it('is cancelled when the number was withdrawn', async () => {
    await given({ notice: { channel: 'sms' } });
    const { sent } = await deliver({ kind: 'accepted', providerId: 'm-1' });
    expect([sent, await stands()]).toMatchObject([[], { state: 'CANCELLED', reason: 'channel-closed' }]);
  });

  it('goes to a person when it is longer than two parts', async () => {
    await given({ notice: { channel: 'sms' }, agenda: { reach } });
    const { sent, copies } = await deliver(
      { kind: 'accepted', providerId: 'm-1' },
      { service: wordy('A'.repeat(307)) },
    );
    expect([sent, copies.size]).toEqual([[], 0]);
    expect(await stands()).toMatchObject({ state: 'HANDED_OVER', reason: 'text-too-long' });
  });

  it('keeps the very text that was sent, accents that GSM-7 lacks gone', async () => {
    await given({ notice: { channel: 'sms' }, agenda: { reach } });
    const { sent, copies } = await deliver(
      { kind: 'accepted', providerId: 'm-1' },
      { service: wordy('Súdwest-Fryslân') },
    );
    expect(sent).toMatchObject([{ text: 'Sudwest-Fryslan' }]);
    expect(JSON.parse([...copies.values()][0] ?? '{}')).toMatchObject({ text: 'Sudwest-Fryslan' });
  });
});

describe('delivering by letter', () => {
  const deliver = (
    wrong: string[] = [],
    render = async (batch: string, letterId: string) => ({ pdf: Buffer.from(`${batch} ${letterId}`), pages: 1 }),
  ) =>
    dispatch({
      channel: 'letter',
      deliver: deliverLetter({
        envelopeOf: () => 'card',
        render: (_, batch, letterId) => render(batch, letterId),
        check: async () => wrong,
        putCopy: async () => {},
        putLetter: async () => true,
        getLetter: async () => undefined,
        batches: tables.batches,
        notices: tables.notices,
        now: () => now,
        log: () => {},
      }),
    });

  it.each([
    ['2026-11-24T09:05:00.000Z', '2026-11-24'],
    ['2026-11-24T16:29:00.000Z', '2026-11-24'],
    ['2026-11-24T16:30:00.000Z', '2026-11-25'],
    ['2026-11-28T09:05:00.000Z', '2026-11-30'],
    ['2026-12-25T09:05:00.000Z', '2026-12-28'],
  ])('made at %s joins the batch of %s', async (time, batch) => {
    now = at(time);
    const entries = [anEntry({ about, state: 'claimed', notice: noticeId, version: 3, until: on('2027-01-01') })];
    await given({ notice: { channel: 'letter', expires: on('2027-01-01') }, agenda: { entries } });
    await deliver();
    const notice = await stands();
    expect(notice).toMatchObject({ state: 'BATCHED', batch, attempt: 1 });
    expect(await tables.batches.members(batch)).toContainEqual(
      expect.objectContaining({ noticeId, letterId: notice.letterId, envelope: 'card' }),
    );
  });

  it('joins the next batch when the day’s is closing already', async () => {
    now = at('2026-11-26T09:05:00.000Z');
    await tables.batches.open('2026-11-26', 1);
    await tables.batches.startClosing('2026-11-26');
    await given({ notice: { channel: 'letter' } });
    await deliver();
    expect(await stands()).toMatchObject({ batch: '2026-11-27' });
  });

  it('goes to a person when it cannot be printed', async () => {
    await given({ notice: { channel: 'letter' } });
    await deliver([], () => Promise.reject(new NotPrintable('the font has no U+1F642')));
    expect(await stands()).toMatchObject({ state: 'HANDED_OVER', reason: 'not-printable' });
  });

  it('joins no batch when it does not read back as written', async () => {
    await given({ notice: { channel: 'letter' } });
    await expect(deliver(['the name is not that of the addressee'])).rejects.toThrow('does not read back');
    expect((await stands()).state).toBe('QUEUED');
  });
});

it('leaves nothing whose trail does not lead to where it stands', async () =>
  expect(await wrongTrails(tables)).toEqual([]));
