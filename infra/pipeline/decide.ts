import type { Construct } from 'constructs';
import type { Env as DecideEnv } from '#functions/decide/env.ts';
import { AlarmedQueue } from '../constructs/alarmed-queue.ts';
import { Worker } from '../constructs/worker.ts';
import { type Common, MINUTE } from './common.ts';
import type { Dispatch } from './dispatch.ts';

/** Puts the notice, claims the entry, rings. */
export const addDecide = (scope: Construct, common: Common, { email, sms, letter, DISPATCH_QUEUE_URLS }: Dispatch) => {
  const { may, alarms, key, tables, EPOCH, SERVICES } = common;
  const candidates = new AlarmedQueue(scope, 'Candidates', {
    impact: 'Inwoners die aan de beurt zijn, krijgen vandaag geen bericht',
    consumerTimeout: MINUTE,
    alarms,
  });
  const CANDIDATES_QUEUE_URL = candidates.queue.queueUrl;
  const decide = new Worker<DecideEnv>(scope, 'Decide', {
    bundle: 'decide',
    impact: '',
    alarms,
    key,
    source: candidates,
    batchSize: 1,
    environment: { ...tables, EPOCH, SERVICES, CANDIDATES_QUEUE_URL, DISPATCH_QUEUE_URLS },
  });
  for (const queue of [decide, email, sms, letter]) queue.acceptsFrom(decide.function);
  may.agenda(decide.function, 'GetItem', 'UpdateItem');
  may.notices(decide.function, 'GetItem', 'PutItem', 'UpdateItem');
  return { decide, CANDIDATES_QUEUE_URL };
};
export type Decide = ReturnType<typeof addDecide>;
