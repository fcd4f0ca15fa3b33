import { noticeIdOf } from '#shared/domain/agenda.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { placeDue } from '#shared/domain/place-due.ts';
import { servicesOf } from '#shared/services/index.ts';
import { handedOut } from '#shared/store/kept-resident.ts';
import { readSubject } from '#shared/store/read-subject.ts';
import type { Cloud } from './cloud.ts';
import { type Deployment, MUNICIPALITY } from './deployment.ts';
import type { History } from './history.ts';
import { agendaIn } from './watch-sends.ts';

const HORIZON_DAYS = 300;

/**
 * What is noted of the services is so: where it says that all agendas were evaluated with a rule, what that rule says is due of
 * somebody whose record is evaluated stands on an agenda. Scan plans a service by this note alone.
 */
export const watchEpochs =
  ({ tables }: Cloud, history: History, deployment: Deployment, today: IsoDate) =>
  async (): Promise<void> => {
    const services = servicesOf(deployment.services);
    const residents = new Map(tables.items('Residents').map((item) => [item.residentId as string, handedOut(item)]));
    for (const [id, resident] of residents) {
      const read = await readSubject(async (each) => residents.get(each), id, today);
      if (!read?.subject || resident.dirty || resident.missing) continue;
      for (const due of placeDue(read.subject, services, { municipality: MUNICIPALITY })) {
        if (due.until <= addDays(today, 1) || due.from > addDays(today, HORIZON_DAYS)) continue;
        const key = noticeIdOf({ ...due, about: id });
        const entries = agendaIn(tables, due.agenda)?.entries ?? [];
        // Where not even another stage of it stands, a change of somebody's record is on its way to the agenda.
        const isThere = entries.some(({ about, occasion }) => about === id && occasion === due.occasion);
        if (isThere && !entries.some((entry) => noticeIdOf(entry) === key))
          history.broken.push(`I5 ${key} is due by a rule that all were evaluated with, and no agenda says so`);
      }
    }
  };
