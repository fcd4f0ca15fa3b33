import { type Agenda, type Entry, noticeIdOf } from '#shared/domain/agenda.ts';
import { countsForCap } from '#shared/domain/cap.ts';
import { addDays, dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { judge } from '#shared/domain/judge.ts';
import { entryKeyOf, type Notice, type NoticeState, tryOf } from '#shared/domain/notice.ts';
import { placeDue } from '#shared/domain/place-due.ts';
import type { Service } from '#shared/domain/service.ts';
import { isEntryStopped } from '#shared/domain/stops.ts';
import { replay } from '#shared/domain/trail.ts';
import { servicesOf } from '#shared/services/index.ts';
import { handedOut } from '#shared/store/kept-resident.ts';
import { readSubject } from '#shared/store/read-subject.ts';
import { checkWork } from './check-work.ts';
import { deadLettersOf, type QueueName } from './cloud.ts';
import { MUNICIPALITY } from './deployment.ts';
import { agendaIn } from './watch-sends.ts';
import type { World } from './world.ts';

/** Days that something may still be on its way in without anything being wrong: a long weekend, and the wait for texts. */
const UNDER_WAY_DAYS = 6;
/** Five working days, with a weekend and a holiday in between. */
const PATIENCE_DAYS = 8;
const CAP = 2;
/** Less than the thirty that the cap is for: it counts from the decision, and a letter leaves some days later. */
const CAP_DAYS = 25;
const DAY = 86_400_000;
/** Days after the notice from which its reminder may come. */
const REMINDER_DAYS = 21;

// Spelled out here and not taken from the table of arrows, so that a mistake there is not made twice.
const LEFT: readonly NoticeState[] = ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED'];
const NEVER_LEFT: readonly NoticeState[] = ['CANCELLED', 'EXPIRED', 'SUPPRESSED', 'HANDED_OVER', 'LAPSED'];
const FINAL: readonly NoticeState[] = [...LEFT, ...NEVER_LEFT, 'REJECTED', 'UNKNOWN_FINAL'];
const FAILED: readonly NoticeState[] = ['BOUNCED', 'COMPLAINED', 'RETURNED', 'REJECTED'];
const isNeverLeft = (state: NoticeState): boolean => NEVER_LEFT.includes(state);
const isFinal = (state: NoticeState): boolean => FINAL.includes(state);
const QUEUES: readonly QueueName[] = [
  'deliveries',
  'chunks',
  'evaluations',
  'candidates',
  'email',
  'sms',
  'letter',
  'events',
];

type Rest = {
  readonly world: World;
  readonly today: IsoDate;
  readonly agendas: ReadonlyMap<string, Agenda>;
  readonly notices: ReadonlyMap<string, Notice>;
  readonly services: readonly Service[];
  readonly say: (rule: string, what: string) => void;
};

/** What must be so when faults have stopped and everything has come to rest. */
export const checkAtRest = async (world: World): Promise<void> => {
  const { tables } = world.cloud;
  const items = tables
    .items('Notices')
    .filter(({ noticeId, decidedOn, state }) => noticeId && decidedOn !== undefined && state !== 'REF');
  const rest: Rest = {
    world,
    today: dayOf(new Date(world.timeline.now()).toISOString() as Instant),
    agendas: new Map(
      tables
        .items('Agenda')
        .map((item) => [item.addresseeId as string, agendaIn(tables, item.addresseeId as string) as Agenda]),
    ),
    notices: new Map(items.map((item) => [item.noticeId as string, item as unknown as Notice])),
    services: servicesOf(world.deployment().services),
    say: (rule, what) => void world.history.broken.push(`${rule} at rest: ${what}`),
  };
  for (const notice of rest.notices.values()) {
    checkSettled(rest, notice);
    checkAgainstProvider(rest, notice);
    checkRecovery(rest, notice);
  }
  checkTrail(rest);
  checkWork({ tables, notices: rest.notices, history: world.history, say: rest.say });
  for (const agenda of rest.agendas.values()) {
    checkCap(rest, agenda);
    checkNothingWaits(rest, agenda);
  }
  await checkNobodyForgotten(rest);
  checkAllowance(rest);
  checkGuarded(rest);
  checkHousekeeping(rest);
};

/** I3: a state that nothing will change any more, but for what was only just decided. */
const checkSettled = ({ today, say }: Rest, { noticeId, state, at }: Notice): void => {
  if (!isFinal(state) && dayOf(at) < addDays(today, -UNDER_WAY_DAYS)) say('I3', `${noticeId} is ${state} since ${at}`);
};

/** I6: what we say of a message is what the provider knows of it. */
const checkAgainstProvider = ({ world: { history }, say }: Rest, notice: Notice): void => {
  const { noticeId, state } = notice;
  const tries = history.left.filter((each) => each.noticeId === noticeId);
  const isTaken = tries.some((each) => each.try === tryOf(notice));
  if (LEFT.includes(state) && !isTaken) say('I6', `${noticeId} is ${state}, and nobody took it`);
  // A letter that the print house refuses was listed; a mail that the provider refuses never left.
  const isBack = isNeverLeft(state) || (state === 'REJECTED' && notice.channel !== 'letter');
  if (isBack && isTaken) say('I6', `${noticeId} is ${state}, and it left`);
  if (tries.length > 0 && !isTaken) say('I6', `${noticeId} left in a try that its notice knows nothing of`);
};

/** I11: of every notice as it stands, and as it stood after each change, the trail leads to the state and try that it says. */
const checkTrail = ({ world: { history }, notices, say }: Rest): void => {
  for (const notice of new Set([...history.moves.map((move) => move.notice), ...notices.values()])) {
    const end = replay(notice.trail ?? []);
    if ('wrong' in end) say('I11', `${notice.noticeId}: ${end.wrong}`);
    else if (end.state !== notice.state || tryOf(end) !== tryOf(notice))
      say('I11', `${notice.noticeId} is ${notice.state} ${tryOf(notice)}, its trail ends ${end.state} ${tryOf(end)}`);
  }
};

/** Recovery was opened once for every part of a message that is known not to have arrived. */
const checkRecovery = (
  { world, agendas, today, say }: Rest,
  { noticeId, state, parts, addresseeId, at }: Notice,
): void => {
  // What was made up for leaves the agenda some weeks later.
  if (!FAILED.includes(state) || dayOf(at) < addDays(today, -20)) return;
  const entries = agendas.get(addresseeId)?.entries ?? [];
  const known = new Set(entries.map(noticeIdOf));
  for (const part of parts) {
    const recovery = noticeIdOf({ ...entryKeyOf(part), stage: 'recovery' });
    // Once for each document: what made up for its notice is not said again when its reminder fails.
    const isDone = known.has(recovery) || world.history.moves.some(({ notice }) => notice.parts.includes(recovery));
    const told = entries.find((entry) => noticeIdOf(entry) === part);
    const isDue = told && told.reason !== 'withdrawn' && told.reason !== 'not-due';
    if (!part.endsWith('#recovery') && !isDone && isDue)
      say('I5', `${noticeId} is ${state}, and ${part} is not made up for`);
  }
};

/** I4: nobody got more than the cap, and a message that did not leave uses none of it. */
const checkCap = ({ world, notices, services, say }: Rest, { addresseeId, sent }: Agenda): void => {
  const isCapped = (noticeId: string): boolean => {
    const key = entryKeyOf(noticeId);
    const service = services.find(({ id }) => id === key.service);
    return service !== undefined && countsForCap(service, key as Entry);
  };
  const told = world.history.left.filter((left) => left.addresseeId === addresseeId && isCapped(left.noticeId));
  for (const { at } of told) {
    const near = told.filter((other) => other.at >= at && other.at - at < CAP_DAYS * DAY);
    if (near.length > CAP) say('I4', `${addresseeId} was told ${near.length} times in ${CAP_DAYS} days`);
  }
  const ring = new Set(sent.map(({ notice }) => notice));
  for (const { noticeId, at } of told)
    if (world.timeline.now() - at < (CAP_DAYS - 2) * DAY && !ring.has(noticeId))
      say('I4', `${addresseeId}: ${noticeId} left and is not counted`);
  for (const id of ring) {
    const state = notices.get(id)?.state;
    if (state === undefined || isNeverLeft(state)) say('I4', `${addresseeId}: ${id} is ${state} and still counted`);
  }
};

/** Liveness: what may go has gone, and what was stopped, capped or handed over says so. */
const checkNothingWaits = ({ today, services, agendas, notices, world, say }: Rest, agenda: Agenda): void => {
  const serviceOf = (id: string) => services.find((each) => each.id === id);
  const heeded = new Map([...agendas].map(([id, { stops }]) => [id, stops]));
  const followed = new Map(
    [...notices.values()].flatMap(({ state, at, parts }) => parts.map((part) => [part, { state, on: dayOf(at) }])),
  );
  // The scan does not read what others said: what it defers comes to nobody who would.
  const deferred = new Set(
    judge(agenda, today, serviceOf, { followed }).flatMap(({ kind, parts }) =>
      kind === 'defer' ? parts.map(noticeIdOf) : [],
    ),
  );
  for (const verdict of judge(agenda, today, serviceOf, { followed, heeded }))
    for (const part of verdict.parts)
      if (
        verdict.kind !== 'defer' &&
        !deferred.has(noticeIdOf(part)) &&
        part.from <= addDays(today, -PATIENCE_DAYS) &&
        mayGo(part, world)
      )
        say('L', `${noticeIdOf(part)} is open since ${part.from}, and would be: ${verdict.kind}`);
  for (const entry of agenda.entries) {
    if (entry.state !== 'claimed') continue;
    const notice = notices.get(entry.notice as string);
    const isNamed = notice && notice.decidedOn === entry.version && notice.addresseeId === agenda.addresseeId;
    if (!isNamed) say('I5', `${noticeIdOf(entry)} is claimed for a notice that knows nothing of it`);
    else if (isNeverLeft(notice.state)) say('I5', `${noticeIdOf(entry)} is claimed, and its notice is ${notice.state}`);
    else if (!notice.parts.includes(noticeIdOf(entry)))
      say('I5', `${noticeIdOf(entry)} is claimed, and its notice does not tell of it`);
    else if (
      isFinal(notice.state) &&
      LEFT.includes(notice.state) &&
      !world.history.left.some(({ parts }) => parts.includes(noticeIdOf(entry)))
    )
      say('I5', `${noticeIdOf(entry)} is claimed as told, and it was not`);
  }
};

/** A reminder waits for its notice to be told, and then three weeks. */
const mayGo = (part: Entry, { history, timeline }: World): boolean => {
  if (part.stage !== 'reminder') return true;
  const notice = noticeIdOf({ ...part, stage: 'notice' });
  const told = history.left.find(({ parts }) => parts.includes(notice));
  return told !== undefined && timeline.now() - told.at > (REMINDER_DAYS + PATIENCE_DAYS) * DAY;
};

/** I5: whatever the records say is due stands on the agenda of whom it is due to, with what became of it. */
const checkNobodyForgotten = async (rest: Rest): Promise<void> => {
  const { world, today, agendas, services, say } = rest;
  const residents = new Map(
    world.cloud.tables.items('Residents').map((item) => [item.residentId as string, handedOut(item)]),
  );
  for (const { id } of world.people) {
    const resident = residents.get(id);
    if (!resident) say('I5', `${id} was delivered and is not known`);
    else if (resident.dirty) say('I5', `${id} changed and was not looked at again`);
    const read = await readSubject(async (each) => residents.get(each), id, today);
    if (!read?.subject || read.resident.missing) continue;
    for (const due of placeDue(read.subject, services, { municipality: MUNICIPALITY }))
      if (due.from <= addDays(today, 30) && due.until > today)
        checkKnown(rest, agendas.get(due.agenda), { ...due, about: id } as Entry & typeof due, say);
  }
};

const checkKnown = (
  { world, agendas, services }: Rest,
  agenda: Agenda | undefined,
  due: Entry,
  say: Rest['say'],
): void => {
  const key = noticeIdOf(due);
  const known = agenda?.entries.find((entry) => noticeIdOf(entry) === key);
  if (!known) {
    say('I5', `${key} is due from ${due.from}, and nobody's agenda says so`);
    return;
  }
  if (known.from !== due.from || known.until !== due.until)
    say('I5', `${key} stands with another window than the records give`);
  const heeded = new Map([...agendas].map(([id, { stops }]) => [id, stops]));
  const serviceOf = (id: string) => services.find((each) => each.id === id);
  if (known.reason === 'stop' && agenda && !isEntryStopped(agenda, known, heeded, serviceOf))
    say('I5', `${key} is closed by a stop that was lifted`);
  if (known.reason === 'not-due' || known.reason === 'withdrawn')
    say('I5', `${key} is due, and closed as ${known.reason}`);
  const isTold = world.history.left.some(({ parts }) => parts.includes(key));
  const isUnknown = world.history.moves.some(
    ({ notice, to }) => (to === 'UNKNOWN' || to === 'UNKNOWN_FINAL') && notice.parts.includes(key),
  );
  const isRefused = world.history.moves.some(({ notice, to }) => to === 'REJECTED' && notice.parts.includes(key));
  if (known.reason === 'told' && !isTold && !isUnknown && !isRefused)
    say('I5', `${key} is closed as told, and it was not`);
};

/** I4: no day had more messages than its allowance. */
const checkAllowance = ({ world: { history, allowance }, say }: Rest): void => {
  const days = new Map<string, Set<string>>();
  for (const { from, to, noticeId, notice } of history.moves) {
    if (to !== 'QUEUED' || from === 'SENDING' || from === 'BATCHED') continue;
    const day = dayOf(notice.at);
    days.set(day, (days.get(day) ?? new Set()).add(noticeId));
  }
  for (const [day, ids] of days)
    if (ids.size > allowance) say('I4', `${ids.size} messages were decided on ${day}, ${allowance} were allowed`);
};

/** I20: of a service that the guard halted nobody is decided that day, so the plan names nobody to contact. */
const checkGuarded = ({ world: { history }, say }: Rest): void => {
  for (const { service, at } of history.guarded) {
    const day = dayOf(new Date(at).toISOString() as Instant);
    const decided = history.moves.filter(
      ({ from, to, noticeId, notice }) =>
        to === 'QUEUED' &&
        from !== 'SENDING' &&
        from !== 'BATCHED' &&
        entryKeyOf(noticeId).service === service &&
        dayOf(notice.at) === day,
    );
    if (decided.length > 0) say('I20', `${decided.length} were decided on ${day}, when the guard halted ${service}`);
  }
};

/** Queues are empty, deliveries are done, runs are closed, and no event was an orphan. */
const checkHousekeeping = ({ world: { cloud, history }, today, say }: Rest): void => {
  for (const queue of QUEUES)
    for (const name of [queue, deadLettersOf(queue)])
      if (cloud.queues.messages(name).length > 0)
        say('I3', `${cloud.queues.messages(name).length} messages on ${name}`);
  for (const { pk, sk, current } of cloud.tables.items('Notices')) {
    if (pk === 'run#open' && `${sk}` < addDays(today, -UNDER_WAY_DAYS)) say('I3', `the run of ${sk} is still open`);
    if (pk === 'batch#open' && `${sk}` < today) say('I3', `the batch of ${sk} is not done`);
    if (pk === 'delivery#now' && current !== 'none') say('I3', `the delivery ${current} is still loading`);
    if (`${pk}`.startsWith('orphan#')) say('I8', `an event of ${pk} found no notice`);
  }
  for (const batch of history.chosen.keys())
    if (!history.printed.has(batch)) say('I3', `the batch of ${batch} was never handed over`);
};
