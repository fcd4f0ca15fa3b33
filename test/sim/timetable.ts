import type { Random } from '#infra/local/invented/random.ts';
import { isWeekday } from '#shared/domain/calendar.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { instantsOf } from '#shared/domain/wall-clock.ts';
import type { FunctionName } from './deployment.ts';
import type { Faults } from './faults.ts';
import type { Timeline } from './timeline.ts';

/** When the sweep runs: not every quarter of an hour as deployed, but around everything that it waits for. */
const SWEEPS = ['07:20', '09:05', '10:25', '11:10', '14:10', '16:00', '17:29', '17:30', '17:45', '20:30'];
const SWEEPS_WHEN_QUIET = ['09:05', '10:40', '17:45'];

type Deps = {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly random: Random;
  readonly start: (name: FunctionName, event: unknown) => void;
  readonly backfill: () => void;
};

const SECOND = 1_000;

export const momentOf = (day: IsoDate, clock: string): number => Date.parse(instantsOf(day, clock)[0] as string);

/** Puts a day's schedules on the timeline: each fires once, twice or not at all, with the moment it was meant for. */
export const planDay = ({ timeline, faults, random, start, backfill }: Deps, day: IsoDate, isQuiet: boolean): void => {
  const fire = (clock: string, act: (at: string) => void, where?: FunctionName): void => {
    const at = momentOf(day, clock);
    const meant = new Date(at).toISOString().replace('.000Z', 'Z');
    // Up to a minute late, as the scheduler may be.
    timeline.at(at + random.between(0, 59) * SECOND, () => {
      if (faults.strikes('schedule-skipped')) return;
      act(meant);
      if (faults.strikes('schedule-doubled', where)) timeline.after(random.between(0, 90) * SECOND, () => act(meant));
    });
  };
  fire('05:05', backfill);
  fire('10:05', (at) => start('scan', { v: 1, at }), 'scan');
  if (isWeekday(day)) fire('17:30', (at) => start('close-batch', { v: 1, at }), 'close-batch');
  for (const clock of isQuiet ? SWEEPS_WHEN_QUIET : SWEEPS) fire(clock, (at) => start('sweep', { v: 1, at }), 'sweep');
};

/** The days from `first` on. */
export const daysFrom = (first: IsoDate, count: number): IsoDate[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index));
