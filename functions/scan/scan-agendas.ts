import type { CandidatesEvent } from '#events/candidates.ts';
import type { EvaluateEvent } from '#events/evaluate.ts';
import type { ScheduledEvent } from '#events/scheduled.ts';
import type { log } from '#shared/aws/log.ts';
import { addDays, dayOf, epochSeconds, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { dueByService } from '#shared/domain/guard.ts';
import { pack } from '#shared/domain/pack.ts';
import { type Allowances, type Plan, planDay } from '#shared/domain/plan.ts';
import type { Service } from '#shared/domain/service.ts';
import type { Agendas, ProjectedAgenda } from '#shared/store/agendas.ts';
import type { Approvals } from '#shared/store/approvals.ts';
import type { Deliveries } from '#shared/store/deliveries.ts';
import type { Epochs, Hashes } from '#shared/store/epochs.ts';
import type { Notices } from '#shared/store/notices.ts';
import { messagesOf, type Plans, queuePlan } from '#shared/store/plans.ts';
import { readFollowed } from '#shared/store/read-followed.ts';
import type { Runs } from '#shared/store/runs.ts';
import type { Switches } from '#shared/store/switches.ts';
import type { Worklist } from '#shared/store/worklist.ts';
import { countedNow, guardServices } from './guard-services.ts';
import { leftOutOf, namedOf } from './left-out.ts';
import { type Read, readAgendas, whyNoRun } from './read-agendas.ts';
import { standings } from './standings.ts';
import { trialAllowances } from './trial-allowances.ts';

export type Deps = {
  readonly agendas: Pick<Agendas, 'due' | 'read'>;
  readonly runs: Pick<Runs, 'get' | 'start' | 'advance' | 'newest' | 'noteNewest'>;
  readonly plans: Plans;
  /** Of what following stages come after: only so the plan knows who still waits for it. */
  readonly notices: Pick<Notices, 'getMany'>;
  readonly epochs: Pick<Epochs, 'get'>;
  readonly approvals: Pick<Approvals, 'get' | 'replace'>;
  readonly deliveries: Pick<Deliveries, 'deliveredAsOf'>;
  readonly switches: Pick<Switches, 'adoptEpoch' | 'reasons' | 'halt'>;
  readonly addWork: Worklist['add'];
  readonly queueCandidates: (messages: readonly CandidatesEvent[]) => Promise<void>;
  readonly queueEvaluate: (messages: readonly EvaluateEvent[]) => Promise<void>;
  /** A service that is on, with its band and freshness as they are here. */
  readonly serviceOf: (id: string) => Service | undefined;
  readonly hashes: Hashes;
  readonly versionOf: (service: string) => string;
  /** Messages a day, per service of which the settings say what stands behind it. */
  readonly allowances: Allowances;
  /** Messages in all that a version may send before its second approval. */
  readonly trial: number;
  readonly segments: number;
  readonly now: () => Instant;
  readonly log: typeof log;
};

const RUN_KEPT_DAYS = 400;
const IDS_PER_MESSAGE = 100;
const IDS_PER_LINE = 100;

/**
 * Once per local date: reads who has something due, guards, plans the day, and queues the plan. Cut off before the plan is noted
 * it starts again; after that every further call of the date goes on with the plan that is there. In restored tables what was
 * sent looks unsent: nothing is planned until they are reconciled.
 */
export const scanAgendas =
  (deps: Deps) =>
  async ({ at }: ScheduledEvent): Promise<{ date: IsoDate; candidates: number }> => {
    const date = dayOf(at);
    if (!(await deps.switches.adoptEpoch())) {
      deps.log('restored-tables', { date });
      return { date, candidates: 0 };
    }
    if (!(await deps.runs.get(date)) && !(await startRun(deps, date))) return { date, candidates: 0 };
    const run = await deps.runs.get(date);
    if (!run) throw new Error(`the run of ${date} was started and is not there`);
    await deps.runs.noteNewest(date);
    const plan = await deps.plans.get(run.plan);
    await queuePlan(deps.runs, deps.queueCandidates, plan, date, run.cursor);
    return { date, candidates: plan.candidates.length };
  };

/** @returns whether there is a run now; not when what was read cannot be trusted, which the next call looks at again */
const startRun = async (deps: Deps, date: IsoDate): Promise<boolean> => {
  const [before, read, services] = await Promise.all([
    deps.runs.newest(),
    readAgendas(deps, date),
    standings(deps, date),
  ]);
  const { views, agendas, malformed } = read;
  if (malformed.length > 0)
    deps.log('agendas-malformed', { date, count: malformed.length, ids: malformed.slice(0, IDS_PER_LINE) });
  const why = whyNoRun(read, before?.agendas);
  if (why) {
    await makeNoRun(deps, date, why, read, before?.agendas);
    return false;
  }
  const due = dueByService(views, date);
  const counts = await guardServices(deps, date, due, services, before);
  const leftOut = leftOutOf(services, counts);
  const followed = await readFollowed(deps.notices.getMany, [...due.values()].flat(), deps.serviceOf);
  const planned = planDay(date, views, deps.serviceOf, leftOut, await trialAllowances(deps, services), followed);
  const plan = { ...planned, deferred: [...planned.deferred, ...namedOf(views, leftOut, counts, date)] };
  await review(deps, views, date);
  const key = await deps.plans.put(plan);
  const run = {
    date,
    plan: key,
    at: deps.now(),
    messages: messagesOf(plan).length,
    cursor: 0,
    agendas,
    counted: countedNow(counts, key, before),
  };
  if (await deps.runs.start(run, epochSeconds(addDays(date, RUN_KEPT_DAYS)))) report(deps, plan);
  return true;
};

const makeNoRun = async (deps: Deps, date: IsoDate, reason: string, read: Read, before = 0): Promise<void> => {
  const at = deps.now();
  await deps.addWork({ kind: 'run-halted', subject: date, reason, at });
  deps.log('run-not-made', { date, reason, agendas: read.agendas, before, malformed: read.malformed.length });
};

/** Agendas whose review has come are evaluated anew, so that nobody is forgotten because their record never changes. */
const review = async ({ queueEvaluate }: Deps, views: readonly ProjectedAgenda[], date: IsoDate): Promise<void> => {
  const ids = views.filter(({ reviewOn }) => reviewOn <= date).map(({ addresseeId }) => addresseeId);
  await queueEvaluate(pack(ids, IDS_PER_MESSAGE).map((some) => ({ v: 1, kind: 'residents', ids: some })));
};

const report = ({ log }: Deps, plan: Plan): void => {
  const { date, candidates, deferred, leftOut, found, backlog, closing, limits } = plan;
  for (const { service, reason } of leftOut) log('service-left-out', { date, service, reason });
  for (const [service, entries] of Object.entries(closing)) log('allowance-too-small', { date, service, entries });
  for (const [service, { limit, perDay, oldest }] of Object.entries(limits))
    log('waiting-for-capacity', { date, service, reason: limit, perDay, waiting: backlog[service], oldest });
  log('planned', { date, candidates: candidates.length, deferred: deferred.length, found, backlog });
};
