import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Env as CloseBatchEnv } from '#functions/close-batch/env.ts';
import type { Env as DecideEnv } from '#functions/decide/env.ts';
import type { EmailEnv, LetterEnv } from '#functions/dispatch/env.ts';
import type { Env as EvaluateEnv } from '#functions/evaluate/env.ts';
import type { Env as IntakeEnv } from '#functions/intake/env.ts';
import type { Env as LoadEnv } from '#functions/load/env.ts';
import type { Env as RecordEnv } from '#functions/record/env.ts';
import type { Env as ScanEnv } from '#functions/scan/env.ts';
import type { Env as SweepEnv } from '#functions/sweep/env.ts';
import { access } from './constructs/access.ts';
import { AlarmedQueue } from './constructs/alarmed-queue.ts';
import { Alarms } from './constructs/alarms.ts';
import { announceDeliveries } from './constructs/announce-deliveries.ts';
import { Mail } from './constructs/mail.ts';
import { NodeFunction } from './constructs/node-function.ts';
import { Printer } from './constructs/printer.ts';
import { Timetable } from './constructs/timetable.ts';
import { Worker } from './constructs/worker.ts';
import type { RegistersStack } from './registers-stack.ts';
import { serviceHashes } from './service-hashes.ts';
import type { Settings, StageName } from './settings.ts';

type Props = StackProps & {
  readonly stage: StageName;
  readonly settings: Settings;
  readonly registers: RegistersStack;
};

const MINUTE = Duration.seconds(60);
const LONG = Duration.minutes(14);

