import { read, written } from './io.ts';
import { acknowledged, handedOutAgain } from './message.ts';
import { move } from './move.ts';
import { letterOf, type PrintBatch, type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

/** `deliverLetter`: a batch that is open, the member, and BATCHED. The PDF under its fixed key changes nothing here. */
export const joinBatch = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const who = `dispatch ${index + 1}`;
  const fails = (from: State) => handedOutAgain(from, index);
  const attempt = me.attempt + 1;
  switch (me.at) {
    case 'choosing a batch': {
      const batch = state.batches.findIndex((each) => each.state === 'none' || each.state === 'OPEN');
      const at = state.batches[batch]?.state === 'none' ? 'opening a batch' : 'joining';
      return batch < 0 ? [] : read(`${who} reads batches`, withProcess(state, index, { at, batch }), fails(state));
    }
    case 'opening a batch':
      return written(state, {
        what: `${who} opens batch ${me.batch}`,
        holds: true,
        effect: (before) => withBatch(before, me.batch, opened),
        next: (after) => withProcess(after, index, { at: 'joining' }),
        fails,
      });
    case 'joining':
      return written(state, {
        what: `${who} puts the letter as a member of batch ${me.batch}`,
        holds: true,
        effect: (before) => withBatch(before, me.batch, joinedBy(letterOf(me.batch, { ...me, attempt }))),
        next: (after) => withProcess(after, index, { at: 'noting the batch' }),
        fails,
      });
    case 'noting the batch':
      return move(state, world, {
        by: 'dispatch',
        to: 'BATCHED',
        seen: me,
        set: { attempt, batch: me.batch },
        what: `${who} writes BATCHED`,
        next: (after) => acknowledged(after, index),
        fails,
      });
    default:
      return [];
  }
};

/** Listed first, and only opened where there is none. */
const opened = (batch: PrintBatch): PrintBatch => ({
  ...batch,
  isListed: true,
  state: batch.state === 'none' ? 'OPEN' : batch.state,
});

const joinedBy =
  (letter: string) =>
  (batch: PrintBatch): PrintBatch => ({ ...batch, members: [...new Set([...batch.members, letter])].sort() });

export const withBatch = (state: State, id: number, change: (batch: PrintBatch) => PrintBatch): State => ({
  ...state,
  batches: state.batches.map((each, index) => (index === id ? change(each) : each)),
});
