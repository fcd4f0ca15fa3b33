import type * as z from 'zod';
import { providerEvent } from '#events/provider-event.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { tryOfTag } from '#shared/channels/tag.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { notices } from '#shared/store/notices.ts';
import { orphans } from '#shared/store/orphans.ts';
import type { env } from './env.ts';
import { recordEvent } from './record-event.ts';

export const wire = (
  { AGENDA_TABLE, NOTICES_TABLE }: z.output<typeof env>,
  { dynamo, now, log }: Pick<Outside, 'dynamo' | 'now' | 'log'>,
) => {
  const agenda = agendas(dynamo, AGENDA_TABLE);
  return queueWorker(
    providerEvent,
    recordEvent({
      notices: notices(dynamo, NOTICES_TABLE),
      change: (addresseeId, by) => changeAgenda(agenda, addresseeId, by),
      keepOrphan: orphans(dynamo, NOTICES_TABLE).keep,
      read: tryOfTag,
      now,
      log,
    }),
    log,
  );
};
