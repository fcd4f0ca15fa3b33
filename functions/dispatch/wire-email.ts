import type * as z from 'zod';
import { dispatchEvent } from '#events/dispatch.ts';
import { putObject } from '#shared/aws/objects.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sendLater } from '#shared/aws/queue.ts';
import { queueWorker } from '#shared/aws/queue-worker.ts';
import { secret } from '#shared/aws/secret.ts';
import type { composeEmail } from '#shared/channels/compose-email.ts';
import { emailChannel } from '#shared/channels/email.ts';
import { tagOf } from '#shared/channels/tag.ts';
import { notices } from '#shared/store/notices.ts';
import { switches } from '#shared/store/switches.ts';
import { tableEpochOf } from '#shared/store/table-epoch.ts';
import { deliverEmail } from './deliver-email.ts';
import { dispatchDeps } from './dispatch-deps.ts';
import { dispatchNotice } from './dispatch-notice.ts';
import type { emailEnv } from './env.ts';
import { lane } from './lane.ts';

export const wireEmail = (
  environment: z.output<typeof emailEnv>,
  outside: Pick<Outside, 'dynamo' | 's3' | 'sqs' | 'ses' | 'secrets' | 'now' | 'wait' | 'log'>,
  compose: typeof composeEmail,
) => {
  const { NOTICES_TABLE, RECORDS_BUCKET, SENDER, CONFIGURATION_SET, ALLOWED_RECIPIENTS } = environment;
  const { dynamo, s3, sqs, ses, secrets, now, log } = outside;
  const own = lane(environment.SPACING_MS, outside);
  const tagKey = secret(environment.TAG_SECRET, secrets);
  const channel = emailChannel(ses, { configurationSet: CONFIGURATION_SET, allowed: ALLOWED_RECIPIENTS });
  const dispatch = dispatchNotice({
    ...dispatchDeps(environment, outside, 'email'),
    deliver: deliverEmail({
      compose: ({ text, addressee, today, notice: { noticeId } }, to) =>
        compose({ text, addressee, to, sender: SENDER, today, noticeId, stopAddress: SENDER.emailStop }),
      tagOf: async (one) => tagOf(await tagKey(), one),
      send: (mail) => channel.send({ ...mail, from: SENDER.emailFrom }),
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
