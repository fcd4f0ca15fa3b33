import type { Construct } from 'constructs';
import type { Env as SweepEnv } from '#functions/sweep/env.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import { type Common, LONG } from './common.ts';
import type { Decide } from './decide.ts';
import type { Dispatch } from './dispatch.ts';
import type { Intake } from './intake.ts';

/** Helps on what stands still, and closes the account of each run. */
export const addSweep = (
  scope: Construct,
  common: Common,
  { evaluate }: Intake,
  { decide, CANDIDATES_QUEUE_URL }: Decide,
  { email, sms, letter, DISPATCH_QUEUE_URLS }: Dispatch,
) => {
  const { registers, may, key, tables, EPOCH, RESIDENTS_TABLE, SERVICES } = common;
  const { records, letters } = registers;
  const sweep = new NodeFunction<SweepEnv>(scope, 'Sweep', {
    bundle: 'sweep',
    key,
    timeout: LONG,
    environment: {
      ...tables,
      EPOCH,
      RESIDENTS_TABLE,
      SERVICES,
      RECORDS_BUCKET: records.bucketName,
      LETTERS_BUCKET: letters.bucketName,
      CANDIDATES_QUEUE_URL,
      EVALUATE_QUEUE_URL: evaluate.queue.queueUrl,
      DISPATCH_QUEUE_URLS,
    },
  });
  for (const queue of [decide, email, sms, letter]) {
    queue.acceptsFrom(sweep);
    sweep.allow(['sqs:GetQueueAttributes'], queue.queue.queueArn);
  }
  evaluate.acceptsFrom(sweep);
  may.residents(sweep, 'GetItem');
  may.agenda(sweep, 'GetItem', 'UpdateItem');
  may.notices(sweep, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  may.read(sweep, records, 'plans');
  may.read(sweep, letters, 'letters', 'manifests');
  may.write(sweep, letters, 'manifests', 'closed');
  return sweep;
};
