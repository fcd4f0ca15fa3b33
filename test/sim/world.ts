import { seeded } from '#infra/local/invented/random.ts';
import { tryOfTag } from '#shared/channels/tag.ts';
import { addDays, dayOf, type IsoDate } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { noticeKey } from '#shared/store/notices.ts';
import { type Cloud, cloudOf } from './cloud.ts';
import { type Deployment, SECRETS, SERVICE } from './deployment.ts';
import { faultsOf, type Severity } from './faults.ts';
import { historyOf } from './history.ts';
import type { Invocation, Machine } from './invocation.ts';
import { lambda } from './lambda.ts';
import { lifeOf } from './life.ts';
import { officialOf } from './official.ts';
import { operatorOf } from './operator.ts';
import { printHouse } from './print-house.ts';
import { type Acceptance, providers } from './providers.ts';
import { restoreOf } from './restore.ts';
import { timeline as timelineFrom } from './timeline.ts';
import { daysFrom, momentOf, planDay } from './timetable.ts';
import { townOf } from './town.ts';
import { watchEpochs } from './watch-epochs.ts';
import { watchSends } from './watch-sends.ts';
import { watchWrites } from './watch-writes.ts';

export type WorldOptions = Severity & {
  readonly seed: number;
  readonly onLine?: (line: string) => void;
  /** Told of everything else that somebody may read: bodies on queues, keys of objects, texts of errors. */
  readonly onText?: (where: string, text: string) => void;
  readonly onCall?: (time: string, who: string, label: string) => void;
};

const TAG_KEY = Buffer.from(SECRETS.tag as string, 'hex');
const hashIn = (deployment: Deployment | undefined): string => deployment?.services[SERVICE]?.whole ?? '';
/** Days with faults, and days after them in which all must come to rest: five working days and the wait for texts. */
const FAULTY_DAYS = 4;
const QUIET_DAYS = 10;
/** A second act lets reminders come due, after weeks in which nothing was run at all. */
const SECOND_ACT_SHARE = 0.2;
const SECOND_ACT_DAYS = 40;
/** The first quiet days, on which somebody goes through the dead letters. */
const REDRIVEN_DAYS = 4;
const RESTORE_SHARE = 0.08;
const EVENING_SHARE = 0.4;
const HALTED = ['all', `service:${SERVICE}`, 'channel:email', 'channel:sms', 'channel:letter'] as const;
/** What an official decides is drawn from elsewhere than what goes wrong. */
const OFFICIAL = 1_000_000_007;
const HOUR = 3_600_000;
/** First days: the change of the clock in spring and autumn, Christmas, and ordinary weeks. */
const STARTS = [
  '2026-11-23',
  '2027-03-25',
  '2026-10-22',
  '2026-12-22',
  '2027-01-11',
  '2027-05-03',
  '2026-09-16',
] as const;

