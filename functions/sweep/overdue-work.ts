import type { ScheduledEvent } from '#events/scheduled.ts';
import type { log } from '#shared/aws/log.ts';
import { clockOf, dayOf } from '#shared/domain/dates.ts';
import { workKind } from '#shared/domain/work-kinds.ts';
import type { Worklist } from '#shared/store/worklist.ts';

type Deps = {
  readonly overdue: Worklist['overdue'];
  readonly log: typeof log;
};

/** Every sweep in this hour looks, so that none is missed for a sweep that is; the alarm takes them together. */
const LOOKED_AT_FROM = '10:00';
const LOOKED_AT_UNTIL = '11:00';

/** Says once a day, by kind, how much of what was promised for an earlier day is not done. Nothing where all is. */
export const overdueWork =
  ({ overdue, log }: Deps) =>
  async ({ at }: ScheduledEvent): Promise<void> => {
    const clock = clockOf(at);
    if (clock < LOOKED_AT_FROM || clock >= LOOKED_AT_UNTIL) return;
    const late = await overdue(dayOf(at));
    if (late.length === 0) return;
    const counts = workKind.options.map((kind) => [kind, late.filter((item) => item.kind === kind).length] as const);
    log('work-overdue', { date: dayOf(at), ...Object.fromEntries(counts.filter(([, count]) => count > 0)) });
  };
