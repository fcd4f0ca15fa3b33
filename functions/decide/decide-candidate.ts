import type { Candidate } from '#events/candidates.ts';
import type { DispatchEvent } from '#events/dispatch.ts';
import type { log } from '#shared/aws/log.ts';
import { type Agenda, type Channel, noticeIdOf } from '#shared/domain/agenda.ts';
import { applyOutcomes, type EntryOutcome } from '#shared/domain/apply-outcomes.ts';
import { countsForCap } from '#shared/domain/cap.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { type Decision, decide } from '#shared/domain/decide.ts';
import type { Known } from '#shared/domain/judge.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Service } from '#shared/domain/service.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { Notices } from '#shared/store/notices.ts';
import { readFollowed } from '#shared/store/read-followed.ts';
import { readHeeded } from '#shared/store/read-heeded.ts';
import type { Draft, PutDecision } from './put-decision.ts';
import { approvedAmong, hasSeat, isApproved, type Stages, type TakeSeat } from './stages.ts';

export type Deps = {
  readonly agendas: Pick<Agendas, 'get' | 'replace'>;
  /** Puts the notice of a decision, its refs first, and answers with what stands there now. */
  readonly put: PutDecision;
  readonly notices: Pick<Notices, 'get'>;
  readonly ring: (channel: Channel, message: DispatchEvent) => Promise<void>;
  readonly serviceOf: (id: string) => Service | undefined;
  readonly takeSeat: TakeSeat;
  readonly today: () => IsoDate;
  readonly log: typeof log;
};

const TRIES = 4;

/**
 * Decides for one addressee: put, then claim, then ring. A crash before the claim leaves notices that no entry names, which
 * are nothing; after it the sweep rings. When somebody wrote the agenda in between, it is read and decided anew.
 */
export const decideCandidate =
  (deps: Deps) =>
  async ({ addresseeId, entries }: Candidate, stages: Stages): Promise<void> => {
    const serviceOf = (id: string) => (isApproved(stages, id) ? deps.serviceOf(id) : undefined);
    const planned = approvedAmong(entries, addresseeId, stages, deps.log);
    if (planned.size === 0) return;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const agenda = await deps.agendas.get(addresseeId);
      if (!agenda) return;
      const today = deps.today();
      const decisions = decide(agenda, planned, today, serviceOf, await readKnown(deps, agenda, planned));
      const results = await putAll(deps, agenda, decisions, stages);
      const outcomes = results.flatMap(outcomesOf);
      if (outcomes.length === 0) return;
      const queued = results.filter(isQueued);
      const capped = queued.filter(({ decision }) => isCapped(deps, decision)).map(({ standing }) => standing.noticeId);
      if (!(await deps.agendas.replace(applyOutcomes(agenda, outcomes, capped, today)))) continue;
      for (const { standing } of queued)
        await deps.ring(standing.channel as Channel, {
          v: 2,
          noticeId: standing.noticeId,
          decidedOn: standing.decidedOn,
        });
      return;
    }
    throw new Error('an agenda kept changing while it was decided');
  };

/** The notices that planned entries come after, and the stops of those whom open ones heed. */
export const readKnown = async (
  {
    agendas,
    notices,
    serviceOf,
  }: Pick<Deps, 'serviceOf'> & {
    readonly agendas: Pick<Agendas, 'get'>;
    readonly notices: Pick<Notices, 'get'>;
  },
  { entries }: Agenda,
  planned: ReadonlySet<string>,
): Promise<Known> => {
  const open = entries.filter(({ state }) => state === 'open');
  const getEach = async (ids: readonly string[]) => {
    const found = await Promise.all(ids.map(notices.get));
    return new Map(found.flatMap((each) => (each ? [[each.noticeId, each]] : [])));
  };
  const following = open.filter((entry) => planned.has(noticeIdOf(entry)));
  return {
    followed: await readFollowed(getEach, following, serviceOf),
    heeded: await readHeeded(agendas.get, open),
  };
};

type Result = { readonly decision: Decision; readonly standing: Notice | 'told' | 'elsewhere' | undefined };

const putAll = async (
  deps: Deps,
  agenda: Agenda,
  decisions: readonly Decision[],
  stages: Stages,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (const decision of decisions) {
    if (decision.kind === 'defer') report(deps, agenda, decision, decision.reason);
    const isSeated = await hasSeat(deps.takeSeat, decision, stages);
    if (!isSeated) report(deps, agenda, decision, 'trial');
    const isWritten = isSeated && decision.kind !== 'defer' && decision.kind !== 'over';
    const standing = isWritten ? await deps.put(draftOf(agenda, decision)) : undefined;
    if (standing === 'elsewhere') report(deps, agenda, decision, 'on-its-way-to-another');
    results.push({ decision, standing });
  }
  return results;
};

const report = ({ log }: Deps, { addresseeId }: Agenda, { parts }: Decision, reason: string): void => {
  for (const { service, occasion } of parts) log('deferred', { addresseeId, service, occasion, reason });
};

const draftOf = ({ addresseeId, v }: Agenda, decision: Exclude<Decision, { kind: 'defer' | 'over' }>): Draft => {
  const common = { addresseeId, decidedOn: v, parts: decision.parts };
  switch (decision.kind) {
    case 'dispatch':
      return { ...common, state: 'QUEUED', channel: decision.channel, evidence: decision.evidence };
    case 'suppress':
      return { ...common, state: 'SUPPRESSED', reason: decision.reason, evidence: [] };
    case 'handOver':
      return { ...common, state: 'HANDED_OVER', reason: decision.reason, evidence: [] };
    case 'lapse':
      return { ...common, state: 'LAPSED', evidence: [] };
    default:
      throw new Error(`no such decision: ${decision satisfies never}`);
  }
};

/** What each entry becomes: by the notice that stands there, which after a crash may be the one put before it. */
const outcomesOf = ({ decision: { kind, parts }, standing }: Result): EntryOutcome[] => {
  if (kind === 'over') return [{ entry: noticeIdOf(parts[0]), closed: 'stage-over', notice: noticeIdOf(parts[0]) }];
  if (standing === undefined || standing === 'elsewhere') return [];
  const [first] = parts;
  if (standing === 'told') return [{ entry: noticeIdOf(first), closed: 'told', notice: noticeIdOf(first) }];
  return standing.parts.map((entry): EntryOutcome => {
    const notice = standing.noticeId;
    switch (standing.state) {
      case 'QUEUED':
        return { entry, claimedBy: notice };
      case 'SUPPRESSED':
        return { entry, closed: 'stop', notice };
      case 'HANDED_OVER':
        return { entry, closed: 'handed-over', notice };
      case 'LAPSED':
        return { entry, closed: 'lapsed', notice };
      default:
        throw new Error(`a decision cannot leave a notice ${standing.state}`);
    }
  });
};

const isQueued = (result: Result): result is Result & { standing: Notice } =>
  typeof result.standing === 'object' && result.standing.state === 'QUEUED';

const isCapped = ({ serviceOf }: Deps, { parts: [first] }: Decision): boolean => {
  const service = serviceOf(first.service);
  return service !== undefined && countsForCap(service, first);
};
