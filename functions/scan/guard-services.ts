import type { log } from '#shared/aws/log.ts';
import type { Entry } from '#shared/domain/agenda.ts';
import { addDays, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { type Count, type Counted, countNew } from '#shared/domain/guard.ts';
import { entriesIn } from '#shared/domain/plan.ts';
import { serviceSwitch } from '#shared/domain/switch-names.ts';
import type { Plans } from '#shared/store/plans.ts';
import type { Run } from '#shared/store/runs.ts';
import type { Switches } from '#shared/store/switches.ts';
import type { Worklist } from '#shared/store/worklist.ts';
import type { Standing } from './standings.ts';

type Deps = {
  readonly plans: Pick<Plans, 'get'>;
  readonly switches: Pick<Switches, 'halt'>;
  readonly addWork: Worklist['add'];
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** How the reason of a halt begins that the guard wrote. */
export const UNUSUAL = 'unusual:';

/** A count older than this says nothing of today, and its plan is about to be removed. */
const REMEMBERED_DAYS = 365;

/**
 * Counts what newly came due of every service, and halts those of which it is unusual: before there is a plan, so that nobody is
 * contacted by one. Called again after it was cut off it counts and halts the same.
 */
export const guardServices = async (
  deps: Deps,
  date: IsoDate,
  due: ReadonlyMap<string, readonly Entry[]>,
  services: readonly Standing[],
  before: Run | undefined,
): Promise<Map<string, Count>> => {
  const counts = new Map<string, Count>();
  const namedIn = new Map<string, Promise<ReadonlySet<string>>>();
  const named = (plan: string): Promise<ReadonlySet<string>> => {
    const known = namedIn.get(plan) ?? deps.plans.get(plan).then(entriesIn);
    namedIn.set(plan, known);
    return known;
  };
  for (const { service, isCounted } of services) {
    if (!isCounted) continue;
    const counted = recent(before?.counted?.[service.id], date);
    const last = counted && { counted, named: await named(counted.plan) };
    const count = countNew(due.get(service.id) ?? [], date, service.band, last);
    counts.set(service.id, count);
    if (count.unusual) await halt(deps, date, service.id, count);
  }
  return counts;
};

const recent = (counted: Counted | undefined, date: IsoDate): Counted | undefined =>
  counted && addDays(counted.on, REMEMBERED_DAYS) >= date ? counted : undefined;

const halt = async (deps: Deps, date: IsoDate, service: string, { newly, days, unusual }: Count): Promise<void> => {
  const at = deps.now();
  const reason = `${UNUSUAL}${unusual}`;
  await deps.switches.halt(serviceSwitch(service), reason, at);
  await deps.addWork({ kind: 'service-halted', subject: `${service}#${date}`, reason, at });
  deps.log('service-halted', { date, service, reason, newly, days });
};

/** What the runs after this one are told: what was counted today by its plan, and of the others what was counted last. */
export const countedNow = (
  counts: ReadonlyMap<string, Count>,
  plan: string,
  before: Run | undefined,
): Record<string, Counted> => ({
  ...before?.counted,
  ...Object.fromEntries([...counts].map(([service, { unusual: _, ...count }]) => [service, { ...count, plan }])),
});
