import type { IsoDate } from '#shared/domain/dates.ts';
import { type Count, dueOf } from '#shared/domain/guard.ts';
import type { AgendaView } from '#shared/domain/judge.ts';
import { deferredBy, type Plan } from '#shared/domain/plan.ts';
import type { Standing } from './standings.ts';

/** Who takes no part in today's plan, and why: what stood against it before, or what was counted. */
export const leftOutOf = (services: readonly Standing[], counts: ReadonlyMap<string, Count>): Plan['leftOut'] =>
  services.flatMap(({ service: { id }, leftOut }) => {
    const unusual = counts.get(id)?.unusual;
    if (unusual) return [{ service: id, reason: unusual }];
    return leftOut === undefined ? [] : [{ service: id, reason: leftOut }];
  });

/**
 * What the plan names of services that were counted and take no part: so they are known to the next run, and not new again when
 * somebody has released them. Of who was not counted nothing is named, for it would come in unseen.
 */
export const namedOf = (
  views: readonly AgendaView[],
  leftOut: Plan['leftOut'],
  counts: ReadonlyMap<string, Count>,
  date: IsoDate,
): Plan['deferred'] => {
  const reasons = new Map(leftOut.flatMap(({ service, reason }) => (counts.has(service) ? [[service, reason]] : [])));
  if (reasons.size === 0) return [];
  return views.flatMap((view) =>
    dueOf(view, date).flatMap((entry) => {
      const reason = reasons.get(entry.service);
      return reason === undefined ? [] : [deferredBy(view.addresseeId, entry, reason)];
    }),
  );
};
