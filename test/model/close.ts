import { isStopped, namedIn } from './facts.ts';
import { read, written } from './io.ts';
import { withBatch } from './join-batch.ts';
import { move } from './move.ts';
import { forgotten, letterOf, type PrintBatch, type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

/** `closeBatch`, by the schedule or by the sweep. Cut off anywhere, it comes again while the batch is listed. */
export const closeSteps = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const batch = state.batches[me.batch] as PrintBatch;
  const who = `close ${index + 1}`;
  const rests = (from: State) => forgotten(from, index, 'resting');
  const goes = (what: string, over: Partial<Process>) =>
    read(`${who} ${what}`, withProcess(state, index, over), rests(state));
  switch (me.at) {
    case 'resting':
      return state.batches.flatMap((each, id) => begun(state, index, each, id));
    case 'closing':
      return written(state, {
        what: `${who} writes CLOSING`,
        holds: batch.state === 'OPEN',
        effect: (before) => withBatch(before, me.batch, (each) => ({ ...each, state: 'CLOSING' })),
        next: (after) => withProcess(after, index, { at: 'listing' }),
        fails: rests,
      });
    case 'listing': {
      const at = me.reason === 'chosen' ? 'reading the manifest' : 'looking';
      return goes('reads the members', { at, members: batch.members });
    }
    case 'looking':
      return looked(state, index, goes);
    case 'asking':
      return asked(state, index, world, goes);
    case 'choosing':
      return written(state, {
        what: `${who} chooses a manifest of ${me.along.length}`,
        holds: batch.state === 'CLOSING' || !world.flows.choosesOnce,
        effect: (before) => withBatch(before, me.batch, chosenBy(me.along)),
        next: (after) => withProcess(after, index, { at: 'reading the manifest' }),
        fails: rests,
      });
    case 'reading the manifest': {
      const along = world.flows.settlesByChosen || me.reason === 'chosen' ? batch.chosen : me.along;
      return batch.state === 'CLOSED'
        ? goes('reads the chosen manifest and hands it over', { at: 'settling', along, index: 0 })
        : [{ what: `${who} finds the batch not closed`, to: rests(state), by: 'system' }];
    }
    case 'settling':
      return settled(state, index, goes);
    case 'moving':
    case 'moving back':
      return moved(state, index, world);
    case 'finishing':
      return written(state, {
        what: `${who} takes the batch off the list`,
        holds: true,
        effect: (before) => withBatch(before, me.batch, (each) => ({ ...each, isListed: false })),
        next: rests,
        fails: rests,
      });
    default:
      return [];
  }
};

const NOTHING_READ = { members: [], along: [], index: 0, reason: '' } as const;

type Goes = (what: string, over: Partial<Process>) => Step[];

/**
 * Half past five on a batch's own day: the batches before it were begun to be closed by then. The last batch that the model
 * knows stays open, or letters would find none.
 */
const begun = (state: State, index: number, batch: PrintBatch, id: number): Step[] => {
  const isItsDay = state.batches.slice(0, id).every((each) => each.state !== 'OPEN');
  const isLast = id === state.batches.length - 1;
  if (!batch.isListed || batch.state === 'none' || !isItsDay || isLast) return [];
  const at = batch.state === 'OPEN' ? 'closing' : 'listing';
  const reason = batch.state === 'CLOSED' ? 'chosen' : '';
  const to = withProcess(state, index, { at, batch: id, reason });
  return [{ what: `close ${index + 1} begins on batch ${id}, ${batch.state}`, to, by: 'system' }];
};

/** The member, from `index` on, that the notice waits with now: no other letter is looked at any further. */
const waitingIn = ({ notice }: State, { batch, members, index }: Process): number =>
  notice.state === 'BATCHED' && notice.batch === batch ? members.indexOf(letterOf(batch, notice), index) : -1;

const looked = (state: State, index: number, goes: Goes): Step[] => {
  const me = state.processes[index] as Process;
  const member = waitingIn(state, me);
  if (member < 0) return goes('has looked at every letter', { at: 'choosing', index: 0 });
  const { attempt, decidedOn } = state.notice;
  return goes(`finds the notice of letter ${me.members[member]}`, { at: 'asking', index: member, attempt, decidedOn });
};

/** `whyNotAlong`: stopped ends it; no longer named, past its last day or halted leave it for another batch. */
const asked = (state: State, index: number, { flows }: World, goes: Goes): Step[] => {
  const me = state.processes[index] as Process;
  const { agenda, outside } = state;
  const letter = me.members[me.index] as string;
  const goesOn = { at: 'looking', index: me.index + 1, attempt: 0, decidedOn: 0 };
  const isDue = namedIn(agenda, me.decidedOn).length > 0 && !outside.isPastLastDay && !outside.isHalted;
  if (!isStopped(agenda) && isDue)
    return goes(`takes letter ${letter} along`, { ...goesOn, along: [...me.along, letter] });
  const back = isStopped(agenda) && namedIn(agenda, me.decidedOn).length > 0 ? 'CANCELLED' : 'QUEUED';
  const left = flows.movesAfterChoice ? goesOn : { at: 'moving back' };
  return goes(`leaves letter ${letter} out (${back})`, { ...left, reason: `${letter} ${back}` });
};

const chosenBy =
  (along: readonly string[]) =>
  (batch: PrintBatch): PrintBatch => ({
    ...batch,
    state: 'CLOSED',
    chosen: along,
    everChosen: [...new Set([...batch.everChosen, along.join()])],
  });

const settled = (state: State, index: number, goes: Goes): Step[] => {
  const me = state.processes[index] as Process;
  const member = waitingIn(state, me);
  if (member < 0) return goes('has settled every letter', { ...NOTHING_READ, at: 'finishing' });
  const { attempt, decidedOn } = state.notice;
  return goes(`finds the notice of letter ${me.members[member]}`, { at: 'moving', index: member, attempt, decidedOn });
};

const moved = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const letter = me.members[me.index] as string;
  const [about, back = 'QUEUED'] = me.reason.split(' ') as [string, 'QUEUED' | 'CANCELLED' | undefined];
  const isListed = me.at === 'moving' && me.along.includes(letter);
  const to = isListed ? 'SENT' : about === letter ? back : 'QUEUED';
  return move(state, world, {
    by: 'close',
    to,
    seen: me,
    set: { reason: to === 'CANCELLED' ? 'stop' : '' },
    what: `close ${index + 1} writes ${to}`,
    next: (after) =>
      withProcess(after, index, {
        at: me.at === 'moving' ? 'settling' : 'looking',
        index: me.index + 1,
        attempt: 0,
        decidedOn: 0,
      }),
    fails: (from) => forgotten(from, index, 'resting'),
  });
};
