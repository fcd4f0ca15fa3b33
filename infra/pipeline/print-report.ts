import type { Construct } from 'constructs';
import type { Env as PrintReportEnv } from '#functions/print-report/env.ts';
import { announceFiles } from '../constructs/announce-files.ts';
import { Worker } from '../constructs/worker.ts';
import type { Common } from './common.ts';
import type { Recorder } from './record.ts';

/** What the print house reports: its files become events like those of any other provider. */
export const addPrintReport = (scope: Construct, common: Common, record: Recorder) => {
  const { registers, may, alarms, key } = common;
  const { letters, records } = registers;
  const reports = new Worker<PrintReportEnv>(scope, 'PrintReport', {
    bundle: 'print-report',
    impact: 'Wij merken niet dat brieven niet aankomen',
    alarms,
    key,
    batchSize: 1,
    maxConcurrency: 2,
    environment: {
      LETTERS_BUCKET: letters.bucketName,
      RECORDS_BUCKET: records.bucketName,
      EVENTS_QUEUE_URL: record.queue.queueUrl,
    },
  });
  may.read(reports.function, letters, 'reports');
  may.write(reports.function, records, 'rejects');
  record.acceptsFrom(reports.function);
  announceFiles(scope, 'Reported', letters, 'reports/', reports);
  return reports;
};
