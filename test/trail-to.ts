import { arrows } from '#shared/domain/arrows.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';
import { stepOf } from '#shared/domain/trail.ts';

type Arrow = (typeof arrows)[number];
const LIFE = arrows.filter(({ by }) => by !== 'reconcile');

/** The fewest arrows from nothing to a state, with no table restored. */
const wayTo = (state: NoticeState): readonly Arrow[] => {
  const ways: (readonly Arrow[])[] = LIFE.filter(({ from }) => from === 'none').map((first) => [first]);
  for (const way of ways) {
    const last = (way.at(-1) as Arrow).to;
    if (last === state) return way;
    ways.push(
      ...LIFE.filter(({ from, to }) => from === last && way.every((each) => each.to !== to)).map((next) => [
        ...way,
        next,
      ]),
    );
  }
  throw new Error(`no arrows lead to ${state}`);
};

/** A trail that a notice of a test may have come by, to the state that it begins the test in. */
export const trailTo = ({
  state = 'QUEUED',
  decidedOn = 3,
  attempt = 0,
  at = '2026-11-24T09:05:00.000Z' as Instant,
}: Partial<Notice>): string[] => {
  const way = wayTo(state);
  const starts = way.filter(({ to }) => to === 'SENDING' || to === 'BATCHED').length;
  return way.map(({ by, to }, index) =>
    stepOf({ by, to, at, ...(index === 0 && { put: `${decidedOn}-${Math.max(0, attempt - starts)}` }) }),
  );
};
