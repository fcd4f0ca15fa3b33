import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as CloseBatchEnv } from '#functions/close-batch/env.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import { Printer } from '../constructs/printer.ts';
import { type Common, LONG } from './common.ts';

/** The moment of sending for letters, and the print house that may read them then. */
export const addCloseBatch = (scope: Construct, common: Common) => {
  const { registers, settings, may, key, tables, EPOCH, RESIDENTS_TABLE, SERVICES } = common;
  const { letters } = registers;
  const closeBatch = new NodeFunction<CloseBatchEnv>(scope, 'CloseBatch', {
    bundle: 'close-batch',
    key,
    timeout: LONG,
    memoryMiB: 1024,
    environment: { ...tables, EPOCH, RESIDENTS_TABLE, SERVICES, LETTERS_BUCKET: letters.bucketName },
  });
  may.residents(closeBatch, 'GetItem');
  may.agenda(closeBatch, 'GetItem');
  may.notices(closeBatch, 'GetItem', 'Query', 'UpdateItem', 'DeleteItem');
  may.read(closeBatch, letters, 'letters', 'manifests');
  may.write(closeBatch, letters, 'manifests', 'closed');
  new Printer(scope, 'Printer', { letters, key, account: settings.printerAccount ?? Stack.of(scope).account });
  return closeBatch;
};
