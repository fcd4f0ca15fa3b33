import { written } from './io.ts';
import { acknowledged, handedOutAgain } from './message.ts';
import { move } from './move.ts';
import { type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

/** `sendOnce`: SENDING, one call, and what the provider answered. The copy that is kept before it changes nothing here. */
export const deliver = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const who = `dispatch ${index + 1}`;
  const fails = (from: State) => handedOutAgain(from, index);
  switch (me.at) {
    case 'sending': {
      const attempt = me.attempt + 1;
      return move(state, world, {
        by: 'dispatch',
        to: 'SENDING',
        seen: me,
        set: { attempt },
        what: `${who} writes SENDING`,
        next: (after, isDone) =>
          isDone ? withProcess(after, index, { at: 'calling', attempt }) : acknowledged(after, index),
        fails,
      });
    }
    case 'calling':
      return called(state, index, world);
    case 'holding the channel':
      return written(state, {
        what: `${who} halts the channel`,
        holds: true,
        effect: (before) => ({ ...before, outside: { ...before.outside, isHalted: true } }),
        next: (after) => withProcess(after, index, { at: 'settling' }),
        fails,
      });
    case 'settling':
      return move(state, world, {
        by: 'dispatch',
        to: me.state as 'SENT',
        from: 'SENDING',
        seen: me,
        what: `${who} writes ${me.state}`,
        next: (after) => acknowledged(after, index),
        fails,
      });
    default:
      return [];
  }
};

/** The call to the provider, which cannot be asked twice. */
const called = (state: State, index: number, { flows, attempts }: World): Step[] => {
  const me = state.processes[index] as Process;
  const call = (what: string, to: State): Step => ({ what: `dispatch ${index + 1} calls: ${what}`, to, by: 'system' });
  const begun = { ...state, outside: { ...state.outside, calledDespiteStop: me.sawStop } };
  const taken = accepted(begun, me);
  const answered = (from: State, to: Process['state'], at = 'settling') =>
    withProcess(from, index, { at, state: to, sawStop: false });
  return [
    call('accepted', answered(taken, 'SENT')),
    call('refused', answered(begun, 'REJECTED')),
    call('accepted, and no answer', answered(taken, flows.afterTimeout)),
    call('not accepted, and no answer', answered(begun, flows.afterTimeout)),
    call('crash before', handedOutAgain(begun, index)),
    call('crash after', handedOutAgain(taken, index)),
    ...(me.attempt < attempts
      ? [
          call('not now', answered(begun, 'QUEUED')),
          call('the account is paused', answered(begun, 'QUEUED', 'holding the channel')),
        ]
      : []),
    ...(flows.callsAgain
      ? [call('accepted, no answer, called again: accepted', answered(accepted(taken, me), 'SENT'))]
      : []),
  ];
};

const accepted = (state: State, { decidedOn, attempt }: Process): State => {
  const { outside } = state;
  const acceptedTry = outside.acceptedTry || `${decidedOn}-${attempt}`;
  return { ...state, outside: { ...outside, accepted: outside.accepted + 1, acceptedTry } };
};
