import { isWorkingDay } from '#shared/domain/calendar.ts';
import { addDays, dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import type { SimulatedClock } from './clock.ts';
import type { ClockFile } from './clock-file.ts';
import { instantOf } from './cron.ts';
import { momentsOn } from './moments.ts';
import type { ScheduleUp } from './world.ts';

type Deps = {
  readonly schedules: readonly ScheduleUp[];
  readonly clock: SimulatedClock;
  readonly stored: ClockFile;
  readonly upload: (key: string, content: string | Buffer) => void;
  readonly fire: (schedule: ScheduleUp, at: Date) => Promise<unknown>;
  readonly drain: () => Promise<void>;
};

export type Day = {
  /** Files for the intake bucket: at 06:00, or at once when that has passed. Each is taken in before the next one comes. */
  readonly deliveries?: readonly { readonly key: string; readonly content: string | Buffer }[];
  /** Schedules that are not to fire. */
  readonly without?: readonly string[];
  readonly onStep?: (what: string, at: Date) => void;
};

const DELIVERED_AT = '06:00';

/** Drives simulated days: what fires, in order of time, each followed by everything that it causes. */
export const dayDriver = ({ schedules, clock, stored, upload, fire, drain }: Deps) => ({
  /**
   * Runs what is left of a day: moments that an earlier run finished are not fired again, the one it was killed in is.
   * @returns whether letters could be closed that day: it is a working day, and the schedule for it fired.
   */
  runDay: async (day: string, { deliveries = [], without = [], onStep }: Day = {}): Promise<{ closing: boolean }> => {
    const moments = momentsOn(schedules, day).filter(({ schedule }) => !without.includes(schedule.name));
    const done = stored.read()?.done ?? '';
    const steps = moments
      .filter(({ at }) => at.toISOString() > done)
      .map(({ schedule, at }) => ({ what: schedule.name, at, act: () => fire(schedule, at), marks: true }));
    const delivered = deliveries.map(({ key, content }) => ({
      what: key,
      at: instantOf(day, DELIVERED_AT, 'Europe/Amsterdam') as Date,
      act: async () => upload(key, content),
      marks: false,
    }));
    const all = [...delivered, ...steps];
    for (const { what, at, act, marks } of all.sort((a, b) => a.at.getTime() - b.at.getTime())) {
      clock.moveTo(at);
      stored.save({ now: clock.now().toISOString() });
      onStep?.(what, at);
      await act();
      await drain();
      stored.save({ now: clock.now().toISOString(), ...(marks && { done: at.toISOString() }) });
    }
    const closes = moments.some(({ schedule: { name } }) => name === 'close-batch');
    return { closing: closes && isWorkingDay(day as IsoDate) };
  },
  /** The first day that is not finished; undefined when nothing was ever done. */
  nextDay: (): string | undefined => {
    const { done } = stored.read() ?? {};
    if (done === undefined) return undefined;
    const day = dayOf(done as Instant);
    const isFinished = momentsOn(schedules, day).every(({ at }) => at.toISOString() <= done);
    return isFinished ? addDays(day, 1) : day;
  },
});
