import type { Agenda, Entry } from './agenda.ts';
import { entriesNaming } from './apply-outcomes.ts';
import { nextOn } from './next-on.ts';
import type { Notice } from './notice.ts';

/**
 * The agenda after a notice ended without leaving: its place under the cap is given back, and the entries that named it are
 * closed where the resident said stop or a person took over, and open again where the reason may pass (a block, another
 * version of the service). Done twice it changes nothing. The place of a later decision about the same stays: who looked before
 * that decision may come to this after it.
 */
export const releaseClaim = (agenda: Agenda, notice: Notice): Agenda => {
  const named = new Set(entriesNaming(agenda, notice));
  const sent = agenda.sent.filter((place) => !isPlaceOf(place, notice));
  if (named.size === 0 && sent.length === agenda.sent.length) return agenda;
  const entries = agenda.entries.map((entry) => (named.has(entry) ? released(entry, notice) : entry));
  return {
    ...agenda,
    entries,
    sent,
    nextOn: nextOn(entries, agenda.reviewOn),
  };
};

/** A place from before versions were noted there is known by its notice alone. */
const isPlaceOf = ({ notice, version }: Agenda['sent'][number], { noticeId, decidedOn }: Notice): boolean =>
  notice === noticeId && (version ?? decidedOn) === decidedOn;

const released = (entry: Entry, { state, reason }: Notice): Entry => {
  if (state === 'EXPIRED') return { ...entry, state: 'closed', reason: 'lapsed' };
  if (state === 'HANDED_OVER') return { ...entry, state: 'closed', reason: 'handed-over' };
  if (reason === 'stop') return { ...entry, state: 'closed', reason: 'stop' };
  const { notice: _n, version: _v, ...rest } = entry;
  return { ...rest, state: 'open' };
};
