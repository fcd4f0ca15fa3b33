import type * as z from 'zod';
import { deliveryEvent } from '#events/delivery.ts';
import { putObject, streamObject } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendAll } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import type { env } from './env.ts';
import { takeReport } from './take-report.ts';

export const wire = (
  { LETTERS_BUCKET, RECORDS_BUCKET, EVENTS_QUEUE_URL }: z.output<typeof env>,
  { s3, sqs, now, log }: Pick<Outside, 's3' | 'sqs' | 'now' | 'log'>,
) => {
  const put = putObject(s3, RECORDS_BUCKET);
  return queueWorker(
    deliveryEvent,
    takeReport({
      open: streamObject(s3, LETTERS_BUCKET),
      putRejects: (key, lines) => put(key, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
      queue: sendAll(sqs, EVENTS_QUEUE_URL),
      now,
      log,
    }),
    log,
  );
};
