import type { Construct } from 'constructs';
import type { Env as EvaluateEnv } from '#functions/evaluate/env.ts';
import type { Env as IntakeEnv } from '#functions/intake/env.ts';
import type { Env as LoadEnv } from '#functions/load/env.ts';
import { AlarmedQueue } from '../constructs/alarmed-queue.ts';
import { announceFiles } from '../constructs/announce-files.ts';
import { Worker } from '../constructs/worker.ts';
import { type Common, LONG, MINUTE } from './common.ts';

/** Files become residents, residents become agendas. */
export const addIntake = (scope: Construct, common: Common) => {
  const { registers, settings, may, alarms, key, tables, EPOCH, RESIDENTS_TABLE, SERVICES, SEGMENTS, MUNICIPALITY } =
    common;
  const { intake, notices, pseudonym, bsn } = registers;
  const evaluations = new AlarmedQueue(scope, 'Evaluations', {
    impact: 'Agenda’s lopen achter: wie aan de beurt komt, wordt te laat gevonden',
    consumerTimeout: MINUTE,
    alarms,
  });
  const evaluate = new Worker<EvaluateEnv>(scope, 'Evaluate', {
    bundle: 'evaluate',
    impact: '',
    alarms,
    key,
    source: evaluations,
    maxConcurrency: settings.segments,
    environment: {
      ...tables,
      EPOCH,
      RESIDENTS_TABLE,
      EVALUATE_QUEUE_URL: evaluations.queue.queueUrl,
      MUNICIPALITY,
      SERVICES,
      SEGMENTS,
    },
  });
  evaluate.acceptsFrom(evaluate.function);
  may.residents(evaluate.function, 'Scan', 'GetItem', 'UpdateItem');
  may.agenda(evaluate.function, 'GetItem', 'PutItem', 'UpdateItem');
  may.notices(evaluate.function, 'GetItem', 'PutItem', 'UpdateItem');

  const load = new Worker<LoadEnv>(scope, 'Load', {
    bundle: 'load',
    impact: 'Een aangeleverd bestand is niet helemaal verwerkt',
    alarms,
    key,
    batchSize: 1,
    environment: {
      ...tables,
      RESIDENTS_TABLE,
      INTAKE_BUCKET: intake.bucketName,
      EVALUATE_QUEUE_URL: evaluations.queue.queueUrl,
      PSEUDONYM_SECRET: pseudonym.secretArn,
      BSN_SECRET: bsn.secretArn,
    },
  });
  evaluate.acceptsFrom(load.function);
  may.read(load.function, intake, 'chunks');
  may.write(load.function, intake, 'rejects');
  may.residents(load.function, 'GetItem', 'PutItem', 'UpdateItem');
  may.agenda(load.function, 'GetItem', 'UpdateItem');
  may.notices(load.function, 'GetItem', 'PutItem', 'UpdateItem');
  may.secret(load.function, pseudonym, bsn);

  const deliveries = new Worker<IntakeEnv>(scope, 'Intake', {
    bundle: 'intake',
    impact: 'Een aangeleverd bestand is niet aangenomen: wij werken met oude gegevens',
    alarms,
    key,
    timeout: LONG,
    memoryMiB: 1024,
    batchSize: 1,
    maxConcurrency: 2,
    environment: {
      NOTICES_TABLE: notices.tableName,
      RESIDENTS_TABLE,
      INTAKE_BUCKET: intake.bucketName,
      CHUNKS_QUEUE_URL: load.queue.queueUrl,
      PSEUDONYM_SECRET: pseudonym.secretArn,
    },
  });
  load.acceptsFrom(deliveries.function);
  may.read(deliveries.function, intake, 'deliveries');
  may.write(deliveries.function, intake, 'chunks', 'rejects');
  may.residents(deliveries.function, 'Scan', 'GetItem');
  may.notices(deliveries.function, 'GetItem', 'PutItem', 'UpdateItem');
  may.secret(deliveries.function, pseudonym);
  announceFiles(scope, 'Delivered', intake, 'deliveries/', deliveries);
  return { evaluate, evaluations, load, deliveries };
};
export type Intake = ReturnType<typeof addIntake>;
