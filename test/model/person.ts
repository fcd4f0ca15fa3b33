import { openRecovery } from '#shared/domain/close-channel.ts';
import { changed } from './change-agenda.ts';
import { NOTICE_ID, todayIn } from './facts.ts';
import { written } from './io.ts';
import { move } from './move.ts';
import { forgotten, type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

/** `finishWork` of an outcome that nobody knows: a person finds out what is true, at whatever moment, and may be cut off. */
export const personSteps = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const rests = (from: State) => forgotten(from, index, 'resting');
  switch (me.at) {
    case 'resting':
      return found(state, index);
    case 'settling':
      return move(state, world, {
        by: 'person',
        to: 'DELIVERED',
        seen: me,
        what: 'a person notes that it arrived',
        next: rests,
        fails: rests,
      });
    case 'opening':
      return written(state, {
        what: 'a person has a letter make up for it',
        holds: true,
        effect: (before) => changed(before, (agenda) => openRecovery(agenda, [NOTICE_ID], todayIn(before))),
        next: rests,
        fails: rests,
      });
    default:
      return [];
  }
};

const found = (state: State, index: number): Step[] => {
  const { notice, outside } = state;
  if (notice.state !== 'UNKNOWN_FINAL') return [];
  const { attempt, decidedOn } = notice;
  const at = outside.accepted > 0 ? 'settling' : 'opening';
  const what = `a person finds that it ${at === 'settling' ? 'arrived' : 'did not arrive'}`;
  return [{ what, to: withProcess(state, index, { at, attempt, decidedOn }), by: 'environment' }];
};
