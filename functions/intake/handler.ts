import { S3Client } from '@aws-sdk/client-s3';
import { deliveryEvent } from '#events/delivery.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { putObject, streamObject } from '#shared/aws/objects.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { sendAll, sqsClient } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { secret } from '#shared/aws/secret.ts';
import { deliveries } from '#shared/store/deliveries.ts';
import { residents } from '#shared/store/residents.ts';
import { env } from './env.ts';
import { takeDelivery } from './take-delivery.ts';

const { INTAKE_BUCKET, RESIDENTS_TABLE, NOTICES_TABLE, CHUNKS_QUEUE_URL, PSEUDONYM_SECRET } = readEnv(env);
const dynamo = documents();
const s3 = new S3Client({});
const key = secret(PSEUDONYM_SECRET);
const put = putObject(s3, INTAKE_BUCKET);

export const handler = queueWorker(
  deliveryEvent,
  takeDelivery({
    open: streamObject(s3, INTAKE_BUCKET),
    putChunk: (name, chunk) => put(name, JSON.stringify(chunk)),
    putRejects: (name, lines) => put(name, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    queue: sendAll(sqsClient(), CHUNKS_QUEUE_URL),
    present: residents(dynamo, RESIDENTS_TABLE).present,
    residentIdOf: async () => {
      const secretKey = await key();
      return (bsn) => pseudonymOf(secretKey, 'bsn', bsn);
    },
    deliveries: deliveries(dynamo, NOTICES_TABLE),
    now,
    log,
  }),
);
