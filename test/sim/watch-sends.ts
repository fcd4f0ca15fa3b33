import { agenda as agendaSchema, type Channel } from '#shared/domain/agenda.ts';
import { isWorkingDay } from '#shared/domain/calendar.ts';
import { dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import type { Declaration } from '#shared/domain/declaration.ts';
import { secondsUntilClose } from '#shared/domain/hours.ts';
import { entryKeyOf, type Notice } from '#shared/domain/notice.ts';
import { unpackedAgenda } from '#shared/store/packed-agenda.ts';
import type { Cloud } from './cloud.ts';
import { TRIAL } from './deployment.ts';
import type { History, Left } from './history.ts';
import { momentOf } from './timetable.ts';
import type { Townsman } from './town.ts';

const SECOND = 1000;
/** A function lives a minute: whatever it read, it read no longer ago. Its clock may be off by as much again as we let it. */
const GRACE = 60 * SECOND;
const SKEW = 20 * SECOND;
/** Closing a batch may take as long as Lambda lets it. */
const CLOSING = 14 * 60 * SECOND;

export type Sent = {
  readonly notice: Notice;
  readonly channel: Channel;
  /** When the call began, or the manifest was chosen. */
  readonly at: number;
  readonly to?: string | undefined;
  readonly ttlSeconds?: number | undefined;
  /** The hash of the service in the deployment that sent it. */
  readonly hash: string;
};

const instant = (at: number): Instant => new Date(at).toISOString() as Instant;

/** What must be so of everything that leaves, the moment it leaves. */
export const watchSends =
  (tablesNow: () => Cloud['tables'], history: History, people: readonly Townsman[]) =>
  (sent: Sent): void => {
    const tables = tablesNow();
    const { notice, channel, at } = sent;
    const say = (rule: string, what: string) => history.broken.push(`${rule} ${notice.noticeId} ${channel}: ${what}`);
    const left: Left = {
      noticeId: notice.noticeId,
      try: `${notice.decidedOn}-${notice.attempt}`,
      parts: notice.parts,
      addresseeId: notice.addresseeId,
      channel,
      at,
      batch: channel === 'letter' ? notice.batch : undefined,
      hash: notice.serviceHash,
    };
    for (const part of left.parts)
      if (history.left.some(({ parts }) => parts.includes(part))) say('I1', `${part} was told before`);
    history.left.push(left);

    checkApproved(tables, history, left, say);
    const agenda = agendaIn(tables, notice.addresseeId);
    const grace = channel === 'letter' ? CLOSING : GRACE;
    for (const stop of history.stops)
      if (at > stop.at + grace && (stop.until === undefined || at < stop.until) && concerns(stop, sent, history))
        say('I2', `stopped by ${stop.name}`);
    for (const part of notice.parts) {
      const died = history.deaths.get(entryKeyOf(part).about);
      if (died !== undefined && at > died + grace) say('I13', 'the resident had died');
    }
    const died = history.deaths.get(notice.addresseeId);
    if (died !== undefined && at > died + grace) say('I13', 'the addressee had died');
    if (agenda?.blocked && channel === 'letter') say('I13', 'the addressee is blocked');
    for (const { name, from, until } of history.halts)
      if (at > from + grace && at < until && haltNames(channel, notice).includes(name))
        say('I10', `${name} was halted`);
    if (dayOf(instant(at - SKEW)) >= notice.expires) say('I14', `past ${notice.expires}`);
    if (notice.serviceHash !== sent.hash) say('I17', 'decided by another version of the service');
    if (channel === 'letter') {
      // Cut off in its closing a batch is closed by the next sweep, on whatever day that is.
      const batch = (notice.batch ?? '') as IsoDate;
      if (!isWorkingDay(batch)) say('I7', `a batch of ${batch}`);
      if (at + SKEW < momentOf(batch, '17:30')) say('I7', `the batch of ${batch} closed at ${instant(at)}`);
      return;
    }
    if (![-SKEW, 0, SKEW].some((off) => secondsUntilClose(instant(at + off)) > 0)) say('I7', `sent at ${instant(at)}`);
    if (
      sent.ttlSeconds !== undefined &&
      sent.ttlSeconds * SECOND > secondsUntilClose(instant(at - SKEW)) * SECOND + 2 * SKEW + GRACE
    )
      say('I7', 'the text may still ring after hours');
    const isDeclared = (reach: readonly Declaration[] = []): boolean => reach.some((each) => allows(each, sent));
    const changedAt = history.reachChangedAt.get(notice.addresseeId) ?? 0;
    if (at > changedAt + grace && !isDeclared(agenda?.reach))
      say('I16', 'not where the resident declared to be reachable for this');
    const person = people.find(({ id }) => id === notice.addresseeId);
    const bindsFrom = history.bindsFrom.get(notice.addresseeId) ?? 0;
    if (at > bindsFrom + grace && !isDeclared(person?.declared))
      say('I16', 'the resident took that back, or never declared it for this');
  };

/** The version that decided was approved by one person; and by a second one, once more has left than a trial may. */
const checkApproved = (
  tables: Cloud['tables'],
  history: History,
  { noticeId, hash }: Left,
  say: (rule: string, what: string) => void,
): void => {
  const { service } = entryKeyOf(noticeId);
  const approval = tables.get('Notices', { pk: `approval#${service}`, sk: hash });
  if (!approval?.first) say('I19', `${hash} was approved by nobody`);
  const count = history.left.filter(
    (left) => left.hash === hash && entryKeyOf(left.noticeId).service === service,
  ).length;
  if (!approval?.second && count > TRIAL) say('I19', `${count} left by ${hash}, which is in its trial`);
};

/** Spelled out here, and not taken from what chooses a channel: this very kind of message, this channel, this address. */
const allows = (each: Declaration, { notice, channel, to }: Sent): boolean =>
  notice.parts.every((part) => entryKeyOf(part).service === each.service) &&
  each.channel === channel &&
  each.withdrawn === undefined &&
  each.address === to;

const haltNames = (channel: Channel, { noticeId }: Notice): string[] => [
  'all',
  `channel:${channel}`,
  `service:${entryKeyOf(noticeId).service}`,
];

/** Whether a stop is about this message: of its addressee, or of a parent whose stop counts as much. */
const concerns = (stop: History['stops'][number], { notice, channel }: Sent, history: History): boolean => {
  const isService = notice.parts.some((part) => stop.name === `service:${entryKeyOf(part).service}`);
  if (stop.addresseeId === notice.addresseeId) return isService || stop.name === `channel:${channel}`;
  const heeded = notice.parts.some((part) => history.entries.get(part)?.heed?.includes(stop.addresseeId));
  return isService && heeded;
};

/** An agenda as it lies in the table, unpacked. */
export const agendaIn = (tables: Cloud['tables'], addresseeId: string) => {
  const item = tables.get('Agenda', { addresseeId });
  if (!item) return undefined;
  return agendaSchema.parse(unpackedAgenda(item));
};
