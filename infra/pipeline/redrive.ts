import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as RedriveEnv } from '#functions/redrive/env.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { Worker } from '../constructs/worker.ts';
import type { Common } from './common.ts';
import type { Decide } from './decide.ts';
import type { Dispatch } from './dispatch.ts';
import type { Intake } from './intake.ts';

type Fed = Pick<Worker<never>, 'queue' | 'deadLetters' | 'acceptsFrom'>;

/** Goes through the dead letters, when somebody says so. What was to be sent it may give back, and not send. */
export const addRedrive = (
  scope: Construct,
  { may, key, tables, EPOCH }: Common,
  { evaluate, load, deliveries }: Intake,
  { email, sms, letter }: Dispatch,
  { decide }: Decide,
  events: Fed,
) => {
  const returning = { deliveries, chunks: load, evaluations: evaluate, candidates: decide, events };
  const dispatching = { email, sms, letter };
  const urls = <T extends Record<string, Fed>>(of: T, value: (fed: Fed) => unknown) =>
    Stack.of(scope).toJsonString(Object.fromEntries(Object.entries(of).map(([name, fed]) => [name, value(fed)])));
  const redrive = new NodeFunction<RedriveEnv>(scope, 'Redrive', {
    bundle: 'redrive',
    key,
    environment: {
      ...tables,
      EPOCH,
      RETURNING_QUEUES: urls(returning, ({ queue, deadLetters }) => ({
        from: deadLetters.queueUrl,
        to: queue.queueUrl,
      })),
      DISPATCH_DEAD_LETTERS_URLS: urls(dispatching, ({ deadLetters }) => deadLetters.queueUrl),
    },
  });
  for (const { deadLetters } of Object.values({ ...returning, ...dispatching }))
    redrive.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], deadLetters.queueArn);
  for (const back of Object.values(returning)) back.acceptsFrom(redrive);
  may.agenda(redrive, 'GetItem', 'UpdateItem');
  may.notices(redrive, 'GetItem', 'UpdateItem');
  return { redrive, deadLetters: urls({ ...returning, ...dispatching }, ({ deadLetters }) => deadLetters.queueUrl) };
};
