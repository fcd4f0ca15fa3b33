import { evaluateEvent } from '#events/evaluate.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { sendAll, sqsClient } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { ruleHashes } from '#shared/aws/services-on.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { servicesOf } from '#shared/services/index.ts';
import { agendas } from '#shared/store/agendas.ts';
import { epochs } from '#shared/store/epochs.ts';
import { residents } from '#shared/store/residents.ts';
import { env } from './env.ts';
import { evaluate } from './evaluate.ts';

const { RESIDENTS_TABLE, AGENDA_TABLE, NOTICES_TABLE, EVALUATE_QUEUE_URL, MUNICIPALITY, SERVICES, SEGMENTS } =
  readEnv(env);
const dynamo = documents();

export const handler = queueWorker(
  evaluateEvent,
  evaluate({
    residents: residents(dynamo, RESIDENTS_TABLE),
    agendas: agendas(dynamo, AGENDA_TABLE),
    epochs: epochs(dynamo, NOTICES_TABLE),
    queue: sendAll(sqsClient(), EVALUATE_QUEUE_URL),
    services: servicesOf(SERVICES),
    hashes: ruleHashes(SERVICES),
    context: { municipality: MUNICIPALITY },
    segments: SEGMENTS,
    today: () => dayOf(now()),
    log,
  }),
);
