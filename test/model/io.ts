import type { State, Step } from './state.ts';

type Write = {
  readonly what: string;
  readonly holds: boolean;
  readonly effect: (state: State) => State;
  readonly next: (state: State, isDone: boolean) => State;
  readonly fails: (state: State) => State;
};

/**
 * A conditional write, with all that may become of it. A crash before it and an error that changed nothing leave the same
 * state, as do a crash after it and a reply that was lost; a client that repeats the write by itself stands where it stood,
 * and finds its own effect there.
 */
export const written = (state: State, { what, holds, effect, next, fails }: Write): Step[] => {
  const failed = { what: `${what}: not applied, error or crash`, to: fails(state), by: 'system' } as const;
  if (!holds) return [{ what: `${what}: condition failed`, to: next(state, false), by: 'system' }, failed];
  const done = effect(state);
  return [
    { what, to: next(done, true), by: 'system' },
    failed,
    { what: `${what}: applied, then crash or reply lost`, to: fails(done), by: 'system' },
    { what: `${what}: applied, reply lost, the client will repeat it`, to: done, by: 'system' },
  ];
};

/** A consistent read: it is answered, or whoever asked stops there. */
export const read = (what: string, answered: State, failed: State): Step[] => [
  { what, to: answered, by: 'system' },
  { what: `${what}: error or crash`, to: failed, by: 'system' },
];
