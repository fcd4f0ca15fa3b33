import type { arrows } from '#shared/domain/arrows.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { written } from './io.ts';
import type { NoticeItem, State, Step } from './state.ts';
import type { World } from './world.ts';

type Move = {
  readonly by: (typeof arrows)[number]['by'];
  readonly to: NoticeState;
  /** The try that was read. */
  readonly seen: Pick<NoticeItem, 'attempt' | 'decidedOn'>;
  readonly set?: Partial<NoticeItem>;
  readonly from?: NoticeState;
  readonly what: string;
  readonly next: (state: State, isDone: boolean) => State;
  readonly fails: (state: State) => State;
};

/** `notices.move` of the store: by one arrow of the table, for this very try. */
export const move = (
  state: State,
  { flows }: World,
  { by, to, seen, set = {}, from, what, next, fails }: Move,
): Step[] => {
  const { notice } = state;
  const before: readonly string[] = flows.before(by, to).filter((each) => from === undefined || each === from);
  const isThisTry = notice.attempt === seen.attempt && notice.decidedOn === seen.decidedOn;
  return written(state, {
    what,
    holds: before.includes(notice.state) && (isThisTry || !flows.isFenced),
    effect: (before) => ({ ...before, notice: { ...before.notice, leaseIsOver: false, ...set, state: to } }),
    next,
    fails,
  });
};
