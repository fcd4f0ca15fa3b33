import type { CandidatesEvent } from '#events/candidates.ts';
import type { ScheduledEvent } from '#events/scheduled.ts';
import type { log } from '#shared/aws/log.ts';
import { addSeconds, clockOf, dayOf, daysBetween, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Batches } from '#shared/store/batches.ts';
import type { Notices, Stored } from '#shared/store/notices.ts';
import { type Plans, queuePlan } from '#shared/store/plans.ts';
import type { Run, Runs } from '#shared/store/runs.ts';
import type { Switches } from '#shared/store/switches.ts';
import type { Tend } from './tend-notice.ts';

export type Deps = {
  readonly runs: Pick<Runs, 'get' | 'open' | 'advance' | 'swept' | 'close'>;
  readonly plans: Pick<Plans, 'get'>;
  readonly notices: Pick<Notices, 'getMany'>;
  readonly batches: Pick<Batches, 'unfinished' | 'get'>;
  readonly switches: Pick<Switches, 'halted'>;
  readonly closeBatch: (batch: string) => Promise<unknown>;
  readonly queueCandidates: (messages: readonly CandidatesEvent[]) => Promise<void>;
  readonly nothingToDecide: () => Promise<boolean>;
  /** Helps one notice on, and says whether nothing is left to be done for it. */
  readonly tend: Tend;
  readonly log: typeof log;
};

/** A run is looked at this long after it started, … */
const AFTER_SECONDS = [15 * 60, 3600, 4 * 3600];
/** … and every day at these times: in the afternoon, and when the batch of the day has closed. */
const DAILY_AT = ['14:00', '17:35'];

/**
 * Closes the accounts: helps on what stands still, and closes a run when every entry of its plan has come to something.
 * Batches whose closing was cut off are closed first, since letters wait for them. In restored tables everything seems to stand
 * still that was done since: nothing is helped on, and no claim given back, until they are reconciled.
 */
export const sweepRuns =
  (deps: Deps) =>
  async ({ at }: ScheduledEvent): Promise<{ swept: IsoDate[]; closed: IsoDate[] }> => {
    if ((await deps.switches.halted([])) !== undefined) {
      deps.log('restored-tables', { date: dayOf(at) });
      return { swept: [], closed: [] };
    }
    await resumeBatches(deps);
    const swept: IsoDate[] = [];
    const closed: IsoDate[] = [];
    for (const date of await deps.runs.open()) {
      const run = await deps.runs.get(date);
      if (!run) continue;
      if (!isDue(run, at)) continue;
      swept.push(date);
      if (await sweepRun(deps, run, at)) closed.push(date);
    }
    return { swept, closed };
  };

/** Whether one of the moments at which a run is looked at came since it was looked at last. */
export const isDue = ({ at: started, sweptAt = started }: Pick<Run, 'at' | 'sweptAt'>, at: Instant): boolean =>
  AFTER_SECONDS.map((seconds) => addSeconds(started, seconds)).some((moment) => sweptAt < moment && moment <= at) ||
  DAILY_AT.some((time) => hasPassed(time, sweptAt, at));

/** Whether the clock in the Netherlands showed `time` after `since` and not after `at`. */
const hasPassed = (time: string, since: Instant, at: Instant): boolean => {
  const days = daysBetween(dayOf(since), dayOf(at));
  if (days > 1) return true;
  const [before, now] = [clockOf(since) < time, clockOf(at) >= time];
  return days === 1 ? before || now : before && now;
};

const resumeBatches = async ({ batches, closeBatch }: Deps): Promise<void> => {
  for (const id of await batches.unfinished()) {
    const known = await batches.get(id);
    if (known && known.state !== 'OPEN') await closeBatch(id);
  }
};

const sweepRun = async (deps: Deps, run: Run, at: Instant): Promise<boolean> => {
  const plan = await deps.plans.get(run.plan);
  // A plan not wholly queued is continued on its own date; after that its entries are in a later plan.
  if (run.cursor < run.messages && run.date === dayOf(at))
    await queuePlan(deps.runs, deps.queueCandidates, plan, run.date, run.cursor);
  const isDecided = run.date < dayOf(at) || (await deps.nothingToDecide());
  const unsettled = await tendAll(deps, plan);
  await deps.runs.swept(run.date, at);
  deps.log('run-swept', { date: run.date, unsettled });
  if (!isDecided || unsettled > 0) return false;
  await deps.runs.close(run.date);
  deps.log('run-closed', { date: run.date, candidates: plan.candidates.length });
  return true;
};

/** The account is per entry of the plan. Without a notice it is carried over by the next plan or no longer due. */
const tendAll = async ({ notices, batches, tend }: Deps, { candidates }: Plan): Promise<number> => {
  const found = await notices.getMany(candidates.flatMap(({ entries }) => entries));
  const mains = await notices.getMany([...found.values()].flatMap((each) => (each.state === 'REF' ? [each.ref] : [])));
  const all = new Map([...found, ...mains]);
  const closed = new Set<string>();
  for (const id of batchesOf(all)) if ((await batches.get(id))?.state === 'CLOSED') closed.add(id);
  let unsettled = 0;
  for (const notice of all.values()) {
    if (notice.state === 'REF') continue;
    const waits = notice.state === 'BATCHED' && !closed.has(notice.batch as string);
    if (waits || !(await tend(notice))) unsettled += 1;
  }
  return unsettled;
};

/** The batches that letters wait in: looked at once, not once for each letter. */
const batchesOf = (all: ReadonlyMap<string, Stored>): Set<string> =>
  new Set([...all.values()].flatMap((each) => (each.state === 'BATCHED' && each.batch ? [each.batch] : [])));
