import type * as z from 'zod';
import { deliveryEvent } from '#events/delivery.ts';
import { putObject, streamObject } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { sendAll } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { secret } from '#shared/aws/secret.ts';
import { deliveries } from '#shared/store/deliveries.ts';
import { residents } from '#shared/store/residents.ts';
import type { env } from './env.ts';
import { takeDelivery } from './take-delivery.ts';

export const wire = (
  { INTAKE_BUCKET, RESIDENTS_TABLE, NOTICES_TABLE, CHUNKS_QUEUE_URL, PSEUDONYM_SECRET }: z.output<typeof env>,
  { dynamo, s3, sqs, secrets, now, log }: Pick<Outside, 'dynamo' | 's3' | 'sqs' | 'secrets' | 'now' | 'log'>,
) => {
  const key = secret(PSEUDONYM_SECRET, secrets);
  const put = putObject(s3, INTAKE_BUCKET);
  return queueWorker(
    deliveryEvent,
    takeDelivery({
      open: streamObject(s3, INTAKE_BUCKET),
      putChunk: (name, chunk) => put(name, JSON.stringify(chunk)),
      putRejects: (name, lines) => put(name, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
      queue: sendAll(sqs, CHUNKS_QUEUE_URL),
      present: residents(dynamo, RESIDENTS_TABLE).present,
      residentIdOf: async () => {
        const secretKey = await key();
        return (bsn) => pseudonymOf(secretKey, 'bsn', bsn);
      },
      deliveries: deliveries(dynamo, NOTICES_TABLE),
      now,
      log,
    }),
    log,
  );
};
