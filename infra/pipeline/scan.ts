import type { Construct } from 'constructs';
import type { Env as ScanEnv } from '#functions/scan/env.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import { type Common, LONG } from './common.ts';
import type { Decide } from './decide.ts';
import type { Intake } from './intake.ts';

/** Reads what is due, plans the day, queues the plan. */
export const addScan = (
  scope: Construct,
  common: Common,
  { evaluate }: Intake,
  { decide, CANDIDATES_QUEUE_URL }: Decide,
) => {
  const { registers, settings, may, key, tables, EPOCH, SERVICES, SEGMENTS } = common;
  const { records } = registers;
  const scan = new NodeFunction<ScanEnv>(scope, 'Scan', {
    bundle: 'scan',
    key,
    timeout: LONG,
    memoryMiB: 1024,
    environment: {
      ...tables,
      EPOCH,
      RECORDS_BUCKET: records.bucketName,
      CANDIDATES_QUEUE_URL,
      EVALUATE_QUEUE_URL: evaluate.queue.queueUrl,
      SERVICES,
      CAPACITIES: JSON.stringify(settings.capacities ?? {}),
      LIMITS: JSON.stringify(settings.limits ?? {}),
      SEGMENTS,
    },
  });
  decide.acceptsFrom(scan);
  evaluate.acceptsFrom(scan);
  may.agenda(scan, 'Scan');
  may.notices(scan, 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem');
  may.read(scan, records, 'plans');
  may.write(scan, records, 'plans');
  return scan;
};
