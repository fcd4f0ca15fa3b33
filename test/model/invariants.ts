import { needsCare } from '#functions/sweep/after-care.ts';
import { arrows, isFinal, isNeverLeft } from '#shared/domain/arrows.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { entryIn, NOTICE_ID } from './facts.ts';
import { letterOf, type State } from './state.ts';

/** Once the provider has it, for good: what the resident was or may have been told by. */
const LEFT: readonly string[] = ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'RETURNED'];
const RANK: readonly string[] = ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED'];
const UNKNOWN: readonly string[] = ['UNKNOWN', 'UNKNOWN_FINAL'];
const ON_ITS_WAY: readonly string[] = ['QUEUED', 'BATCHED', 'SENDING'];

/** Letters of all manifests that were ever chosen. */
const printed = ({ batches }: State): string[] =>
  batches.flatMap(({ everChosen }) => everChosen.flatMap((letters) => letters.split(',').filter(Boolean)));

const takenIn = (state: State): number => state.outside.accepted + printed(state).length;

/** What must be so in every state. Each answers whether it is. */
const ofStates = {
  'at most one acceptance, in at most one manifest': (state: State) => takenIn(state) <= 1,
  'only one manifest of a batch is ever chosen': ({ batches }: State) =>
    batches.every(({ everChosen }) => everChosen.length <= 1),
  'SENT or later was accepted': (state: State) => !LEFT.includes(state.notice.state) || takenIn(state) > 0,
  'ended without leaving was not accepted': (state: State) => {
    const { state: stands } = state.notice;
    const isRefused = stands === 'REJECTED' && !state.outside.isTakenBack;
    return !(isRefused || isNeverLeft(stands as NoticeState)) || takenIn(state) === 0;
  },
  'what was accepted never waits again': (state: State) => {
    const { state: stands, batch } = state.notice;
    if (takenIn(state) === 0) return true;
    return stands === 'BATCHED' ? printed(state).includes(letterOf(batch, state.notice)) : stands !== 'QUEUED';
  },
  'no call after a stop that its own reading of the agenda came after': ({ outside }: State) =>
    !outside.calledDespiteStop,
  'what left or may have left has its place under the cap': ({ notice, agenda }: State) =>
    ![...LEFT, ...UNKNOWN, 'SENDING'].includes(notice.state) || agenda.sent.some((sent) => sent.notice === NOTICE_ID),
} as const;

/** What must be so of every step from one state to the next. */
const ofSteps = {
  'nothing goes from UNKNOWN to a queue': ({ notice: from }: State, { notice: to }: State) =>
    !(UNKNOWN.includes(from.state) && ON_ITS_WAY.includes(to.state)),
  'the rank of what is reported never falls': ({ notice: from }: State, { notice: to }: State) =>
    !RANK.includes(from.state) || !RANK.includes(to.state) || RANK.indexOf(to.state) >= RANK.indexOf(from.state),
  'every change is an arrow of the table, or a decision over what never left': (
    { notice: from }: State,
    { notice: to }: State,
  ) =>
    from.state === to.state ||
    (to.decidedOn === from.decidedOn
      ? arrows.some((each) => each.from === from.state && each.to === to.state)
      : from.state === 'none' || from.state === 'QUEUED' || isNeverLeft(from.state)),
} as const;

/** What must be so where nothing goes on by itself any more, and must be reachable from everywhere. */
export const AT_REST = 'whoever stands still is settled, or waits for what is halted';
export const CAN_REST = 'from everywhere the end can be reached';

export type Invariant = keyof typeof ofStates | keyof typeof ofSteps | typeof AT_REST | typeof CAN_REST;

/** The first invariant that a state breaks; only the one that is asked for, when one is. */
export const brokenIn = (state: State, only?: Invariant): Invariant | undefined =>
  ENTRIES.states.find(([name, holds]) => (only === undefined || only === name) && !holds(state))?.[0];

/** The same for a step from one state to the next. */
export const brokenBy = (from: State, to: State, only?: Invariant): Invariant | undefined =>
  ENTRIES.steps.find(([name, holds]) => (only === undefined || only === name) && !holds(from, to))?.[0];

const ENTRIES = {
  states: Object.entries(ofStates) as [Invariant, (state: State) => boolean][],
  steps: Object.entries(ofSteps) as [Invariant, (from: State, to: State) => boolean][],
};

/** The notice came to its end, its after-care is done, and no entry waits for what will not come. */
export const isSettled = ({ notice, agenda }: State): boolean => {
  const entry = entryIn(agenda);
  if (notice.state === 'none') return entry.state === 'closed';
  const isOver = isFinal(notice.state) && (!needsCare(notice.state) || notice.caredFor);
  if (!isOver || entry.state === 'open') return false;
  return entry.state === 'closed' || !isNeverLeft(notice.state);
};

/** What may be waited for, by its name: a halt to be lifted, the batch of another day to be closed. */
export const waitingFor = ({ notice, outside, batches }: State): 'halt' | 'batch' | undefined => {
  if (outside.isHalted && notice.state === 'QUEUED') return 'halt';
  const isInLast = notice.state === 'BATCHED' && notice.batch === batches.length - 1;
  return isInLast && batches[notice.batch]?.state === 'OPEN' ? 'batch' : undefined;
};
