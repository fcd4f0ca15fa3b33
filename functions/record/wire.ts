import type * as z from 'zod';
import { providerEvent } from '#events/provider-event.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { secret } from '#shared/aws/secret.ts';
import { tryOfTag } from '#shared/channels/tag.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { batches } from '#shared/store/batches.ts';
import { breakers } from '#shared/store/breakers.ts';
import { notices } from '#shared/store/notices.ts';
import { orphans } from '#shared/store/orphans.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { worklist } from '#shared/store/worklist.ts';
import { countOutcomes } from './count-outcomes.ts';
import type { env } from './env.ts';
import { recordEvent } from './record-event.ts';

export const wire = (
  environment: z.output<typeof env>,
  { dynamo, secrets, now, log }: Pick<Outside, 'dynamo' | 'secrets' | 'now' | 'log'>,
) => {
  const { AGENDA_TABLE, NOTICES_TABLE, TAG_SECRET } = environment;
  const agenda = agendas(dynamo, AGENDA_TABLE);
  const tagKey = secret(TAG_SECRET, secrets);
  const outcomes = countOutcomes({
    breakers: breakers(dynamo, NOTICES_TABLE),
    switches: switches(dynamo, NOTICES_TABLE, tableEpochOf(environment)),
    now,
    log,
  });
  return queueWorker(
    providerEvent,
    recordEvent({
      notices: notices(dynamo, NOTICES_TABLE),
      batches: batches(dynamo, NOTICES_TABLE),
      read: async (tag) => tryOfTag(await tagKey(), tag),
      change: (addresseeId, by) => changeAgenda(agenda, addresseeId, by),
      addWork: worklist(dynamo, NOTICES_TABLE).add,
      keepOrphan: orphans(dynamo, NOTICES_TABLE).keep,
      outcomes,
      now,
      log,
    }),
    log,
  ).after(outcomes.flush);
};
