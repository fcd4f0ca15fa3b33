import { callRecord } from './call-record.ts';
import { simulatedClock } from './clock.ts';
import { clockFile } from './clock-file.ts';
import { claimDirectory, type Standing } from './data-directory.ts';
import { openDynamo } from './dynamo.ts';
import { hasObject } from './embedded-aws.ts';
import { openFauxqs } from './fauxqs.ts';
import { openGateway } from './gateway.ts';
import { localSecret } from './kinds/secret.ts';
import { meter } from './meter/meter.ts';
import { answerSecrets } from './secrets.ts';
import { tellTime } from './tell-time.ts';

/**
 * Opens the tables, buckets, queues and secrets of a data directory for as long as somebody looks at them: no function runs, and
 * time stands where the last run left it. What is put on a queue is worked by the next run.
 * @throws when another process has the directory
 */
export const openStanding = async (directory: string, { secrets }: Standing) => {
  const claim = claimDirectory(directory);
  const clock = simulatedClock(new Date(clockFile(directory).read()?.now ?? Date.now()));
  const gateway = await openGateway();
  const dynamo = openDynamo(directory);
  const fauxqs = await openFauxqs(clock.now, directory);
  gateway.open({
    dynamo: dynamo.handle,
    fauxqs: (request, response) => fauxqs.handle(request, response),
    stubs: {
      secretsmanager: answerSecrets(new Map(Object.values(secrets).map((arn) => [arn, localSecret(arn)]))),
      clock: tellTime(clock),
    },
    identities: new Set(),
    now: clock.now,
    hasObject: (bucket, key) => hasObject(fauxqs, bucket, key),
    onObject: () => {}, // nobody is there to be told
    record: callRecord(),
    meter: meter(),
    itemAt: async () => ({}),
  });
  return {
    endpoint: gateway.endpoint,
    stop: async (): Promise<void> => {
      await gateway.stop();
      await Promise.all([dynamo.stop(), fauxqs.stop()]);
      claim.release();
    },
  };
};
