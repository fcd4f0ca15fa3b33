import type { Agenda } from '#shared/domain/agenda.ts';
import type { State } from './state.ts';

/** `changeAgenda`: read, and written under the version that was read until that holds; so one step. */
export const changed = (state: State, change: (agenda: Agenda) => Agenda): State => {
  const next = change(state.agenda);
  return next === state.agenda ? state : { ...state, agenda: { ...next, v: state.agenda.v + 1 } };
};
