import { S3Client } from '@aws-sdk/client-s3';
import { dispatchEvent } from '#events/dispatch.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { putObject } from '#shared/aws/objects.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { composeEmail } from '#shared/channels/compose-email.ts';
import { emailChannel, sesClient } from '#shared/channels/email.ts';
import { tagOf } from '#shared/channels/tag.ts';
import { notices } from '#shared/store/notices.ts';
import { switches } from '#shared/store/switches.ts';
import { deliverEmail } from './deliver-email.ts';
import { dispatchDeps } from './dispatch-deps.ts';
import { dispatchNotice } from './dispatch-notice.ts';
import { emailEnv } from './env.ts';

const environment = readEnv(emailEnv);
const { NOTICES_TABLE, RECORDS_BUCKET, SENDER, CONFIGURATION_SET, ALLOWED_RECIPIENTS } = environment;
const dynamo = documents();
const channel = emailChannel(sesClient(), { configurationSet: CONFIGURATION_SET, allowed: ALLOWED_RECIPIENTS });

export const handler = queueWorker(
  dispatchEvent,
  dispatchNotice({
    ...dispatchDeps(environment, dynamo, 'email'),
    deliver: deliverEmail({
      compose: ({ text, addressee, today, notice: { noticeId } }, to) =>
        composeEmail({ text, addressee, to, sender: SENDER, today, noticeId, stopAddress: SENDER.emailStop }),
      send: ({ raw, to, noticeId, attempt }) =>
        channel.send({ raw, from: SENDER.emailFrom, to, tag: tagOf(noticeId, attempt) }),
      putCopy: putObject(new S3Client({}), RECORDS_BUCKET),
      notices: notices(dynamo, NOTICES_TABLE),
      halt: switches(dynamo, NOTICES_TABLE).halt,
      now,
      log,
    }),
  }),
);
