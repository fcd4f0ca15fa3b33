import { type Agenda, type CloseReason, type Entry, noticeIdOf } from './agenda.ts';
import { CAP_DAYS } from './cap.ts';
import { daysBetween, type IsoDate } from './dates.ts';
import { nextOn } from './next-on.ts';

/** What became of one entry when its notice was put: claimed for it, or closed. */
export type EntryOutcome =
  | { readonly entry: string; readonly claimedBy: string }
  | { readonly entry: string; readonly closed: CloseReason; readonly notice: string };

/**
 * The agenda after a decision: every outcome in one write, stamped with the version that was decided on.
 * @param capped notices that count for the cap
 */
export const applyOutcomes = (
  agenda: Agenda,
  outcomes: readonly EntryOutcome[],
  capped: readonly string[],
  today: IsoDate,
): Agenda => {
  const byEntry = new Map(outcomes.map((outcome) => [outcome.entry, outcome]));
  const putOver = new Set(outcomes.flatMap(overwritten));
  const entries = agenda.entries.map((entry): Entry => {
    const outcome = byEntry.get(noticeIdOf(entry));
    if (!outcome || entry.state !== 'open') return putOver.has(entry.notice ?? '') ? released(entry) : entry;
    if ('claimedBy' in outcome) return { ...entry, state: 'claimed', notice: outcome.claimedBy, version: agenda.v };
    return { ...entry, state: 'closed', reason: outcome.closed, notice: outcome.notice, version: agenda.v };
  });
  // Older ones count no longer. What a decision was put over never left: whatever counts now is counted anew.
  const ring = agenda.sent.filter(({ on, notice }) => daysBetween(on, today) < CAP_DAYS && !putOver.has(notice));
  return {
    ...agenda,
    v: agenda.v + 1,
    entries,
    sent: [...ring, ...capped.map((notice) => ({ on: today, notice, version: agenda.v }))],
    nextOn: nextOn(entries, agenda.reviewOn),
  };
};

/** The keys under which something was put: what a notice told there before, it tells no more. */
const overwritten = (outcome: EntryOutcome): string[] => {
  if ('claimedBy' in outcome) return [outcome.claimedBy, outcome.entry];
  return outcome.closed === 'told' || outcome.closed === 'stage-over' ? [] : [outcome.notice, outcome.entry];
};

/** An entry that was claimed by a notice which a new decision was put over: nothing speaks for it now. */
const released = (entry: Entry): Entry => {
  const { notice: _n, version: _v, ...rest } = entry;
  return entry.state === 'claimed' ? { ...rest, state: 'open' } : entry;
};

/** The entries that name a notice with the version it was decided on. None: the notice is nothing. */
export const entriesNaming = (
  { entries }: Pick<Agenda, 'entries'>,
  { noticeId, decidedOn }: { readonly noticeId: string; readonly decidedOn: number },
): Entry[] =>
  entries.filter(({ state, notice, version }) => state === 'claimed' && notice === noticeId && version === decidedOn);
