import { type Approval, stageOf, withoutIdleSeats } from '#shared/domain/approval.ts';
import type { Allowance } from '#shared/domain/capacity.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Allowances } from '#shared/domain/plan.ts';
import type { Approvals } from '#shared/store/approvals.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Standing } from './standings.ts';

type Deps = {
  readonly approvals: Pick<Approvals, 'get' | 'replace'>;
  readonly notices: Pick<Notices, 'getMany'>;
  readonly allowances: Allowances;
  /** Messages in all that a version may send before its second approval. */
  readonly trial: number;
  readonly now: () => Instant;
};

/**
 * The day's allowances, where a service in its trial has no more than the seats that are free. That is so that nobody is decided
 * in vain; it is decide that takes the seats. Those of messages that came to nothing are given back here.
 */
export const trialAllowances = async (deps: Deps, services: readonly Standing[]): Promise<Allowances> => {
  const allowances: Record<string, Allowance | undefined> = { ...deps.allowances };
  for (const { service, approval, leftOut } of services) {
    if (leftOut !== undefined || stageOf(approval) !== 'trial') continue;
    const { seats } = await giveBack(deps, approval);
    const free = Math.max(0, deps.trial - Object.keys(seats).length);
    const perDay = allowances[service.id]?.perDay ?? service.allowance;
    if (free < perDay) allowances[service.id] = { limit: 'trial', perDay: free };
  }
  return allowances;
};

const giveBack = async ({ approvals, notices, now }: Deps, known: Approval): Promise<Approval> => {
  const next = withoutIdleSeats(known, await notices.getMany(Object.keys(known.seats)), now());
  // Where a seat was taken in between, they are given back by the next run.
  if (next === known || (await approvals.replace(next))) return next;
  return approvals.get(known.service, known.hash);
};
