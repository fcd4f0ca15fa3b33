import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import { scheduledEvent } from '#events/scheduled.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { getObject, putObject, putOnce } from '#shared/aws/objects.ts';
import { closeBatch } from '#shared/channels/print-batch.ts';
import { agendas } from '#shared/store/agendas.ts';
import { batches } from '#shared/store/batches.ts';
import { notices } from '#shared/store/notices.ts';
import { residents } from '#shared/store/residents.ts';
import { switches } from '#shared/store/switches.ts';
import { closeBatches } from './close-batches.ts';
import { env } from './env.ts';

const { AGENDA_TABLE, NOTICES_TABLE, RESIDENTS_TABLE, LETTERS_BUCKET, SERVICES } = readEnv(env);
const dynamo = documents();
const s3 = new S3Client({});
const store = batches(dynamo, NOTICES_TABLE);

const close = closeBatches({
  unfinished: store.unfinished,
  close: closeBatch({
    batches: store,
    notices: notices(dynamo, NOTICES_TABLE),
    agendas: agendas(dynamo, AGENDA_TABLE),
    residents: residents(dynamo, RESIDENTS_TABLE),
    switches: switches(dynamo, NOTICES_TABLE),
    hashOf: (service) => SERVICES[service]?.whole,
    letters: {
      get: getObject(s3, LETTERS_BUCKET),
      put: putObject(s3, LETTERS_BUCKET),
      putOnce: putOnce(s3, LETTERS_BUCKET),
    },
    now,
    log,
  }),
});

export const handler = middy((event: unknown) => close(scheduledEvent.parse(event)));
