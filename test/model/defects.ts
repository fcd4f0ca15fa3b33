import { type arrows, statesBefore } from '#shared/domain/arrows.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import type { Invariant } from './invariants.ts';
import type { Flows, World } from './world.ts';
import { decidedAnew, electronic, lastDay, twoClosings, twoClosingsStopped } from './worlds.ts';

/** Something done wrong on purpose, in which world it is looked for, and the harm that it must be seen to do. */
export type Defect = { readonly name: string; readonly world: World; readonly harm: Invariant };

const ONCE = 'at most one acceptance, in at most one manifest';

/** The table of arrows with one more. */
const alsoFrom =
  (by: (typeof arrows)[number]['by'], from: NoticeState, to: NoticeState): typeof statesBefore =>
  (who, where) => [...statesBefore(who, where), ...(who === by && where === to ? [from] : [])];

const planted = (name: string, world: World, harm: Invariant, flows: Partial<Flows>): Defect => ({
  name,
  harm,
  world: { ...world, name, flows: { ...world.flows, ...flows } },
});

export const defects: readonly Defect[] = [
  planted('no fence: a change of state names no try', electronic, ONCE, { isFenced: false }),
  planted('a timeout means: try again', electronic, ONCE, { afterTimeout: 'QUEUED' }),
  planted('the sweep queues SENDING again', electronic, ONCE, {
    afterLease: 'QUEUED',
    before: alsoFrom('sweep', 'SENDING', 'QUEUED'),
  }),
  planted('the client of the provider calls again', electronic, ONCE, { callsAgain: true }),
  planted('UNKNOWN is sent again', electronic, ONCE, {
    afterUnknown: 'QUEUED',
    before: alsoFrom('sweep', 'UNKNOWN', 'QUEUED'),
  }),
  planted(
    'the stop is not read again',
    electronic,
    'no call after a stop that its own reading of the agenda came after',
    {
      rereadsStop: false,
    },
  ),
  planted('two manifests are chosen', twoClosings, 'what was accepted never waits again', { choosesOnce: false }),
  planted('a closing settles by its own manifest', twoClosings, 'SENT or later was accepted', {
    settlesByChosen: false,
  }),
  planted(
    'a closing moves letters before a manifest is chosen',
    twoClosingsStopped,
    'ended without leaving was not accepted',
    {
      movesAfterChoice: false,
    },
  ),
  planted('a decision is put over what has left', decidedAnew, ONCE, { putsOverNothingSent: false }),
  planted(
    'after-care gives back whatever place there is',
    decidedAnew,
    'what left or may have left has its place under the cap',
    {
      givesBackOwnPlace: false,
    },
  ),
  planted(
    'the sweep expires what is not claimed yet',
    lastDay,
    'whoever stands still is settled, or waits for what is halted',
    {
      expiresOnlyClaimed: false,
    },
  ),
];
