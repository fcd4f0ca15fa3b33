import { noticeIdOf } from '#shared/domain/agenda.ts';
import type { Allowance } from '#shared/domain/capacity.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { AgendaView } from '#shared/domain/judge.ts';
import { planDay } from '#shared/domain/plan.ts';
import type { Service } from '#shared/domain/service.ts';

/** A day of the forecast, in entries: newly due, in the plan, and left for lack of room. */
export type SpreadDay = {
  readonly day: IsoDate;
  readonly due: number;
  readonly planned: number;
  readonly waiting: number;
};

/**
 * How what is on the agendas would be spread over the coming days by what the desk can take: the plan of each day, with what was
 * planned before taken off. A forecast: nobody moves, and following messages count when their window opens.
 */
export const spreadOf = (
  views: readonly AgendaView[],
  service: Service,
  { from, days, allowance }: { readonly from: IsoDate; readonly days: number; readonly allowance?: Allowance },
): SpreadDay[] => {
  let left = views.map((view) => ({ ...view, entries: view.entries.filter((entry) => entry.service === service.id) }));
  const seen = new Set<string>();
  const spread: SpreadDay[] = [];
  for (let ahead = 0; ahead < days; ahead += 1) {
    const day = addDays(from, ahead);
    const plan = planDay(
      day,
      left,
      (id) => (id === service.id ? service : undefined),
      [],
      allowance === undefined ? {} : { [service.id]: allowance },
    );
    const planned = new Set(plan.candidates.flatMap(({ entries }) => entries));
    // What one message tells of together is due with the first of it.
    const fresh = left
      .flatMap(({ entries }) => entries)
      .filter((entry) => entry.state === 'open' && (entry.from <= day || planned.has(noticeIdOf(entry))))
      .map(noticeIdOf)
      .filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    left = left.map((view) => ({ ...view, entries: view.entries.filter((entry) => !planned.has(noticeIdOf(entry))) }));
    spread.push({ day, due: fresh.length, planned: planned.size, waiting: plan.backlog[service.id] ?? 0 });
  }
  return spread;
};
