import { S3Client } from '@aws-sdk/client-s3';
import { dispatchEvent } from '#events/dispatch.ts';
import { now } from '#shared/aws/clock.ts';
import { documents } from '#shared/aws/documents.ts';
import { readEnv } from '#shared/aws/env.ts';
import { log } from '#shared/aws/log.ts';
import { putObject } from '#shared/aws/objects.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { smsChannel, smsClient } from '#shared/channels/sms.ts';
import { tagOf } from '#shared/channels/tag.ts';
import { notices } from '#shared/store/notices.ts';
import { switches } from '#shared/store/switches.ts';
import { deliverSms } from './deliver-sms.ts';
import { dispatchDeps } from './dispatch-deps.ts';
import { dispatchNotice } from './dispatch-notice.ts';
import { smsEnv } from './env.ts';

const environment = readEnv(smsEnv);
const { NOTICES_TABLE, RECORDS_BUCKET, SENDER_ID, CONFIGURATION_SET, PROTECT_CONFIGURATION } = environment;
const dynamo = documents();
const channel = smsChannel(smsClient(), {
  senderId: SENDER_ID,
  configurationSet: CONFIGURATION_SET,
  protectConfiguration: PROTECT_CONFIGURATION,
  maxPrice: environment.MAX_PRICE,
  allowed: environment.ALLOWED_NUMBERS,
});

export const handler = queueWorker(
  dispatchEvent,
  dispatchNotice({
    ...dispatchDeps(environment, dynamo, 'sms'),
    deliver: deliverSms({
      send: ({ noticeId, attempt, ...text }) => channel.send({ ...text, tag: tagOf(noticeId, attempt) }),
      putCopy: putObject(new S3Client({}), RECORDS_BUCKET),
      notices: notices(dynamo, NOTICES_TABLE),
      halt: switches(dynamo, NOTICES_TABLE).halt,
      now,
      log,
    }),
  }),
);
