import { firingsOn } from './cron.ts';
import type { ScheduleUp } from './world.ts';

/** Something that happens at a time of a simulated day. */
export type Moment = { readonly schedule: ScheduleUp; readonly at: Date };

/** More often than this in a day is "now and then", of which only some count. */
const OFTEN = 8;

/** After these times on the clock a schedule that fires often is let fire once: a run is swept after 15 min, 1 h and 4 h. */
const NOW_AND_THEN = ['10:20', '11:05', '14:05', '17:35'];

/** What fires on a day, in order of time. */
export const momentsOn = (schedules: readonly ScheduleUp[], day: string): Moment[] =>
  schedules
    .flatMap((schedule) => {
      const all = firingsOn(schedule.expression, schedule.timeZone, day);
      return (all.length <= OFTEN ? all : sample(all, schedule.timeZone)).map((at) => ({ schedule, at }));
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());

const sample = (firings: readonly Date[], timeZone: string): Date[] => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' });
  return NOW_AND_THEN.flatMap((time) => firings.find((at) => clock.format(at) > time) ?? []);
};
