import { type Agenda, type Channel, type Entry, noticeIdOf } from './agenda.ts';
import { addDays, type IsoDate } from './dates.ts';
import { nextOn } from './next-on.ts';
import { entryKeyOf } from './notice.ts';

/** A letter that makes up for a failed message has at least this long to go out. */
const RECOVERY_DAYS = 14;

/**
 * The agenda after a provider reported that a channel does not work: the channel is closed, and the message's subject gets
 * one *recovery* entry, by letter, from tomorrow. The entry is opened by its key, so a repeated report adds nothing.
 */
export const closeChannel = (
  agenda: Agenda,
  channel: Channel,
  because: string,
  noticeId: string,
  today: IsoDate,
): Agenda => {
  const key = entryKeyOf(noticeId);
  const recovery = { ...key, stage: 'recovery' as const };
  const told = agenda.entries.find((entry) => noticeIdOf(entry) === noticeId);
  const isKnown =
    key.stage === 'recovery' || agenda.entries.some((entry) => noticeIdOf(entry) === noticeIdOf(recovery));
  if (agenda.suppressed[channel] && isKnown) return agenda;
  const from = addDays(today, 1);
  const least = addDays(from, RECOVERY_DAYS);
  const until = told && told.until > least ? told.until : least;
  const entries: Entry[] = isKnown ? agenda.entries : [...agenda.entries, { ...recovery, from, until, state: 'open' }];
  return {
    ...agenda,
    entries,
    suppressed: { ...agenda.suppressed, [channel]: agenda.suppressed[channel] ?? because },
    nextOn: nextOn(entries, agenda.reviewOn),
  };
};
