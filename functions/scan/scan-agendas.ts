import type { CandidatesEvent } from '#events/candidates.ts';
import type { EvaluateEvent } from '#events/evaluate.ts';
import type { ScheduledEvent } from '#events/scheduled.ts';
import type { log } from '#shared/aws/log.ts';
import { addDays, dayOf, epochSeconds, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { pack } from '#shared/domain/pack.ts';
import { type Allowances, type Plan, planDay } from '#shared/domain/plan.ts';
import type { Service } from '#shared/domain/service.ts';
import type { Agendas, ProjectedAgenda } from '#shared/store/agendas.ts';
import type { Epochs, Hashes } from '#shared/store/epochs.ts';
import type { Notices } from '#shared/store/notices.ts';
import { messagesOf, type Plans, queuePlan } from '#shared/store/plans.ts';
import { readFollowed } from '#shared/store/read-followed.ts';
import type { Runs } from '#shared/store/runs.ts';
import type { Switches } from '#shared/store/switches.ts';

export type Deps = {
  readonly agendas: Pick<Agendas, 'due' | 'read'>;
  readonly runs: Pick<Runs, 'get' | 'start' | 'advance'>;
  readonly plans: Plans;
  /** Of what following stages come after: only so the plan knows who still waits for it. */
  readonly notices: Pick<Notices, 'getMany'>;
  readonly epochs: Pick<Epochs, 'get'>;
  readonly switches: Pick<Switches, 'adoptEpoch'>;
  readonly queueCandidates: (messages: readonly CandidatesEvent[]) => Promise<void>;
  readonly queueEvaluate: (messages: readonly EvaluateEvent[]) => Promise<void>;
  readonly serviceOf: (id: string) => Service | undefined;
  readonly hashes: Hashes;
  /** Messages a day, per service of which the settings say what stands behind it. */
  readonly allowances: Allowances;
  readonly segments: number;
  readonly now: () => Instant;
  readonly log: typeof log;
};

const RUN_KEPT_DAYS = 400;
const IDS_PER_MESSAGE = 100;

/**
 * Once per local date: reads who has something due, plans the day, and queues the plan. Cut off before the plan is noted it
 * starts again; after that every further call of the date goes on with the plan that is there. In restored tables what was sent
 * looks unsent: nothing is planned until they are reconciled.
 */
export const scanAgendas =
  (deps: Deps) =>
  async ({ at }: ScheduledEvent): Promise<{ date: IsoDate; candidates: number }> => {
    const date = dayOf(at);
    if (!(await deps.switches.adoptEpoch())) {
      deps.log('restored-tables', { date });
      return { date, candidates: 0 };
    }
    if (!(await deps.runs.get(date))) await startRun(deps, date);
    const run = await deps.runs.get(date);
    if (!run) throw new Error(`the run of ${date} was started and is not there`);
    const plan = await deps.plans.get(run.plan);
    await queuePlan(deps.runs, deps.queueCandidates, plan, date, run.cursor);
    return { date, candidates: plan.candidates.length };
  };

const startRun = async (deps: Deps, date: IsoDate): Promise<void> => {
  const [views, leftOut] = await Promise.all([readAll(deps, date), notEvaluated(deps)]);
  const due = views.flatMap(({ entries }) => entries.filter(({ state, from }) => state === 'open' && from <= date));
  const followed = await readFollowed(deps.notices.getMany, due, deps.serviceOf);
  const plan = planDay(date, views, deps.serviceOf, leftOut, deps.allowances, followed);
  await review(deps, views, date);
  const run = {
    date,
    plan: await deps.plans.put(plan),
    at: deps.now(),
    messages: messagesOf(plan).length,
    cursor: 0,
  };
  if (await deps.runs.start(run, epochSeconds(addDays(date, RUN_KEPT_DAYS)))) report(deps, plan);
};

/** Every agenda with something due, segment by segment side by side; a malformed one is named and left aside. */
const readAll = async ({ agendas, segments, log }: Deps, date: IsoDate): Promise<ProjectedAgenda[]> => {
  const views: ProjectedAgenda[] = [];
  const readSegment = async (segment: number) => {
    for await (const items of agendas.due(date, segment, segments)) {
      for (const item of items) {
        const view = agendas.read(item);
        if (view) views.push(view);
        else log('agenda-malformed', { addresseeId: String((item as { addresseeId?: unknown }).addresseeId) });
      }
    }
  };
  await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(segment)));
  return views;
};

/** A service whose rule is not the one that the agendas were evaluated with is left out until the backfill is done. */
const notEvaluated = async ({ epochs, hashes }: Deps): Promise<Plan['leftOut']> => {
  const epoch = await epochs.get();
  return Object.entries(hashes)
    .filter(([service, hash]) => epoch[service] !== hash)
    .map(([service]) => ({ service, reason: 'backfill-not-done' }));
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
