import type { Construct } from 'constructs';
import type { Env as RecordEnv } from '#functions/record/env.ts';
import { Worker } from '../constructs/worker.ts';
import type { Common } from './common.ts';
import type { Dispatch } from './dispatch.ts';

/** What the provider reports. */
export const addRecord = (scope: Construct, common: Common, { mail, texts }: Dispatch) => {
  const { may, alarms, key, tables, EPOCH } = common;
  const { tag } = common.registers;
  const record = new Worker<RecordEnv>(scope, 'Record', {
    bundle: 'record',
    impact: 'Wij merken niet dat berichten niet aankomen',
    alarms,
    key,
    environment: { ...tables, EPOCH, TAG_SECRET: tag.secretArn },
  });
  mail.reportsTo(record);
  texts.reportsTo(record);
  may.agenda(record.function, 'GetItem', 'UpdateItem');
  may.notices(record.function, 'GetItem', 'PutItem', 'UpdateItem');
  may.secret(record.function, tag);
  return record;
};
export type Recorder = ReturnType<typeof addRecord>;
