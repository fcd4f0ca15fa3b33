import { statesBefore } from '#shared/domain/arrows.ts';
import { closeChannel } from '#shared/domain/close-channel.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { changed } from './change-agenda.ts';
import { NOTICE_ID, todayIn } from './facts.ts';
import { written } from './io.ts';
import { move } from './move.ts';
import { forgotten, letterOf, type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

const HARMFUL: readonly string[] = ['BOUNCED', 'COMPLAINED', 'REJECTED', 'RETURNED'];

/** `recordEvent`: the agenda first, the state last. A failure brings the event again, as it may come by itself. */
export const recordSteps = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const rests = (from: State) => forgotten(from, index, 'resting');
  switch (me.at) {
    case 'resting':
      return world.events.flatMap((event) => arrived(state, index, event));
    case 'repairing':
      return written(state, {
        what: 'record closes the channel and opens recovery',
        holds: true,
        effect: (before) =>
          changed(before, (agenda) => closeChannel(agenda, world.channel, me.state, [NOTICE_ID], todayIn(before))),
        next: (after) => withProcess(after, index, { at: 'moving' }),
        fails: rests,
      });
    case 'moving':
      return move(state, world, {
        by: 'record',
        to: me.state as NoticeState,
        seen: me,
        what: `record writes ${me.state}`,
        next: rests,
        fails: rests,
      });
    default:
      return [];
  }
};

/**
 * The provider tells of the try that it accepted, the print house of a letter in the chosen manifest. Whether that is the try
 * that stands there is what tag and number are for.
 */
const isTold = ({ notice, outside, batches }: State): boolean =>
  notice.batch < 0
    ? outside.accepted > 0 && outside.acceptedTry.split('-')[1] === `${notice.attempt}`
    : batches[notice.batch]?.chosen.includes(letterOf(notice.batch, notice)) === true;

const arrived = (state: State, index: number, event: NoticeState): Step[] => {
  const { notice, outside } = state;
  const { attempt, decidedOn } = notice;
  if (!isTold(state)) return [];
  const isTakenBack = outside.isTakenBack || event === 'REJECTED';
  const told = { ...state, outside: { ...outside, isTakenBack } };
  const mayMove = statesBefore('record', event).some((each) => each === notice.state);
  const at = HARMFUL.includes(event) ? 'repairing' : mayMove ? 'moving' : undefined;
  if (at === undefined) return [];
  const next = withProcess(told, index, { at, attempt, decidedOn, state: event });
  return [{ what: `the provider reports ${event}`, to: next, by: 'environment' }];
};
