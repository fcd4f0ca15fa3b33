import { DELIVERIES, processOf, type State, withProcess } from './state.ts';

/** A message for dispatch: whoever of its invocations has nothing to do takes it. With all at work there are two already. */
export const ring = (state: State): State => {
  const idle = state.processes.findIndex(({ role, at }) => role === 'dispatch' && at === 'done');
  return idle < 0 ? state : withProcess(state, idle, processOf('dispatch', 'waiting', DELIVERIES));
};

/** Whether nobody works on a message for dispatch, and none waits. */
export const isQueueEmpty = ({ processes }: State): boolean =>
  processes.every(({ role, at }) => role !== 'dispatch' || at === 'done');
