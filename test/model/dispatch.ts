import { deliver } from './deliver.ts';
import { isStopped, namedIn } from './facts.ts';
import { read } from './io.ts';
import { joinBatch } from './join-batch.ts';
import { acknowledged, handedOutAgain } from './message.ts';
import { move } from './move.ts';
import { type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

/** `dispatchNotice`, and what each channel does with a prepared message. */
export const dispatchSteps = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const who = `dispatch ${index + 1}`;
  const fails = (from: State) => handedOutAgain(from, index);
  switch (me.at) {
    case 'waiting': {
      const { state: found, attempt, decidedOn } = state.notice;
      const seen = withProcess(state, index, { at: 'asking', attempt, decidedOn });
      return read(`${who} reads the notice`, found === 'QUEUED' ? seen : acknowledged(state, index), fails(state));
    }
    case 'asking':
      return read(`${who} reads the agenda`, afterAgenda(state, index, world), fails(state));
    case 'at the switches': {
      const next = withProcess(state, index, { at: world.channel === 'letter' ? 'choosing a batch' : 'sending' });
      return read(
        `${who} reads the switches`,
        state.outside.isHalted ? acknowledged(state, index) : next,
        fails(state),
      );
    }
    case 'ending':
      return move(state, world, {
        by: 'dispatch',
        to: me.state as 'CANCELLED' | 'EXPIRED',
        seen: me,
        set: { reason: me.reason },
        what: `${who} writes ${me.state}`,
        next: (after) => acknowledged(after, index),
        fails,
      });
    default:
      return world.channel === 'letter' ? joinBatch(state, index, world) : deliver(state, index, world);
  }
};

/** What the agenda says of the notice: `endOf`. */
const afterAgenda = (state: State, index: number, { flows }: World): State => {
  const { agenda, outside } = state;
  const { decidedOn } = state.processes[index] as Process;
  const end = (to: 'CANCELLED' | 'EXPIRED', reason: string) =>
    withProcess(state, index, { at: 'ending', state: to, reason });
  if (namedIn(agenda, decidedOn).length === 0)
    return agenda.v > decidedOn ? end('CANCELLED', 'not-named') : acknowledged(state, index);
  if (outside.isPastLastDay) return end('EXPIRED', 'past-its-last-day');
  if (agenda.suppressed.email) return end('CANCELLED', 'channel-closed');
  if (isStopped(agenda) && flows.rereadsStop) return end('CANCELLED', 'stop');
  return withProcess(state, index, { at: 'at the switches', sawStop: isStopped(agenda) });
};