/** The way of the data, one direction. Read it downwards: intake, scan, decide, dispatch, close-batch, record, sweep. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage, settings, registers, ...props }: Props) {
    super(scope, id, props);
    const { key, residents, agenda, notices, intake, records, letters, pseudonym, bsn } = registers;
    const may = access(registers);
    const alarms = new Alarms(this, 'Alarms', key);
    const tables = { AGENDA_TABLE: agenda.tableName, NOTICES_TABLE: notices.tableName };
    const RESIDENTS_TABLE = residents.tableName;
    const SERVICES = JSON.stringify(serviceHashes(settings.services, settings.municipality.code));
    const SEGMENTS = `${settings.segments}`;
    const MUNICIPALITY = settings.municipality.code;
    const SENDER = JSON.stringify(settings.sender);

    // ── intake: files become residents, residents become agendas ─────────────────────────────────────────────────────
    const evaluations = new AlarmedQueue(this, 'Evaluations', {
      impact: 'Agenda’s lopen achter: wie aan de beurt komt, wordt te laat gevonden',
      consumerTimeout: MINUTE,
      alarms,
    });
    const evaluate = new Worker<EvaluateEnv>(this, 'Evaluate', {
      bundle: 'evaluate',
      impact: '',
      alarms,
      key,
      source: evaluations,
      maxConcurrency: settings.segments,
      environment: {
        ...tables,
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

    const load = new Worker<LoadEnv>(this, 'Load', {
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

    const deliveries = new Worker<IntakeEnv>(this, 'Intake', {
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
    announceDeliveries(this, intake, deliveries.queue);

    // ── dispatch: one function per channel, each with its own door to the outside ────────────────────────────────────
    const dispatchEnvironment = {
      ...tables,
      RESIDENTS_TABLE,
      RECORDS_BUCKET: records.bucketName,
      MUNICIPALITY,
      SERVICES,
      SENDER,
    };
    const mail = new Mail(this, 'Mail', { domain: settings.mailDomain, key });
    const email = new Worker<EmailEnv>(this, 'DispatchEmail', {
      bundle: 'dispatch-email',
      impact: 'E-mails aan inwoners gaan niet uit',
      alarms,
      key,
      environment: {
        ...dispatchEnvironment,
        CONFIGURATION_SET: mail.configurationSet.configurationSetName,
        ALLOWED_RECIPIENTS: JSON.stringify(settings.allowedRecipients),
      },
    });
    mail.acceptsFrom(email.function, stage === 'production' ? undefined : settings.allowedRecipients);

    const letter = new Worker<LetterEnv>(this, 'DispatchLetter', {
      bundle: 'dispatch-letter',
      impact: 'Brieven aan inwoners worden niet gemaakt',
      alarms,
      key,
      memoryMiB: 1024,
      environment: { ...dispatchEnvironment, LETTERS_BUCKET: letters.bucketName },
    });
    may.read(letter.function, letters, 'letters');
    may.write(letter.function, letters, 'letters');
    for (const { function: dispatch } of [email, letter]) {
      may.residents(dispatch, 'GetItem');
      may.agenda(dispatch, 'GetItem');
      may.notices(dispatch, 'GetItem', 'PutItem', 'UpdateItem');
      may.write(dispatch, records, 'copies');
    }
    const DISPATCH_QUEUE_URLS = this.toJsonString({ email: email.queue.queueUrl, letter: letter.queue.queueUrl });

    // ── decide: puts the notice, claims the entry, rings ──────────────────────────────────────────────────────────────
    const candidates = new AlarmedQueue(this, 'Candidates', {
      impact: 'Inwoners die aan de beurt zijn, krijgen vandaag geen bericht',
      consumerTimeout: MINUTE,
      alarms,
    });
    const CANDIDATES_QUEUE_URL = candidates.queue.queueUrl;
    const decide = new Worker<DecideEnv>(this, 'Decide', {
      bundle: 'decide',
      impact: '',
      alarms,
      key,
      source: candidates,
      batchSize: 1,
      environment: { ...tables, SERVICES, CANDIDATES_QUEUE_URL, DISPATCH_QUEUE_URLS },
    });
    for (const queue of [decide, email, letter]) queue.acceptsFrom(decide.function);
    may.agenda(decide.function, 'GetItem', 'UpdateItem');
    may.notices(decide.function, 'GetItem', 'PutItem');

    // ── scan: reads, plans the day, queues the plan ───────────────────────────────────────────────────────────────────
    const scan = new NodeFunction<ScanEnv>(this, 'Scan', {
      bundle: 'scan',
      key,
      timeout: LONG,
      memoryMiB: 1024,
      environment: {
        ...tables,
        RECORDS_BUCKET: records.bucketName,
        CANDIDATES_QUEUE_URL,
        EVALUATE_QUEUE_URL: evaluations.queue.queueUrl,
        SERVICES,
        SEGMENTS,
      },
    });
    decide.acceptsFrom(scan);
    evaluate.acceptsFrom(scan);
    may.agenda(scan, 'Scan');
    may.notices(scan, 'GetItem', 'PutItem', 'UpdateItem');
    may.read(scan, records, 'plans');
    may.write(scan, records, 'plans');

    // ── close-batch: the moment of sending for letters ────────────────────────────────────────────────────────────────
    const closeBatch = new NodeFunction<CloseBatchEnv>(this, 'CloseBatch', {
      bundle: 'close-batch',
      key,
      timeout: LONG,
      memoryMiB: 1024,
      environment: { ...tables, LETTERS_BUCKET: letters.bucketName },
    });
    may.agenda(closeBatch, 'GetItem');
    may.notices(closeBatch, 'GetItem', 'Query', 'UpdateItem', 'DeleteItem');
    may.read(closeBatch, letters, 'letters', 'manifests');
    may.write(closeBatch, letters, 'manifests', 'closed');
    new Printer(this, 'Printer', { letters, key, account: settings.printerAccount ?? this.account });

    // ── record: what the provider reports ─────────────────────────────────────────────────────────────────────────────
    const record = new Worker<RecordEnv>(this, 'Record', {
      bundle: 'record',
      impact: 'Wij merken niet dat berichten niet aankomen',
      alarms,
      key,
      environment: tables,
    });
    mail.reportsTo(record.queue);
    may.agenda(record.function, 'GetItem', 'UpdateItem');
    may.notices(record.function, 'GetItem', 'PutItem', 'UpdateItem');

    // ── sweep: helps on what stands still, closes the account of each run ─────────────────────────────────────────────
    const sweep = new NodeFunction<SweepEnv>(this, 'Sweep', {
      bundle: 'sweep',
      key,
      timeout: LONG,
      environment: {
        ...tables,
        RECORDS_BUCKET: records.bucketName,
        LETTERS_BUCKET: letters.bucketName,
        CANDIDATES_QUEUE_URL,
        DISPATCH_QUEUE_URLS,
      },
    });
    for (const queue of [decide, email, letter]) {
      queue.acceptsFrom(sweep);
      sweep.allow(['sqs:GetQueueAttributes'], queue.queue.queueArn);
    }
    may.agenda(sweep, 'GetItem', 'UpdateItem');
    may.notices(sweep, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
    may.read(sweep, records, 'plans');
    may.read(sweep, letters, 'letters', 'manifests');
    may.write(sweep, letters, 'manifests', 'closed');

    // ── when: all by the clock in the Netherlands ─────────────────────────────────────────────────────────────────────
    const timetable = new Timetable(this, 'Timetable', { alarms });
    timetable.message('Backfill', { hour: '5', minute: '5' }, evaluations.queue, { v: 1, kind: 'backfill' });
    timetable.invoke('Scan', { hour: '10', minute: '5' }, scan.lambda);
    timetable.invoke('CloseBatch', { hour: '17', minute: '30', weekDay: 'MON-FRI' }, closeBatch.lambda);
    timetable.invoke('Sweep', { minute: '0/15' }, sweep.lambda);

    this.#watch(alarms, scan, sweep, deliveries.function, record.function);
    for (const [name, value] of Object.entries({ ...tables, RESIDENTS_TABLE, Alarms: alarms.topic.topicArn }))
      new CfnOutput(this, `Out${name.replaceAll('_', '')}`, { value });
  }

  /** What no queue shows: a day without a completed run, a service left out, a file refused, an event of nobody. */
  #watch(
    alarms: Alarms,
    scan: NodeFunction<ScanEnv>,
    sweep: NodeFunction<SweepEnv>,
    intake: NodeFunction<IntakeEnv>,
    record: NodeFunction<RecordEnv>,
  ): void {
    alarms.add('NoRun', {
      metric: alarms.lines('NoRun', sweep.logs, 'run-closed', Duration.hours(1)),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 26,
      missing: TreatMissingData.BREACHING,
      text: 'In 26 uur is geen enkele ronde afgerond: inwoners worden misschien niet bereikt',
    });
    const once = { threshold: 1, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };
    const line = (id: string, { logs }: Pick<typeof scan, 'logs'>, msg: string, text: string) =>
      alarms.add(id, { ...once, metric: alarms.lines(id, logs, msg, Duration.minutes(5)), text });
    line('LeftOut', scan, 'service-left-out', 'Een dienst doet niet mee: de agenda’s zijn nog niet opnieuw beoordeeld');
    line('Refused', intake, 'delivery-refused', 'Een aangeleverd bestand is geweigerd: wij werken met oude gegevens');
    line('Orphan', record, 'event-of-unknown-notice', 'Er is een melding over een bericht dat wij niet kennen');
  }
}
