import { forgotten, type Process, type State } from './state.ts';

/** Gone through without an error: the message is taken off the queue. */
export const acknowledged = (state: State, index: number): State => forgotten(state, index, 'done');

/** Ended by an error or a crash: the queue hands the message out again, so many times. */
export const handedOutAgain = (state: State, index: number): State => {
  const left = (state.processes[index] as Process).left - 1;
  return forgotten(state, index, left > 0 ? 'waiting' : 'done', Math.max(0, left));
};
