import { type Agenda, type Channel, type Entry, noticeIdOf } from './agenda.ts';
import { addDays, type IsoDate } from './dates.ts';
import { nextOn } from './next-on.ts';
import { entryKeyOf } from './notice.ts';

/** A letter that makes up for a failed message has at least this long to go out. */
const RECOVERY_DAYS = 14;

/** Of several facts that close a channel the last of these is kept, in whatever order they are heard of. */
const SAYS_MORE = ['REJECTED', 'RETURNED', 'BOUNCED', 'COMPLAINED'];

/** The agenda after a provider reported that a channel does not work: the channel is closed, and recovery opened. */
export const closeChannel = (
  agenda: Agenda,
  channel: Channel,
  because: string,
  parts: readonly string[],
  today: IsoDate,
): Agenda => {
  const recovered = openRecovery(agenda, parts, today);
  const known = agenda.suppressed[channel];
  if (known !== undefined && SAYS_MORE.indexOf(because) <= SAYS_MORE.indexOf(known)) return recovered;
  return { ...recovered, suppressed: { ...agenda.suppressed, [channel]: because } };
};

/**
 * The agenda after a message is known not to have arrived: each entry that it spoke for gets one *recovery* entry, by
 * letter, from tomorrow. An entry is opened by its key, so a repeated report adds nothing. Where two messages of one occasion
 * failed the longer window counts, whichever is heard of first.
 * @param parts notice ids of the entries that the message spoke for
 */
export const openRecovery = (agenda: Agenda, parts: readonly string[], today: IsoDate): Agenda => {
  const known = new Set(agenda.entries.map(noticeIdOf));
  const wanted = parts.map((part) => recoveryOf(agenda, part, addDays(today, 1)));
  const opened = wanted.filter((entry) => !known.has(noticeIdOf(entry)) && !parts.includes(noticeIdOf(entry)));
  const kept = agenda.entries.map((entry) => lengthened(entry, agenda, parts));
  if (opened.length === 0 && kept.every((entry, index) => entry === agenda.entries[index])) return agenda;
  const entries = [...kept, ...opened];
  return { ...agenda, entries, nextOn: nextOn(entries, agenda.reviewOn) };
};

const recoveryOf = ({ entries }: Agenda, part: string, from: IsoDate): Entry => {
  const told = entries.find((entry) => noticeIdOf(entry) === part);
  const least = addDays(from, RECOVERY_DAYS);
  const until = told && told.until > least ? told.until : least;
  return { ...entryKeyOf(part), stage: 'recovery', from, until, state: 'open' };
};

/** An open recovery lasts as long as the window of every message that it makes up for. */
const lengthened = (entry: Entry, { entries }: Agenda, parts: readonly string[]): Entry => {
  if (entry.stage !== 'recovery' || entry.state !== 'open') return entry;
  const id = noticeIdOf(entry);
  const until = entries
    .filter((told) => parts.includes(noticeIdOf(told)) && noticeIdOf({ ...told, stage: 'recovery' }) === id)
    .reduce((last, told) => (told.until > last ? told.until : last), entry.until);
  return until === entry.until ? entry : { ...entry, until };
};
