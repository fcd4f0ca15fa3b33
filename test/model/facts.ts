import type { Agenda, Entry } from '#shared/domain/agenda.ts';
import { entriesNaming } from '#shared/domain/apply-outcomes.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { stopOf } from '#shared/domain/stops.ts';
import { aNotice, anAgenda, anEntry, on, stoppedAs } from '#test/builders.ts';
import type { NoticeItem, State } from './state.ts';
import type { World } from './world.ts';

/** The one entry that the model is about, and the days that it knows: one within the window, and the first after it. */
export const ENTRY = anEntry();
export const { noticeId: NOTICE_ID } = aNotice();
export const STOPS = stoppedAs(`service:${ENTRY.service}`);
const TODAY = on('2026-11-24');

export const todayIn = ({ outside }: State): IsoDate => (outside.isPastLastDay ? ENTRY.until : TODAY);

/** The agenda of a resident whose entry was decided on at version 1 and claimed, or is open still. */
export const agendaAt = (begins: World['begins']): Agenda =>
  begins === 'open'
    ? anAgenda({ v: 1 })
    : anAgenda({
        v: 2,
        entries: [anEntry({ state: 'claimed', notice: NOTICE_ID, version: 1 })],
        sent: [{ on: TODAY, notice: NOTICE_ID, version: 1 }],
      });

/** The notice as the project's own functions take it. */
export const noticeOf = (item: Pick<NoticeItem, 'state' | 'attempt' | 'decidedOn' | 'reason'>): Notice => {
  if (item.state === 'none') throw new Error('there is no notice');
  return { ...NOTICE, state: item.state, attempt: item.attempt, decidedOn: item.decidedOn, reason: item.reason };
};
const NOTICE = aNotice();

export const namedIn = (agenda: Agenda, decidedOn: number): Entry[] =>
  entriesNaming(agenda, { noticeId: NOTICE_ID, decidedOn });

export const isStopped = (agenda: Agenda): boolean =>
  stopOf(agenda, agenda.entries, new Map(), () => undefined) !== undefined;

export const entryIn = ({ entries }: Agenda): Entry => entries[0] as Entry;
