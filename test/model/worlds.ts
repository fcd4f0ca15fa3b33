import { statesBefore } from '#shared/domain/arrows.ts';
import { DELIVERIES, processOf } from './state.ts';
import type { Flows, World } from './world.ts';

/** As the code has it. */
const asInCode: Flows = {
  before: statesBefore,
  isFenced: true,
  callsAgain: false,
  afterTimeout: 'UNKNOWN',
  afterLease: 'UNKNOWN',
  afterUnknown: 'UNKNOWN_FINAL',
  rereadsStop: true,
  choosesOnce: true,
  settlesByChosen: true,
  movesAfterChoice: true,
  putsOverNothingSent: true,
  givesBackOwnPlace: true,
  expiresOnlyClaimed: true,
};

const dispatch = processOf('dispatch', 'waiting', DELIVERIES);
const atRest = (role: (typeof dispatch)['role']) => processOf(role, 'resting');
const [sweep, record, decide, close] = [atRest('sweep'), atRest('record'), atRest('decide'), atRest('close')];

const plain: Omit<World, 'name' | 'channel' | 'processes'> = {
  batches: 0,
  begins: 'claimed',
  ringsWhileBusy: true,
  stops: 0,
  evaluations: 0,
  halts: 0,
  expires: false,
  isSkewed: false,
  events: [],
  attempts: 1,
  flows: asInCode,
};

const once = { ...dispatch, left: 1 };
const rung = processOf('dispatch', 'done');

/** An e-mail or text: dispatch twice at once, the sweep, and a resident who says stop. */
export const electronic: World = {
  ...plain,
  name: 'e-mail, stopped',
  channel: 'email',
  processes: [dispatch, dispatch, sweep],
  stops: 1,
  attempts: 2,
};

/** A letter that is on its way to its batch, or in it. */
const letter: World = {
  ...plain,
  name: 'letter, stopped',
  channel: 'letter',
  batches: 2,
  processes: [dispatch, sweep, close],
  stops: 1,
};
const batched: World = { ...letter, begins: 'batched', ringsWhileBusy: false, stops: 0 };

/** Two closings of one batch at once, and a halt that one of them sees. */
export const twoClosings: World = {
  ...batched,
  name: 'letter, two closings at once, halted',
  processes: [rung, sweep, close, close],
  halts: 1,
};
export const twoClosingsStopped: World = {
  ...twoClosings,
  name: 'letter, two closings at once, stopped',
  batches: 2,
  halts: 0,
  stops: 1,
};

/** A decision that is overtaken: the entry moves, and what was decided before is decided anew. */
export const decidedAnew: World = {
  ...electronic,
  name: 'e-mail, decided anew, stopped',
  processes: [dispatch, sweep, decide],
  ringsWhileBusy: false,
  evaluations: 1,
};
export const lastDay: World = {
  ...decidedAnew,
  name: 'e-mail, from before its decision to past its last day',
  begins: 'open',
  attempts: 1,
  expires: true,
};

export const worlds: readonly World[] = [
  electronic,
  { ...electronic, name: 'e-mail, stopped, clocks that differ', isSkewed: true },
  { ...electronic, name: 'e-mail, halted and resumed', stops: 0, halts: 1 },
  {
    ...electronic,
    name: 'e-mail, reported on, clocks that differ',
    processes: [dispatch, sweep, record],
    stops: 0,
    isSkewed: true,
    events: ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'REJECTED'],
  },
  {
    ...electronic,
    name: 'e-mail, settled by a person, reported on late',
    processes: [dispatch, sweep, record, atRest('person')],
    stops: 0,
    events: ['SENT', 'DELIVERED', 'BOUNCED', 'REJECTED'],
  },
  decidedAnew,
  lastDay,
  {
    ...lastDay,
    name: 'e-mail, decided twice at once',
    processes: [once, sweep, decide, decide],
    stops: 0,
    expires: false,
  },
  {
    ...letter,
    name: 'letter, joining twice at once, stopped, halted',
    batches: 1,
    processes: [dispatch, dispatch, sweep],
    halts: 1,
  },
  letter,
  twoClosingsStopped,
  twoClosings,
  { ...batched, name: 'letter, decided anew', processes: [rung, sweep, close, decide], evaluations: 1 },
  {
    ...batched,
    name: 'letter, reported on by the print house',
    processes: [rung, sweep, close, record],
    stops: 1,
    events: ['SENT', 'RETURNED', 'REJECTED'],
  },
];

/** Takes as long as half of the others together, so it is left to `npm run model`. */
export const longWorlds: readonly World[] = [
  {
    ...letter,
    name: 'letter, joining twice at once while its batch closes',
    processes: [dispatch, dispatch, sweep, close],
    ringsWhileBusy: false,
    stops: 0,
  },
];
