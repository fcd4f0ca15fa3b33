import type { Construct } from 'constructs';
import type { Env as ReconcileEnv } from '#functions/reconcile/env.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import { type Common, LONG } from './common.ts';

/** Invoked by an operator when tables were put back from a backup, and by nothing else (docs/runbook.md). */
export const addReconcile = (scope: Construct, common: Common) => {
  const { registers, may, key, tables, EPOCH, SERVICES, SEGMENTS } = common;
  const { records, letters } = registers;
  const reconcile = new NodeFunction<ReconcileEnv>(scope, 'Reconcile', {
    bundle: 'reconcile',
    key,
    timeout: LONG,
    memoryMiB: 1024,
    environment: {
      ...tables,
      EPOCH,
      RECORDS_BUCKET: records.bucketName,
      LETTERS_BUCKET: letters.bucketName,
      SERVICES,
      SEGMENTS,
    },
  });
  may.agenda(reconcile, 'Scan', 'GetItem', 'UpdateItem');
  may.notices(reconcile, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  may.read(reconcile, records, 'copies');
  may.list(reconcile, records, 'copies');
  may.read(reconcile, letters, 'closed');
  may.list(reconcile, letters, 'closed');
  return reconcile;
};
