import type { Agenda, Entry } from './agenda.ts';
import { entriesNaming } from './apply-outcomes.ts';
import { nextOn } from './next-on.ts';
import type { Notice } from './notice.ts';

/**
 * The agenda after a notice ended without leaving: its place under the cap is given back, and the entries that named it are
 * closed where the resident said stop or a person took over, and open again where the reason may pass (a block, another
 * version of the service). Done twice it changes nothing.
 */
export const releaseClaim = (agenda: Agenda, notice: Notice): Agenda => {
  const named = new Set(entriesNaming(agenda, notice));
  const isCounted = agenda.sent.some((sent) => sent.notice === notice.noticeId);
  if (named.size === 0 && !isCounted) return agenda;
  const entries = agenda.entries.map((entry) => (named.has(entry) ? released(entry, notice) : entry));
  return {
    ...agenda,
    entries,
    sent: agenda.sent.filter((sent) => sent.notice !== notice.noticeId),
    nextOn: nextOn(entries, agenda.reviewOn),
  };
};

const released = (entry: Entry, { state, reason }: Notice): Entry => {
  if (state === 'EXPIRED') return { ...entry, state: 'closed', reason: 'lapsed' };
  if (state === 'HANDED_OVER') return { ...entry, state: 'closed', reason: 'handed-over' };
  if (reason === 'stop') return { ...entry, state: 'closed', reason: 'stop' };
  const { notice: _n, version: _v, ...rest } = entry;
  return { ...rest, state: 'open' };
};
