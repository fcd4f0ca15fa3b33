import { addSeconds, clockOf, dayOf, daysBetween, type Instant } from '#shared/domain/dates.ts';
import { hasOpened } from '#shared/domain/hours.ts';
import type { Run } from '#shared/store/runs.ts';
import type { Halts } from '#shared/store/switches.ts';

/** A run is looked at this long after it started, … */
const AFTER_SECONDS = [15 * 60, 3600, 4 * 3600];
/** … and every day at these times: in the afternoon, and when the batch of the day has closed. */
const DAILY_AT = ['14:00', '17:35'];

type Looked = Pick<Run, 'at' | 'sweptAt' | 'waits'>;

/**
 * Whether one of the moments at which a run is looked at came since it was looked at last. That the hours of e-mails and texts
 * opened is one only for a run in which one waits: reading a run costs as much as it has entries.
 */
export const isDue = ({ at: started, sweptAt = started, waits = true }: Looked, at: Instant): boolean =>
  AFTER_SECONDS.map((seconds) => addSeconds(started, seconds)).some((moment) => sweptAt < moment && moment <= at) ||
  DAILY_AT.some((time) => hasPassed(time, sweptAt, at)) ||
  (waits && hasOpened(sweptAt, at));

/** Whether something was released since the run was looked at last: its notices may be among what waited for that. */
export const isReleased = ({ at: started, sweptAt = started }: Looked, at: Instant, { releasedAt }: Halts): boolean =>
  releasedAt !== undefined && sweptAt < releasedAt && releasedAt <= at;

/** Whether the clock in the Netherlands showed `time` after `since` and not after `at`. */
const hasPassed = (time: string, since: Instant, at: Instant): boolean => {
  const days = daysBetween(dayOf(since), dayOf(at));
  if (days > 1) return true;
  const [before, now] = [clockOf(since) < time, clockOf(at) >= time];
  return days === 1 ? before || now : before && now;
};
