import { closeSteps } from './close.ts';
import { decideSteps } from './decide.ts';
import { dispatchSteps } from './dispatch.ts';
import { environmentSteps } from './environment.ts';
import { personSteps } from './person.ts';
import { recordSteps } from './record.ts';
import type { Process, State, Step } from './state.ts';
import { sweepSteps } from './sweep.ts';
import type { World } from './world.ts';

const stepsOf = {
  dispatch: dispatchSteps,
  sweep: sweepSteps,
  record: recordSteps,
  decide: decideSteps,
  close: closeSteps,
  person: personSteps,
} as const satisfies Record<Process['role'], (state: State, index: number, world: World) => Step[]>;

/** Everything that may happen next. */
export const stepsFrom = (state: State, world: World): Step[] => [
  ...state.processes.flatMap(({ role }, index) => stepsOf[role](state, index, world)),
  ...environmentSteps(state, world),
];
