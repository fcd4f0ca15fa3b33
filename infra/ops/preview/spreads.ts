import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Service } from '#shared/domain/service.ts';
import { agendas, type ProjectedAgenda } from '#shared/store/agendas.ts';
import type { LocalStack } from '../../local/stack.ts';
import { type SpreadDay, spreadOf } from './spread-of.ts';

const FORECAST_DAYS = 28;

/** Per service the days that were lived through, as they were planned, and a forecast of those after them. */
export const spreads = async (
  stack: LocalStack,
  services: readonly Service[],
  plans: readonly Plan[],
  days: readonly IsoDate[],
): Promise<Readonly<Record<string, readonly SpreadDay[]>>> => {
  const next = addDays(days.at(-1) as IsoDate, 1);
  const views = await viewsOf(stack, addDays(next, FORECAST_DAYS));
  return Object.fromEntries(
    services.map((service) => [
      service.id,
      [
        ...plans.map((plan) => plannedDay(plan, service.id)),
        ...spreadOf(views, service, { from: next, days: FORECAST_DAYS }),
      ],
    ]),
  );
};

const plannedDay = ({ date, found, backlog, candidates }: Plan, service: string): SpreadDay => ({
  day: date,
  due: found[service] ?? 0,
  planned: candidates.flatMap(({ entries }) => entries).filter((entry) => entry.split('#').at(-3) === service).length,
  waiting: backlog[service] ?? 0,
});

const viewsOf = async ({ clients, tables }: LocalStack, until: IsoDate): Promise<ProjectedAgenda[]> => {
  const store = agendas(clients.documents, tables.agenda as string);
  const views: ProjectedAgenda[] = [];
  for await (const { items } of store.due(until, 0, 1)) views.push(...items.flatMap((item) => store.read(item) ?? []));
  return views;
};
