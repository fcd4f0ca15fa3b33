import { noticeIdOf } from '#shared/domain/agenda.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { placeDue } from '#shared/domain/place-due.ts';
import { type Plan, plan } from '#shared/domain/plan.ts';
import { servicesOf } from '#shared/services/index.ts';
import { handedOut } from '#shared/store/kept-resident.ts';
import { readSubject } from '#shared/store/read-subject.ts';
import type { Item } from '#test/fakes/expression.ts';
import type { Cloud } from './cloud.ts';
import { type Deployment, MUNICIPALITY } from './deployment.ts';
import type { History } from './history.ts';
import { agendaIn } from './watch-sends.ts';

const HORIZON_DAYS = 300;

/**
 * A service is planned only when every agenda was evaluated with its rule: what the rule says is due of somebody whose record is
 * evaluated stands on an agenda.
 */
export const watchPlans =
  ({ tables, buckets }: Cloud, history: History, deployment: Deployment) =>
  async (run: Item): Promise<void> => {
    const bytes = buckets.read('records', run.plan as string);
    const { leftOut, date }: Plan = plan.parse(JSON.parse(Buffer.from(bytes ?? []).toString('utf8')));
    const planned = servicesOf(deployment.services).filter(({ id }) => !leftOut.some(({ service }) => service === id));
    const rule = JSON.stringify([planned.map(({ id }) => id), deployment.services, deployment.epoch]);
    if (history.plannedWith.has(rule)) return; // what was evaluated once with a rule stays so
    history.plannedWith.add(rule);
    const residents = new Map(tables.items('Residents').map((item) => [item.residentId as string, handedOut(item)]));
    for (const [id, resident] of residents) {
      const read = await readSubject(async (each) => residents.get(each), id, date);
      if (!read?.subject || resident.dirty || resident.missing) continue;
      for (const due of placeDue(read.subject, planned, { municipality: MUNICIPALITY })) {
        if (due.until <= addDays(date, 1) || due.from > addDays(date as IsoDate, HORIZON_DAYS)) continue;
        const key = noticeIdOf({ ...due, about: id });
        const entries = agendaIn(tables, due.agenda)?.entries ?? [];
        // Where not even another stage of it stands, a change of somebody's record is on its way to the agenda.
        const isThere = entries.some(({ about, occasion }) => about === id && occasion === due.occasion);
        if (isThere && !entries.some((entry) => noticeIdOf(entry) === key))
          history.broken.push(`I5 ${key} is due by the rule that is planned with, and no agenda says so`);
      }
    }
  };
