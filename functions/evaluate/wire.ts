import type * as z from 'zod';
import { evaluateEvent } from '#events/evaluate.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendAll } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { ruleHashes } from '#shared/aws/services-on.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { servicesOf } from '#shared/services/index.ts';
import { agendas } from '#shared/store/agendas.ts';
import { epochs } from '#shared/store/epochs.ts';
import { residents } from '#shared/store/residents.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import type { env } from './env.ts';
import { evaluate } from './evaluate.ts';

export const wire = (
  environment: z.output<typeof env>,
  { dynamo, sqs, now, log }: Pick<Outside, 'dynamo' | 'sqs' | 'now' | 'log'>,
) => {
  const { RESIDENTS_TABLE, AGENDA_TABLE, NOTICES_TABLE, EVALUATE_QUEUE_URL, MUNICIPALITY, SERVICES, SEGMENTS } =
    environment;
  return queueWorker(
    evaluateEvent,
    evaluate({
      residents: residents(dynamo, RESIDENTS_TABLE),
      agendas: agendas(dynamo, AGENDA_TABLE),
      epochs: epochs(dynamo, NOTICES_TABLE),
      queue: sendAll(sqs, EVALUATE_QUEUE_URL),
      services: servicesOf(SERVICES),
      hashes: ruleHashes(SERVICES, tableEpochOf(environment)),
      context: { municipality: MUNICIPALITY },
      segments: SEGMENTS,
      today: () => dayOf(now()),
      log,
    }),
    log,
  );
};
