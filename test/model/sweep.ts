import { needsCare } from '#functions/sweep/after-care.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { isFinal } from '#shared/domain/arrows.ts';
import { closeChannel } from '#shared/domain/close-channel.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { releaseClaim } from '#shared/domain/release-claim.ts';
import { changed } from './change-agenda.ts';
import { namedIn, noticeOf, todayIn } from './facts.ts';
import { read, written } from './io.ts';
import { move } from './move.ts';
import { isQueueEmpty, ring } from './ring.ts';
import { forgotten, letterOf, type NoticeItem, type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

/** `tendNotice`, and `settleLate` for letters. It comes again for as long as something is left to be done. */
export const sweepSteps = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const rests = (from: State) => forgotten(from, index, 'resting');
  const moves = (by: 'sweep' | 'close') =>
    move(state, world, {
      by,
      to: me.state as NoticeState,
      seen: me,
      set: { reason: me.reason },
      what: `sweep writes ${me.state}`,
      next: rests,
      fails: rests,
    });
  switch (me.at) {
    case 'resting':
      return looked(state, index, world);
    case 'asking':
      return read('sweep reads the agenda', afterAgenda(state, index, world), rests(state));
    case 'ringing':
      return written(state, { what: 'sweep rings again', holds: true, effect: ring, next: rests, fails: rests });
    case 'moving':
      return moves('sweep');
    case 'settling a letter':
      return moves('close');
    case 'caring':
      return written(state, {
        what: `sweep does the after-care of ${me.state}`,
        holds: true,
        effect: (before) => changed(before, (agenda) => careFor(before, agenda, me, world)),
        next: (after) => withProcess(after, index, { at: 'noting the care' }),
        fails: rests,
      });
    case 'noting the care':
      return written(state, {
        what: 'sweep notes that after-care is done',
        holds: state.notice.decidedOn === me.decidedOn,
        effect: (before) => ({ ...before, notice: { ...before.notice, caredFor: true } }),
        next: rests,
        fails: rests,
      });
    default:
      return [];
  }
};

const looked = (state: State, index: number, { flows }: World): Step[] => {
  const { notice } = state;
  const goesOn = (at: string, to: NoticeItem['state'] = notice.state): Step[] => {
    const { attempt, decidedOn, reason } = notice;
    const next = withProcess(state, index, { at, attempt, decidedOn, state: to, reason });
    return [{ what: `sweep reads the notice: ${notice.state}`, to: next, by: 'system' }];
  };
  switch (notice.state) {
    case 'none':
      return [];
    case 'QUEUED':
      return goesOn('asking');
    case 'SENDING':
      return notice.leaseIsOver ? goesOn('moving', flows.afterLease) : [];
    case 'UNKNOWN':
      return goesOn('moving', flows.afterUnknown);
    case 'BATCHED': {
      const batch = state.batches[notice.batch];
      if (batch?.state !== 'CLOSED') return [];
      return goesOn('settling a letter', batch.chosen.includes(letterOf(notice.batch, notice)) ? 'SENT' : 'QUEUED');
    }
    default:
      return isFinal(notice.state) && needsCare(notice.state) && !notice.caredFor ? goesOn('caring') : [];
  }
};

/** `helpQueued`. */
const afterAgenda = (state: State, index: number, { ringsWhileBusy, flows }: World): State => {
  const { decidedOn } = state.processes[index] as Process;
  const { agenda, outside } = state;
  const ends = (to: NoticeState, reason: string) => withProcess(state, index, { at: 'moving', state: to, reason });
  const rests = forgotten(state, index, 'resting');
  if (outside.isPastLastDay && !flows.expiresOnlyClaimed) return ends('EXPIRED', 'past-its-last-day');
  if (namedIn(agenda, decidedOn).length === 0) return agenda.v > decidedOn ? ends('CANCELLED', 'not-named') : rests;
  if (outside.isPastLastDay) return ends('EXPIRED', 'past-its-last-day');
  return ringsWhileBusy || isQueueEmpty(state) ? withProcess(state, index, { at: 'ringing' }) : rests;
};

const careFor = (state: State, agenda: Agenda, { state: end, ...seen }: Process, { flows }: World): Agenda => {
  const notice = noticeOf({ ...seen, state: end });
  if (end === 'REJECTED') return closeChannel(agenda, 'email', 'refused', notice.parts, todayIn(state));
  if (end === 'UNKNOWN_FINAL') return agenda;
  return releaseClaim(flows.givesBackOwnPlace ? agenda : withoutVersions(agenda), notice);
};

const withoutVersions = (agenda: Agenda): Agenda => ({
  ...agenda,
  sent: agenda.sent.map(({ on, notice }) => ({ on, notice })),
});
