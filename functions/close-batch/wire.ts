import type * as z from 'zod';
import { scheduledEvent } from '#events/scheduled.ts';
import { getObject, putObject, putOnce } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { closeBatch } from '#shared/channels/print-batch.ts';
import { servicesById } from '#shared/services/index.ts';
import { agendas } from '#shared/store/agendas.ts';
import { batches } from '#shared/store/batches.ts';
import { notices } from '#shared/store/notices.ts';
import { residents } from '#shared/store/residents.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { closeBatches } from './close-batches.ts';
import type { env } from './env.ts';

export const wire = (
  environment: z.output<typeof env>,
  { dynamo, s3, now, log }: Pick<Outside, 'dynamo' | 's3' | 'now' | 'log'>,
) => {
  const { AGENDA_TABLE, NOTICES_TABLE, RESIDENTS_TABLE, LETTERS_BUCKET, SERVICES } = environment;
  const halts = switches(dynamo, NOTICES_TABLE, tableEpochOf(environment));
  const store = batches(dynamo, NOTICES_TABLE);
  const close = closeBatches({
    unfinished: store.unfinished,
    switches: halts,
    close: closeBatch({
      batches: store,
      notices: notices(dynamo, NOTICES_TABLE),
      agendas: agendas(dynamo, AGENDA_TABLE),
      residents: residents(dynamo, RESIDENTS_TABLE),
      switches: halts,
      hashOf: (service) => SERVICES[service]?.whole,
      serviceOf: servicesById(SERVICES),
      letters: {
        get: getObject(s3, LETTERS_BUCKET),
        put: putObject(s3, LETTERS_BUCKET),
        putOnce: putOnce(s3, LETTERS_BUCKET),
      },
      now,
      log,
    }),
  });
  return (event: unknown) => close(scheduledEvent.parse(event));
};
