import type { log } from '#shared/aws/log.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import type { ApprovalStage } from '#shared/domain/approval.ts';
import type { Decision } from '#shared/domain/decide.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';

/** How far the versions that decide are approved, as of the pack; a service that is not among them is not on. */
export type Stages = ReadonlyMap<string, ApprovalStage>;

export const isApproved = (stages: Stages, service: string): boolean => (stages.get(service) ?? 'new') !== 'new';

/**
 * The planned entries of services that may tell anybody. Of the others the version before this one was approved, which made
 * the plan: the next run leaves them out until this one is.
 */
export const approvedAmong = (
  entries: readonly string[],
  addresseeId: string,
  stages: Stages,
  say: typeof log,
): Set<string> => {
  const approved = new Set(entries.filter((id) => isApproved(stages, entryKeyOf(id).service)));
  for (const { service, occasion } of entries.filter((id) => !approved.has(id)).map(entryKeyOf))
    say('deferred', { addresseeId, service, occasion, reason: 'not-approved' });
  return approved;
};

/** Takes a seat of the service's trial for a notice, or keeps the one that it has; false when all are taken. */
export type TakeSeat = (service: string, noticeId: string) => Promise<boolean>;

/** In a trial the seat is taken before the notice is put: however decisions overlap, no more are ever put than there are seats. */
export const hasSeat = async (
  takeSeat: TakeSeat,
  { kind, parts: [first] }: Decision,
  stages: Stages,
): Promise<boolean> =>
  kind !== 'dispatch' || stages.get(first.service) !== 'trial' || takeSeat(first.service, noticeIdOf(first));
