import type { Instant } from './dates.ts';
import type { WorkItem } from './work-item.ts';
import { mayEndAs } from './work-kinds.ts';

/** Why something was not done, and by whom or as what it stands instead. */
export type Refusal =
  | { readonly refused: 'no-such-item' }
  | { readonly refused: 'nobody-named' }
  | { readonly refused: 'not-taken' }
  | { readonly refused: 'taken-by-another'; readonly by: string }
  | { readonly refused: 'already-done'; readonly by: string; readonly outcome: string }
  | { readonly refused: 'no-such-outcome'; readonly kind: WorkItem['kind'] };

/** What a person does with an item: the item as it is then (the same one where nothing changes), or why not. */
export type WorkStep = (item: WorkItem) => WorkItem | Refusal;

type Person = { readonly by: string; readonly at: Instant };

/** Takes it, so that not two people do the same. Taken again by the same person it stays as it is. */
export const takenBy =
  ({ by, at }: Person): WorkStep =>
  (item) => {
    if (by.trim() === '') return { refused: 'nobody-named' };
    switch (item.state) {
      case 'open':
        return { ...item, state: 'taken', takenBy: by, takenAt: at };
      case 'taken':
        return item.takenBy === by ? item : { refused: 'taken-by-another', by: item.takenBy };
      case 'done':
        return alreadyDone(item);
      default:
        throw new Error(`no such state of work: ${item satisfies never}`);
    }
  };

/** Gives it back, for anybody to take; also in the place of a colleague who is ill or has left. */
export const givenBack: WorkStep = (item) => {
  switch (item.state) {
    case 'open':
      return item;
    case 'taken': {
      const { takenBy: _by, takenAt: _at, ...rest } = item;
      return { ...rest, state: 'open' };
    }
    case 'done':
      return alreadyDone(item);
    default:
      throw new Error(`no such state of work: ${item satisfies never}`);
  }
};

/** Says what came of it: whoever took it, and one of the outcomes of its kind. */
export const doneAs =
  (outcome: string, { by, at }: Person): WorkStep =>
  (item) => {
    if (!mayEndAs(item.kind, outcome)) return { refused: 'no-such-outcome', kind: item.kind };
    switch (item.state) {
      case 'open':
        return { refused: 'not-taken' };
      case 'taken':
        if (item.takenBy !== by) return { refused: 'taken-by-another', by: item.takenBy };
        return { ...item, state: 'done', outcome, doneBy: by, doneAt: at };
      case 'done':
        return item.doneBy === by && item.outcome === outcome ? item : alreadyDone(item);
      default:
        throw new Error(`no such state of work: ${item satisfies never}`);
    }
  };

const alreadyDone = ({ doneBy, outcome }: WorkItem & { readonly state: 'done' }): Refusal => ({
  refused: 'already-done',
  by: doneBy,
  outcome,
});
