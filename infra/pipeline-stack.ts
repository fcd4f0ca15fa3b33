import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Timetable } from './constructs/timetable.ts';
import { addCloseBatch } from './pipeline/close-batch.ts';
import { commonOf, type PipelineProps } from './pipeline/common.ts';
import { addDecide } from './pipeline/decide.ts';
import { addDispatch } from './pipeline/dispatch.ts';
import { addIntake } from './pipeline/intake.ts';
import { addPrintReport } from './pipeline/print-report.ts';
import { addReconcile } from './pipeline/reconcile.ts';
import { addRecord } from './pipeline/record.ts';
import { addRedrive } from './pipeline/redrive.ts';
import { addScan } from './pipeline/scan.ts';
import { addSweep } from './pipeline/sweep.ts';
import { watch } from './pipeline/watch.ts';

/** The way of the data, one direction: intake, scan, decide, dispatch, close-batch, record; the sweep beside it. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & PipelineProps) {
    super(scope, id, { ...(props.env && { env: props.env }) });
    const common = commonOf(this, props);
    const { alarms, tables, RESIDENTS_TABLE } = common;

    const intake = addIntake(this, common);
    const dispatch = addDispatch(this, common);
    const decide = addDecide(this, common, dispatch);
    const scan = addScan(this, common, intake, decide);
    const closeBatch = addCloseBatch(this, common);
    const record = addRecord(this, common, dispatch);
    const reports = addPrintReport(this, common, record);
    const sweep = addSweep(this, common, intake, decide, dispatch);
    addReconcile(this, common);

    const { redrive, deadLetters } = addRedrive(this, common, intake, dispatch, decide, record);

    const timetable = new Timetable(this, 'Timetable', { alarms });
    timetable.message('Backfill', { hour: '5', minute: '5' }, intake.evaluations.queue, { v: 1, kind: 'backfill' });
    timetable.invoke('Scan', { hour: '10', minute: '5' }, scan.lambda);
    timetable.invoke('CloseBatch', { hour: '17', minute: '30', weekDay: 'MON-FRI' }, closeBatch.lambda);
    timetable.invoke('Sweep', { minute: '0/15' }, sweep.lambda);

    watch(alarms, {
      scan,
      sweep,
      intake: intake.deliveries.function,
      record: record.function,
      reports: reports.function,
      email: dispatch.email.function,
      sms: dispatch.sms.function,
    });
    // By these the operator's commands find a stage (infra/ops/stage-site.ts).
    const outputs = {
      ...tables,
      RESIDENTS_TABLE,
      Records: props.registers.records.bucketName,
      Pseudonym: props.registers.pseudonym.secretArn,
      Evaluations: intake.evaluations.queue.queueUrl,
      DeadLetters: deadLetters,
      Scan: scan.lambda.functionName,
      Redrive: redrive.lambda.functionName,
      Alarms: alarms.topic.topicArn,
    };
    for (const [name, value] of Object.entries(outputs))
      new CfnOutput(this, `Out${name.replaceAll('_', '')}`, { value });
  }
}
