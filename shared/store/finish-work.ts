import type { Agenda } from '#shared/domain/agenda.ts';
import { openRecovery } from '#shared/domain/close-channel.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { tryOf } from '#shared/domain/notice.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';
import { doneAs, type Refusal } from '#shared/domain/work-steps.ts';
import type { Notices } from './notices.ts';
import type { Worklist } from './worklist.ts';

type Deps = {
  readonly worklist: Pick<Worklist, 'get' | 'done'>;
  readonly notices: Pick<Notices, 'get' | 'move'>;
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  readonly now: () => Instant;
};

/**
 * What a person says came of an item, and what follows from it: the facts first, the item last, so that whoever was cut off does
 * the same again.
 */
export const finishWork =
  (deps: Deps) =>
  async (id: string, outcome: string, by: string): Promise<WorkItem | Refusal> => {
    const at = deps.now();
    const item = await deps.worklist.get(id);
    if (!item) return { refused: 'no-such-item' };
    const end = doneAs(outcome, { by, at })(item);
    if ('refused' in end) return end;
    if (item.kind === 'unknown-outcome' && item.state !== 'done') await settle(deps, item, outcome, at);
    return deps.worklist.done(id, outcome, by, at);
  };

/**
 * What was unknown is known. That it arrived is a state of the notice; that it did not is none, since the provider may still say
 * otherwise: a letter makes up for it, once. What was heard of meanwhile counts for more than what a person found.
 */
const settle = async (
  { notices, change }: Deps,
  { subject, time }: WorkItem,
  outcome: string,
  at: Instant,
): Promise<void> => {
  if (outcome !== 'arrived' && outcome !== 'did-not-arrive') return;
  const notice = await notices.get(subject);
  if (notice?.state !== 'UNKNOWN_FINAL' || tryOf(notice) !== time) return;
  if (outcome === 'arrived') await notices.move({ by: 'person', to: 'DELIVERED', notice, set: { at } });
  else await change(notice.addresseeId, (agenda) => openRecovery(agenda, notice.parts, dayOf(at)));
};