/** The whole of Tijdig in memory, one seed of it: every function by its own wiring, and a world that does its worst. */
export const worldOf = ({ seed, onLine, onText, onCall, ...severity }: WorldOptions) => {
  const random = seeded(seed);
  const faults = faultsOf(random, severity);
  const history = historyOf();
  const today = random.pick(STARTS) as IsoDate;
  const timeline = timelineFrom(momentOf(today, '01:00'));
  const people = townOf(random, today);
  let deployment: Deployment = {
    services: { [SERVICE]: { rule: 'r1', whole: 'w1' } },
    epoch: 1,
    allowance: random.chance(0.3) ? random.between(2, 4) : 1_000,
  };
  let before: Deployment | undefined;
  /** What the function is deployed as that writes just now. */
  let writing = deployment;
  let version = 1;
  let hash = 2166136261;
  let ids = 0;
  const deployed = new Map<number, Deployment>();
  const begun = new Map<number, number>();
  /** The agenda that a function read last. */
  const busyWith = new Map<number, string>();

  const watch = watchSends(() => cloud.tables, history, people);
  const house = printHouse({
    cloud: () => cloud,
    history,
    timeline,
    faults,
    random,
    watch,
    hash: () => hashIn(writing),
  });
  const cloud: Cloud = cloudOf({
    timeline,
    faults,
    random,
    onWrite: (written, by) => {
      writing = (by && deployed.get(by.id)) ?? deployment;
      writes(written);
    },
    onPut: (bucket, key, bytes) => {
      onText?.(`key in ${bucket}`, key);
      if (bucket === 'letters') house.onPut(key, bytes);
    },
    onSend: (queue, message) => {
      // What a provider tells names whom it wrote to: that is the provider's text, and no function copies it anywhere.
      if (queue !== 'events') onText?.(`message on ${queue}`, message.body);
      functions.onMessage(queue, message.visibleAt);
    },
  });
  const writes = watchWrites({
    now: timeline.now,
    history,
    onChosen: house.onChosen,
    isKept: (key) => cloud.buckets.read('records', key) !== undefined,
    onEpoch: () => void watchEpochs(cloud, history, writing, dayOf(timeline.instant()))(),
  });

  const onAccepted = ({ service, tag, to, ttlSeconds }: Acceptance, by: Invocation): void => {
    const named = tryOfTag(TAG_KEY, tag);
    const item = named && (cloud.tables.get('Notices', noticeKey(named.noticeId)) as Notice | undefined);
    if (!named || item?.state !== 'SENDING' || item.attempt !== named.attempt || item.decidedOn !== named.decidedOn)
      return void history.broken.push(`I15 ${service} was called for ${named?.noticeId} while it is ${item?.state}`);
    const channel = service === 'ses' ? 'email' : 'sms';
    watch({
      notice: item,
      channel,
      at: begun.get(by.id) as number,
      to,
      ttlSeconds,
      hash: hashIn(deployed.get(by.id)),
    });
  };
  const provider = providers({
    timeline,
    faults,
    random,
    onAccepted,
    publish: (event) => void cloud.queues.put('events', JSON.stringify(event)),
  });

  const machine: Machine = {
    nextId: () => {
      ids += 1;
      deployed.set(ids, starting);
      return ids;
    },
    timeline,
    faults,
    random,
    effect: cloud.effect,
    send: provider.send,
    onCall: ({ id, name }, label, { input }) => {
      begun.set(id, timeline.now());
      const { addresseeId } = (input as { Key?: { addresseeId?: string } }).Key ?? {};
      if (addresseeId !== undefined) busyWith.set(id, addresseeId);
      hash =
        Math.imul(
          hash ^ (timeline.now() % 0x7fffffff) ^ label.charCodeAt(label.length - 1) ^ (name.length << 8),
          16777619,
        ) >>> 0;
      onCall?.(timeline.instant(), `${name}#${id}`, label);
    },
    onTrouble: ({ id, name }) => {
      const addresseeId = busyWith.get(id);
      if (addresseeId !== undefined && faults.isFocus(name)) life.interrupt(addresseeId, name);
    },
    onThrown: (error) => onText?.('error', String(error)),
    log: (_, msg, fields = {}) => onLine?.(JSON.stringify({ msg, ...fields })),
  };
  let starting = deployment;
  const functions = lambda({
    machine,
    cloud,
    timeline,
    faults,
    random,
    deployment: () => {
      starting = before && random.chance(0.5) ? before : deployment;
      return starting;
    },
  });
  const life = lifeOf({ timeline, faults, random, cloud, history, people });
  const operator = operatorOf({
    timeline,
    cloud,
    history,
    functions: () => functions,
    unpause: provider.unpause,
  });

  const official = officialOf({ timeline, cloud, history, random: seeded(seed + OFFICIAL) });

  /** A version is mostly looked at by two people at once; sometimes it waits for one of them, or for both. */
  const approve = (): void => {
    const hash = hashIn(deployment);
    const [first, second] = random.pick([
      [0, 0],
      [0, 0],
      [0, random.between(2, 60) * HOUR],
      [random.between(2, 30) * HOUR, random.between(30, 60) * HOUR],
    ]) as [number, number];
    if (first === 0) operator.approve(hash, second === 0 ? 2 : 1);
    else timeline.after(first, () => operator.approve(hash, 1));
    if (second > 0) timeline.after(second, () => operator.approve(hash, 2));
  };
  const deploy = (): void => {
    before = deployment;
    version += 1;
    const known = deployment.services[SERVICE] as Deployment['services'][string];
    const rule = random.chance(0.4) ? { rule: `r${version}`, extraStages: ['expired' as const] } : known;
    deployment = { ...deployment, services: { [SERVICE]: { ...known, ...rule, whole: `w${version}` } } };
    approve();
    // For some minutes functions of the version before still run.
    timeline.after(4 * 60_000, () => {
      before = undefined;
    });
  };

  const restore = restoreOf({
    timeline,
    cloud,
    history,
    functions: () => functions,
    raiseEpoch: () => {
      before = undefined;
      deployment = { ...deployment, epoch: deployment.epoch + 1 };
    },
    tableEpoch: () => `${deployment.epoch}/Agenda/Notices`,
    deliverAgain: () => life.deliverAll(dayOf(timeline.instant())),
  });
  const schedule = {
    timeline,
    faults,
    random,
    start: functions.start,
    backfill: () => void cloud.queues.put('evaluations', JSON.stringify({ v: 1, kind: 'backfill' })),
  };

  const planHalt = (day: IsoDate): void => {
    // Letters that were held all day come to their batch while it closes.
    if (random.chance(EVENING_SHARE)) {
      const until = momentOf(day, '17:28') + random.between(0, 90_000);
      operator.halt('channel:letter', momentOf(day, '10:04'), until);
      return;
    }
    const from = momentOf(day, random.pick(['10:04', '10:06', '12:00', '17:29'])) + random.between(0, 59_000);
    operator.halt(random.pick(HALTED), from, from + random.between(1, 30) * HOUR);
  };
  /** From when messages come in until the hours may have closed: handed out then, they must wait for another day. */
  const planStandstill = (day: IsoDate): void => {
    const from = momentOf(day, random.pick(['10:04', '10:05', '10:25', '14:09']));
    const until = momentOf(day, random.pick(['15:55', '16:01', '19:59', '20:05'])) + random.between(0, 59_000);
    functions.standStill(random.pick(['email', 'sms'] as const), from, until);
  };
  const planFaultyDay = (day: IsoDate): void => {
    planDay(schedule, day, false);
    timeline.at(momentOf(day, '01:30'), () => life.live(day));
    timeline.at(momentOf(day, '16:30'), official.work);
    if (faults.strikes('deployed')) timeline.at(momentOf(day, random.pick(['10:06', '12:00', '17:20'])), deploy);
    if (faults.strikes('register-wrong')) life.deliverWrong(day);
    if (faults.strikes('halted')) planHalt(day);
    if (faults.strikes('queue-stands-still')) planStandstill(day);
    timeline.at(momentOf(day, random.pick(['15:00', '17:27', '22:00'])), () => random.chance(0.7) && operator.resume());
  };
  const planQuietDay = (day: IsoDate, place: number): void => {
    planDay(schedule, day, true);
    timeline.at(momentOf(day, '08:10'), () => {
      operator.resume();
      operator.approve(hashIn(deployment), 2);
    });
    timeline.at(momentOf(day, '09:30'), official.work);
    if (place >= REDRIVEN_DAYS) return;
    timeline.at(momentOf(day, '01:10'), operator.redrive);
    timeline.at(momentOf(day, '08:20'), operator.redrive);
  };
  const planRestore = (first: IsoDate): void => {
    timeline.at(momentOf(addDays(first, 1), random.pick(['04:00', '09:50', '12:00', '17:31'])), restore.backUp);
    timeline.at(momentOf(addDays(first, 2), random.pick(['08:00', '11:00', '17:35', '20:00'])), restore.restore);
  };
  /** Days on which everything goes wrong, and days on which all comes to rest. */
  const planAct = (first: IsoDate): void => {
    for (const day of daysFrom(first, FAULTY_DAYS)) planFaultyDay(day);
    const quiet = addDays(first, FAULTY_DAYS);
    for (const [place, day] of daysFrom(quiet, QUIET_DAYS).entries()) planQuietDay(day, place);
    timeline.at(momentOf(first, '01:05'), faults.start);
    timeline.at(momentOf(quiet, '01:00'), () => {
      faults.stop();
      operator.resume();
    });
    const [allOn, personsOn] = [addDays(quiet, 1), addDays(quiet, 6)];
    timeline.at(momentOf(allOn, '03:00'), () => life.deliverAll(allOn));
    // Before what was delivered last is too old to write to anybody by.
    timeline.at(momentOf(personsOn, '03:00'), () => life.deliverPersons(personsOn));
    if (severity.perCall === undefined && random.chance(RESTORE_SHARE)) planRestore(first);
  };
  const acts = [today, ...(random.chance(SECOND_ACT_SHARE) ? [addDays(today, SECOND_ACT_DAYS)] : [])];
  const end = momentOf(addDays(acts.at(-1) as IsoDate, FAULTY_DAYS + QUIET_DAYS - 1), '23:30');

  return {
    today,
    people,
    timeline,
    faults,
    history,
    cloud,
    deployment: () => deployment,
    allowance: deployment.allowance,
    traceHash: () => hash,
    run: async (): Promise<void> => {
      timeline.at(timeline.now(), () => {
        approve();
        life.deliverAll(today);
      });
      for (const first of acts) planAct(first);
      await timeline.runUntil(end);
    },
  };
};
export type World = ReturnType<typeof worldOf>;
