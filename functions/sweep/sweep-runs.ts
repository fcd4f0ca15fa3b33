import type { CandidatesEvent } from '#events/candidates.ts';
import type { ScheduledEvent } from '#events/scheduled.ts';
import type { log } from '#shared/aws/log.ts';
import { addDays, dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Batches } from '#shared/store/batches.ts';
import type { Notices, Stored } from '#shared/store/notices.ts';
import { type Plans, queuePlan } from '#shared/store/plans.ts';
import type { Run, Runs } from '#shared/store/runs.ts';
import type { Halts, Switches } from '#shared/store/switches.ts';
import { isDue, isReleased } from './is-due.ts';
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
  /** What is halted, as of this sweep. */
  readonly halts: () => Promise<Halts>;
  /** Helps one notice on, and says whether nothing is left to be done for it. */
  readonly tend: Tend;
  readonly log: typeof log;
};

/** A scan of yesterday may still be at it shortly after midnight. */
const LISTED_DAYS = 2;

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
      // Listed, and cut off before it was started: whatever was due is in a later plan.
      if (!run && addDays(date, LISTED_DAYS) <= dayOf(at)) await deps.runs.close(date);
      if (!run) continue;
      if (!isDue(run, at) && !isReleased(run, at, await deps.halts())) continue;
      swept.push(date);
      if (await sweepRun(deps, run, at)) closed.push(date);
    }
    return { swept, closed };
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
  const { unsettled, waiting } = await tendAll(deps, plan);
  await deps.runs.swept(run.date, at, waiting > 0 || !isDecided);
  deps.log('run-swept', { date: run.date, unsettled });
  if (!isDecided || unsettled > 0) return false;
  await deps.runs.close(run.date);
  deps.log('run-closed', { date: run.date, candidates: plan.candidates.length });
  return true;
};

/** The account is per entry of the plan. Without a notice it is carried over by the next plan or no longer due. */
const tendAll = async ({ notices, batches, tend }: Deps, { candidates }: Plan) => {
  const found = await notices.getMany(candidates.flatMap(({ entries }) => entries));
  const mains = await notices.getMany([...found.values()].flatMap((each) => (each.state === 'REF' ? [each.ref] : [])));
  const all = new Map([...found, ...mains]);
  const closed = new Set<string>();
  for (const id of batchesOf(all)) if ((await batches.get(id))?.state === 'CLOSED') closed.add(id);
  let [unsettled, waiting] = [0, 0];
  for (const notice of all.values()) {
    if (notice.state === 'REF') continue;
    const isInOpenBatch = notice.state === 'BATCHED' && !closed.has(notice.batch as string);
    if (!isInOpenBatch && (await tend(notice))) continue;
    unsettled += 1;
    if (mayWaitForHours(notice)) waiting += 1;
  }
  return { unsettled, waiting };
};

/** Waits to be sent, or is being sent and may come back. */
const mayWaitForHours = ({ state, channel }: Notice): boolean =>
  channel !== 'letter' && (state === 'QUEUED' || state === 'SENDING');

/** The batches that letters wait in: looked at once, not once for each letter. */
const batchesOf = (all: ReadonlyMap<string, Stored>): Set<string> =>
  new Set([...all.values()].flatMap((each) => (each.state === 'BATCHED' && each.batch ? [each.batch] : [])));
