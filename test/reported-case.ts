import { type ProviderEvent, providerEvent } from '#events/provider-event.ts';
import { type Random, seeded } from '#infra/local/invented/random.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { tagOf } from '#shared/channels/tag.ts';
import { type Agenda, type Channel, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { letterIdOf } from '#shared/domain/letter-id.ts';
import { entryKeyOf, type Notice, type NoticeState } from '#shared/domain/notice.ts';
import { aNotice, anAgenda, anEntry, on } from '#test/builders.ts';
import type { Before } from '#test/memory-records.ts';
import { ANOTHER_KEY, aTag } from '#test/tags.ts';

/** What a report says, by hand: the state it raises a notice to, and what it closes. */
type Said = {
  readonly tell: object;
  readonly state?: NoticeState;
  readonly harm?: 'channel' | 'message';
};

const SAID: Readonly<Record<Channel, readonly Said[]>> = {
  email: [
    { tell: { eventType: 'Send' }, state: 'SENT' },
    { tell: { eventType: 'Delivery' }, state: 'DELIVERED' },
    { tell: { eventType: 'DeliveryDelay' } },
    { tell: { eventType: 'Bounce', bounce: { bounceType: 'Transient' } } },
    { tell: { eventType: 'Bounce', bounce: { bounceType: 'Permanent' } }, state: 'BOUNCED', harm: 'channel' },
    { tell: { eventType: 'Complaint' }, state: 'COMPLAINED', harm: 'channel' },
    { tell: { eventType: 'Reject' }, state: 'REJECTED', harm: 'channel' },
    { tell: { eventType: 'Rendering Failure' }, state: 'REJECTED', harm: 'channel' },
  ],
  sms: [
    { tell: { eventType: 'TEXT_QUEUED', isFinal: false }, state: 'SENT' },
    { tell: { eventType: 'TEXT_SUCCESSFUL', isFinal: false }, state: 'SENT' },
    { tell: { eventType: 'TEXT_DELIVERED', isFinal: true }, state: 'DELIVERED' },
    { tell: { eventType: 'TEXT_INVALID', isFinal: true }, state: 'BOUNCED', harm: 'channel' },
    { tell: { eventType: 'TEXT_CARRIER_BLOCKED', isFinal: true }, state: 'BOUNCED', harm: 'channel' },
    { tell: { eventType: 'TEXT_TTL_EXPIRED', isFinal: true }, state: 'BOUNCED', harm: 'message' },
    { tell: { eventType: 'TEXT_SPAM', isFinal: true }, state: 'BOUNCED', harm: 'message' },
    { tell: { eventType: 'TEXT_CARRIER_UNREACHABLE', isFinal: false } },
    { tell: { eventType: 'TEXT_UNKNOWN', isFinal: true } },
  ],
  letter: [
    { tell: { event: 'accepted' }, state: 'SENT' },
    { tell: { event: 'despatched' }, state: 'SENT' },
    { tell: { event: 'returned', reason: 'moved' }, state: 'RETURNED', harm: 'channel' },
    { tell: { event: 'refused', reason: 'damaged' }, state: 'REJECTED', harm: 'message' },
  ],
};
const RANK: readonly NoticeState[] = ['SENT', 'REJECTED', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED'];
const STARTS: Readonly<Record<Channel, readonly NoticeState[]>> = {
  email: ['SENDING', 'UNKNOWN', 'UNKNOWN_FINAL', 'SENT', 'SENT', 'CANCELLED'],
  sms: ['SENDING', 'UNKNOWN', 'SENT', 'SENT'],
  letter: ['SENT', 'SENT', 'BATCHED', 'QUEUED', 'CANCELLED'],
};

export type Forgery = { readonly kind: string; readonly event: ProviderEvent };
/** A town of a few notices, what providers report of it, what others put beside it, and what must come of it. */
export type ReportedCase = Before & {
  readonly events: readonly ProviderEvent[];
  readonly forgeries: readonly Forgery[];
  readonly expected: {
    readonly states: Readonly<Record<string, NoticeState>>;
    /** Closed channels and recoveries by addressee. */
    readonly closed: Readonly<Record<string, Agenda['suppressed']>>;
    readonly recoveries: Readonly<Record<string, readonly string[]>>;
    readonly work: readonly string[];
    readonly orphans: readonly string[];
  };
};

type Told = { readonly notice: Notice; readonly said: readonly Said[]; readonly isOut: boolean };

/** The case of a seed; no two share an id. */
export const reportedCase = (seed: number): ReportedCase => {
  const random = seeded(seed);
  const batches = [0, 1].map((n) => ({ id: addDays(on('2000-01-01'), seed * 2 + n), isClosed: n === 0 }));
  const told = Array.from({ length: random.between(2, 6) }, (_, n) => toldOf(random, seed, n, batches));
  const events = told.flatMap(({ notice, said }) => said.map((each) => eventOf(notice, each)));
  const forgeries = told.flatMap(({ notice, said }) =>
    said.filter(() => random.chance(0.7)).map((each) => forged(random, notice, each, told, seed)),
  );
  const strays = told
    .filter(({ isOut }) => !isOut)
    .flatMap(({ notice, said }) => said.map((each) => eventOf(notice, each)));
  const orphans = [...strays, ...forgeries.map(({ event }) => event)].map(orphanOf);
  return {
    notices: told.map(({ notice }) => notice),
    agendas: agendasOf(told),
    batches: batches.map(({ id, isClosed }) => ({
      batch: { batch: id, state: isClosed ? 'CLOSED' : 'OPEN', ...(isClosed && { manifest: 'chosen' }) },
      members: told.flatMap(({ notice: { batch, noticeId, letterId } }) =>
        batch === id
          ? [{ noticeId, letterId: letterId as string, key: 'k', sha: 's', pages: 1, envelope: 'window' }]
          : [],
      ),
    })),
    events,
    forgeries,
    expected: { ...expectedOf(told), orphans: [...new Set(orphans)].sort() },
  };
};

const toldOf = (
  random: Random,
  seed: number,
  n: number,
  batches: readonly { id: IsoDate; isClosed: boolean }[],
): Told => {
  const about = `resident-${seed}-${random.between(0, 1)}`;
  const channel = random.pick(['email', 'sms', 'letter'] as const);
  // Two that follow each other are about one occasion, where they are about the same resident.
  const later = channel === 'letter' ? random.pick(['recovery', 'reminder'] as const) : 'reminder';
  const stage = n % 2 === 0 ? 'notice' : later;
  const part = (occasion: string) => noticeIdOf(anEntry({ about, stage, occasion }));
  const noticeId = part(`PN-${Math.floor(n / 2)}`);
  const state = random.pick(STARTS[channel]);
  const { id: batch, isClosed } =
    state === 'BATCHED' ? random.pick(batches) : (batches[0] as { id: IsoDate; isClosed: true });
  const notice = aNotice({
    noticeId,
    addresseeId: about,
    channel,
    state,
    decidedOn: random.between(1, 40),
    attempt: random.between(1, 3),
    parts: [noticeId, ...(random.chance(0.3) ? [part(`NI-${n}`)] : [])],
    ...(channel === 'letter' && { batch, letterId: letterIdOf(sha256(`${seed} ${n}`)) }),
  });
  const isOut = channel !== 'letter' || state === 'SENT' || (state === 'BATCHED' && isClosed);
  return { notice, isOut, said: SAID[channel].filter(() => random.chance(0.5)) };
};

const eventOf = (
  notice: Notice,
  { tell }: Said,
  tag: string | undefined = aTag(notice.noticeId, notice),
): ProviderEvent => {
  const { channel, noticeId, batch, letterId } = notice;
  const messageId = `m-${sha256(noticeId).slice(0, 12)}`;
  if (channel === 'letter')
    return providerEvent.parse({ v: 1, kind: 'letter', batch, letter: letterId, date: batch, ...tell });
  const notices = tag === undefined ? {} : { notice: tag };
  return providerEvent.parse(
    channel === 'sms'
      ? { messageId, context: notices, ...tell }
      : { mail: { messageId, tags: tag === undefined ? {} : { notice: [tag] } }, ...tell },
  );
};

/** Somebody else's event, made from one of ours: nothing but what stands after its kind is wrong with it. */
const forged = (random: Random, notice: Notice, said: Said, told: readonly Told[], seed: number): Forgery => {
  if (notice.channel === 'letter') {
    const [kind, over] = random.pick([
      ['another letter', { letterId: letterIdOf(sha256(`forged ${seed}`)) }],
      ['another batch', { batch: on('1999-12-31') }],
    ] as const);
    return { kind, event: eventOf({ ...notice, ...over }, said) };
  }
  const tag = aTag(notice.noticeId, notice);
  const [head, mac] = [tag.slice(0, -22), tag.slice(-22)];
  const other = random.pick(told).notice;
  const middle = random.between(1, head.length - 1);
  const [kind, forgedTag] = random.pick<readonly [string, string | undefined]>([
    ['bad MAC', `${head}${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`],
    ['bad MAC', `${head}${twinOf(mac)}`],
    ['another key', tagOf(ANOTHER_KEY, notice)],
    ['another try', aTag(notice.noticeId, { ...notice, attempt: notice.attempt + 1 })],
    ['another try', aTag(notice.noticeId, { ...notice, decidedOn: notice.decidedOn + 1 })],
    ['another notice', aTag(noticeIdOf({ ...entryKeyOf(notice.noticeId), about: `nobody-${seed}` }), notice)],
    ['a MAC of another', `${head}${aTag(other.noticeId, { ...other, attempt: 9 }).slice(-22)}`],
    ['tampered base64', `${head.slice(0, middle)}=${head.slice(middle)}${mac}`],
    ['tampered base64', `${tag}=`],
    ['tampered base64', `${head}.${mac}`],
    ['no MAC', head],
    ['empty', ''],
    ['none', undefined],
  ]);
  // Without a tag at all the event is the same as with an empty one, and must be as well kept.
  return {
    kind,
    event: forgedTag === undefined ? withoutTag(eventOf(notice, said)) : eventOf(notice, said, forgedTag),
  };
};

/** Another text of the same 128 bits: the last character's lower bits mean nothing. */
const twinOf = (mac: string): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const place = alphabet.indexOf(mac.at(-1) as string);
  return `${mac.slice(0, -1)}${alphabet[place ^ 1]}`;
};

const withoutTag = (event: ProviderEvent): ProviderEvent => {
  if ('mail' in event) return { ...event, mail: { ...event.mail, tags: {} } };
  return 'context' in event ? { ...event, context: {} } : event;
};

const agendasOf = (told: readonly Told[]): Agenda[] =>
  [...new Set(told.map(({ notice }) => notice.addresseeId))].map((addresseeId) => {
    const its = told.filter(({ notice }) => notice.addresseeId === addresseeId);
    const entries = its.flatMap(({ notice }, index) =>
      notice.parts.map(
        (part): Entry => ({
          ...anEntry(),
          ...entryKeyOf(part),
          state: 'claimed',
          notice: notice.noticeId,
          version: notice.decidedOn,
          until: addDays(on('2026-12-01'), index * 3),
        }),
      ),
    );
    return anAgenda({ addresseeId, v: 50, entries });
  });

const expectedOf = (told: readonly Told[]) => {
  const out = told.filter(({ isOut }) => isOut);
  const of = (addresseeId: string) => out.filter(({ notice }) => notice.addresseeId === addresseeId);
  const ids = [...new Set(told.map(({ notice }) => notice.addresseeId))];
  return {
    states: Object.fromEntries(told.map((each) => [each.notice.noticeId, stateAfter(each)])),
    closed: Object.fromEntries(ids.map((id) => [id, closedBy(of(id))])),
    recoveries: Object.fromEntries(
      ids.map((id) => [
        id,
        recoveriesOf(
          of(id),
          told.filter(({ notice }) => notice.addresseeId === id),
        ),
      ]),
    ),
    work: out
      .filter(({ notice }) => notice.channel === 'letter')
      .flatMap(workOf)
      .sort(),
  };
};

/** A letter that came back is for a person, and so is what made up for another and failed. */
const workOf = ({ notice: { noticeId, parts }, said }: Told): string[] => [
  ...(said.some(({ state }) => state === 'RETURNED') ? [`letter-returned ${noticeId} moved`] : []),
  ...(entryKeyOf(noticeId).stage === 'recovery' && said.some(({ harm }) => harm)
    ? parts.map((part) => `handed-over ${part} recovery-failed`)
    : []),
];

const stateAfter = ({ notice, said, isOut }: Told): NoticeState => {
  if (!isOut || notice.state === 'CANCELLED') return notice.state;
  const reported = said.flatMap(({ state }) => (state ? [RANK.indexOf(state)] : []));
  const highest = Math.max(RANK.indexOf(notice.state), ...reported);
  return RANK[highest] ?? notice.state;
};

const closedBy = (its: readonly Told[]): Agenda['suppressed'] => {
  const harms = its.flatMap(({ notice: { channel }, said }) =>
    said.flatMap(({ harm, state }) => (harm === 'channel' && channel && state ? [{ channel, state }] : [])),
  );
  const byRank = harms.sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state));
  return Object.fromEntries(byRank.map(({ channel, state }) => [channel, state]));
};

const recoveriesOf = (its: readonly Told[], all: readonly Told[]): string[] => {
  const harmed = its.filter(({ said }) => said.some(({ harm }) => harm)).flatMap(({ notice }) => notice.parts);
  const standing = all.flatMap(({ notice }) => notice.parts).filter((part) => part.endsWith('#recovery'));
  const made = harmed.map((part) => noticeIdOf({ ...entryKeyOf(part), stage: 'recovery' }));
  return [...new Set([...standing, ...made])].sort();
};

/** What an event is kept by when it belongs to nobody. */
const orphanOf = (event: ProviderEvent): string => {
  if ('mail' in event) return `${event.mail.messageId} ${event.eventType} ${event.mail.tags.notice?.[0] ?? ''}`;
  if ('kind' in event) return `${event.letter} ${event.event} ${event.batch}/${event.letter}`;
  return `${event.messageId} ${event.eventType} ${event.context.notice ?? ''}`;
};
