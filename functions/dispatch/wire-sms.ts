import type * as z from 'zod';
import { dispatchEvent } from '#events/dispatch.ts';
import { putObject } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendLater } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { secret } from '#shared/aws/secret.ts';
import { smsChannel } from '#shared/channels/sms.ts';
import { tagOf } from '#shared/channels/tag.ts';
import { notices } from '#shared/store/notices.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { deliverSms } from './deliver-sms.ts';
import { dispatchDeps } from './dispatch-deps.ts';
import { dispatchNotice } from './dispatch-notice.ts';
import type { smsEnv } from './env.ts';
import { lane } from './lane.ts';

export const wireSms = (
  environment: z.output<typeof smsEnv>,
  outside: Pick<Outside, 'dynamo' | 's3' | 'sqs' | 'texts' | 'secrets' | 'now' | 'wait' | 'log'>,
) => {
  const { NOTICES_TABLE, RECORDS_BUCKET, SENDER_ID, CONFIGURATION_SET, PROTECT_CONFIGURATION } = environment;
  const { dynamo, s3, sqs, texts, secrets, now, log } = outside;
  const own = lane(environment.SPACING_MS, outside);
  const tagKey = secret(environment.TAG_SECRET, secrets);
  const channel = smsChannel(texts, {
    senderId: SENDER_ID,
    configurationSet: CONFIGURATION_SET,
    protectConfiguration: PROTECT_CONFIGURATION,
    maxPrice: environment.MAX_PRICE,
    allowed: environment.ALLOWED_NUMBERS,
  });
  const dispatch = dispatchNotice({
    ...dispatchDeps(environment, outside, 'sms'),
    deliver: deliverSms({
      tagOf: async (one) => tagOf(await tagKey(), one),
      send: channel.send,
      putCopy: putObject(s3, RECORDS_BUCKET),
      notices: notices(dynamo, NOTICES_TABLE),
      halt: switches(dynamo, NOTICES_TABLE, tableEpochOf(environment)).halt,
      ringLater: sendLater(sqs, environment.DISPATCH_QUEUE_URL),
      turn: own.turn,
      now,
      log,
    }),
  });
  return queueWorker(dispatchEvent, (event) => own.ahead(() => dispatch(event)), log).before(own.begin);
};
