import type { Agenda, Entry } from '#shared/domain/agenda.ts';
import { changed } from './change-agenda.ts';
import { entryIn, STOPS } from './facts.ts';
import type { Outside, State, Step } from './state.ts';
import type { World } from './world.ts';

/** What happens around the functions: the resident, the registers, the official, and the clock. */
export const environmentSteps = (state: State, world: World): Step[] => [
  ...clock(state, world),
  ...stopped(state),
  ...evaluated(state),
  ...halted(state),
];

/** The clock can be counted on; a lease runs out while its owner lives only where clocks differ. */
const clock = (state: State, { expires, isSkewed }: World): Step[] => {
  const { notice, outside, processes } = state;
  const isOwned = processes.some(
    ({ role, at, attempt, decidedOn }) =>
      role === 'dispatch' &&
      ['calling', 'holding the channel', 'settling'].includes(at) &&
      attempt === notice.attempt &&
      decidedOn === notice.decidedOn,
  );
  const runsOut = notice.state === 'SENDING' && !notice.leaseIsOver && (!isOwned || isSkewed);
  return [
    ...(runsOut
      ? [
          {
            what: isOwned ? 'the lease seems over, by another clock' : 'the lease runs out',
            to: { ...state, notice: { ...notice, leaseIsOver: true } },
            by: 'system' as const,
          },
        ]
      : []),
    ...(expires && !outside.isPastLastDay
      ? [
          {
            what: 'the last day passes',
            to: { ...state, outside: { ...outside, isPastLastDay: true } },
            by: 'system' as const,
          },
        ]
      : []),
  ];
};

const stopped = (state: State): Step[] => {
  if (state.outside.stopsLeft === 0) return [];
  const said = changed(state, (agenda) => ({ ...agenda, stops: STOPS }));
  return [happens('the resident says stop', said, { stopsLeft: 0 })];
};

/** What an evaluation may find: no longer due, due again, due on another day. `mergeEntries` makes the same of these. */
const evaluated = (state: State): Step[] => {
  const left = state.outside.evaluationsLeft - 1;
  if (left < 0) return [];
  const found = (what: string, next: Partial<Entry>): Step =>
    happens(
      what,
      changed(state, (agenda) => withEntry(agenda, next)),
      { evaluationsLeft: left },
    );
  const { state: stands, reason } = entryIn(state.agenda);
  const open: Partial<Entry> = { state: 'open', notice: undefined, version: undefined, reason: undefined } as never;
  switch (stands) {
    case 'claimed':
      return [
        found('evaluate finds it no longer due', { state: 'closed', reason: 'withdrawn' }),
        found('evaluate finds another window', open),
      ];
    case 'open':
      return [found('evaluate finds it no longer due', { state: 'closed', reason: 'not-due' })];
    case 'closed':
      return reason === 'withdrawn' || reason === 'not-due' ? [found('evaluate finds it due again', open)] : [];
    default:
      throw new Error(`no such state of an entry: ${stands satisfies never}`);
  }
};

const withEntry = (agenda: Agenda, over: Partial<Entry>): Agenda => {
  const [first, ...others] = agenda.entries;
  const fields = Object.entries({ ...first, ...over }).filter(([, value]) => value !== undefined);
  return { ...agenda, entries: [Object.fromEntries(fields) as Entry, ...others] };
};

const halted = (state: State): Step[] => {
  const { isHalted, haltsLeft } = state.outside;
  if (isHalted) return [happens('an official resumes', state, { isHalted: false })];
  return haltsLeft > 0 ? [happens('an official halts', state, { isHalted: true, haltsLeft: haltsLeft - 1 })] : [];
};

const happens = (what: string, state: State, over: Partial<Outside>): Step => ({
  what,
  to: { ...state, outside: { ...state.outside, ...over } },
  by: 'environment',
});
