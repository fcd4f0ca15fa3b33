import { type Agenda, type Channel, type Entry, noticeIdOf } from './agenda.ts';
import { addDays, type IsoDate } from './dates.ts';
import { nextOn } from './next-on.ts';
import { entryKeyOf } from './notice.ts';

/** A letter that makes up for a failed message has at least this long to go out. */
const RECOVERY_DAYS = 14;

/** The agenda after a provider reported that a channel does not work: the channel is closed, and recovery opened. */
export const closeChannel = (
  agenda: Agenda,
  channel: Channel,
  because: string,
  parts: readonly string[],
  today: IsoDate,
): Agenda => {
  const recovered = openRecovery(agenda, parts, today);
  if (agenda.suppressed[channel]) return recovered;
  return { ...recovered, suppressed: { ...agenda.suppressed, [channel]: because } };
};

/**
 * The agenda after a message is known not to have arrived: each entry that it spoke for gets one *recovery* entry, by
 * letter, from tomorrow. An entry is opened by its key, so a repeated report adds nothing.
 * @param parts notice ids of the entries that the message spoke for
 */
export const openRecovery = (agenda: Agenda, parts: readonly string[], today: IsoDate): Agenda => {
  const known = new Set(agenda.entries.map(noticeIdOf));
  const opened = parts
    .map((part) => recoveryOf(agenda, part, addDays(today, 1)))
    .filter((entry) => !known.has(noticeIdOf(entry)) && !parts.includes(noticeIdOf(entry)));
  if (opened.length === 0) return agenda;
  const entries = [...agenda.entries, ...opened];
  return { ...agenda, entries, nextOn: nextOn(entries, agenda.reviewOn) };
};

const recoveryOf = ({ entries }: Agenda, part: string, from: IsoDate): Entry => {
  const told = entries.find((entry) => noticeIdOf(entry) === part);
  const least = addDays(from, RECOVERY_DAYS);
  const until = told && told.until > least ? told.until : least;
  return { ...entryKeyOf(part), stage: 'recovery', from, until, state: 'open' };
};
