import { wire as wireCloseBatch } from '#functions/close-batch/wire.ts';
import { wire as wireDecide } from '#functions/decide/wire.ts';
import { wireEmail } from '#functions/dispatch/wire-email.ts';
import { wireLetter } from '#functions/dispatch/wire-letter.ts';
import { wireSms } from '#functions/dispatch/wire-sms.ts';
import { wire as wireEvaluate } from '#functions/evaluate/wire.ts';
import { wire as wireIntake } from '#functions/intake/wire.ts';
import { wire as wireLoad } from '#functions/load/wire.ts';
import { wire as wirePrintReport } from '#functions/print-report/wire.ts';
import { wire as wireReconcile } from '#functions/reconcile/wire.ts';
import { wire as wireRecord } from '#functions/record/wire.ts';
import { wire as wireRedrive } from '#functions/redrive/wire.ts';
import { wire as wireScan } from '#functions/scan/wire.ts';
import { wire as wireSweep } from '#functions/sweep/wire.ts';
import { settings } from '#infra/settings.ts';
import type { Outside } from '#shared/aws/outside.ts';
import type { ServicesOn } from '#shared/aws/services-on.ts';
import { composeQuickly, paper } from './paper.ts';

/** What may differ between two deployments of one stage. */
export type Deployment = {
  readonly services: ServicesOn;
  /** Messages a day that the desk behind the service can take. */
  readonly allowance: number;
  /** Raised when tables were put back from a backup. */
  readonly epoch: number;
};

/** Messages that a version may send before its second approval: so few that in a town of a dozen people it matters. */
export const TRIAL = 4;
/** Entries that may newly come due a day. On an ordinary day of a dozen people there are up to three. */
const MOST_A_DAY = 5;
export const SERVICE = 'travel-document-expiry';
export const MUNICIPALITY = '9901';
export const SECRETS: Readonly<Record<string, string>> = {
  pseudonym: 'a5'.repeat(32),
  bsn: '3c'.repeat(32),
  tag: '7e'.repeat(32),
};

const url = (queue: string): string => `https://sqs.local/000000000000/${queue}`;

const backTo = (queue: string) => ({ from: url(`${queue}-dead`), to: url(queue) });

const environmentOf = ({ services, allowance, epoch }: Deployment) => ({
  AGENDA_TABLE: 'Agenda',
  NOTICES_TABLE: 'Notices',
  RESIDENTS_TABLE: 'Residents',
  EPOCH: `${epoch}`,
  INTAKE_BUCKET: 'intake',
  RECORDS_BUCKET: 'records',
  LETTERS_BUCKET: 'letters',
  CANDIDATES_QUEUE_URL: url('candidates'),
  EVALUATE_QUEUE_URL: url('evaluations'),
  CHUNKS_QUEUE_URL: url('chunks'),
  EVENTS_QUEUE_URL: url('events'),
  RETURNING_QUEUES: {
    deliveries: backTo('deliveries'),
    chunks: backTo('chunks'),
    evaluations: backTo('evaluations'),
    candidates: backTo('candidates'),
    events: backTo('events'),
  },
  DISPATCH_DEAD_LETTERS_URLS: { email: url('email-dead'), sms: url('sms-dead'), letter: url('letter-dead') },
  DISPATCH_QUEUE_URLS: { email: url('email'), sms: url('sms'), letter: url('letter') },
  PSEUDONYM_SECRET: 'pseudonym',
  BSN_SECRET: 'bsn',
  TAG_SECRET: 'tag',
  MUNICIPALITY,
  SERVICES: services,
  LIMITS: { [SERVICE]: { band: { least: 0, most: MOST_A_DAY } } },
  CAPACITIES: { [SERVICE]: { desk: { slotsPerDay: allowance, bufferShare: 1, expectedUptake: 1 } } },
  SEGMENTS: 2,
  SENDER: settings.local.sender,
  CONFIGURATION_SET: 'set',
  ALLOWED_RECIPIENTS: ['*'],
  SPACING_MS: 250,
  SENDER_ID: settings.local.texts.senderId,
  PROTECT_CONFIGURATION: 'protect',
  MAX_PRICE: settings.local.texts.maxPrice,
  ALLOWED_NUMBERS: ['*'],
  LETTER_PROFILE: settings.local.letterProfile,
  LAMBDA_TASK_ROOT: '',
});

export type FunctionName =
  | 'intake'
  | 'load'
  | 'evaluate'
  | 'scan'
  | 'decide'
  | 'email'
  | 'sms'
  | 'letter'
  | 'close-batch'
  | 'record'
  | 'sweep'
  | 'print-report'
  | 'redrive'
  | 'reconcile';

type Wired = (event: unknown, context: never) => unknown;

/**
 * Every function as it is deployed: its own wiring, over whatever it is given to reach. Only what sets letters and mails in their
 * form is replaced: it takes a thousand times as long as all the rest, and for mails more than one turn of the real clock.
 */
const wires: Readonly<Record<FunctionName, (deployment: Deployment, outside: Outside) => Wired>> = {
  intake: (deployment, outside) => wireIntake(environmentOf(deployment), outside) as Wired,
  load: (deployment, outside) => wireLoad(environmentOf(deployment), outside) as Wired,
  evaluate: (deployment, outside) => wireEvaluate(environmentOf(deployment), outside) as Wired,
  scan: (deployment, outside) => wireScan(environmentOf(deployment), outside, TRIAL) as Wired,
  decide: (deployment, outside) => wireDecide(environmentOf(deployment), outside, TRIAL) as Wired,
  email: (deployment, outside) =>
    wireEmail({ ...environmentOf(deployment), DISPATCH_QUEUE_URL: url('email') }, outside, composeQuickly) as Wired,
  sms: (deployment, outside) =>
    wireSms({ ...environmentOf(deployment), DISPATCH_QUEUE_URL: url('sms') }, outside) as Wired,
  letter: (deployment, outside) => wireLetter(environmentOf(deployment), outside, paper) as Wired,
  'close-batch': (deployment, outside) => wireCloseBatch(environmentOf(deployment), outside) as Wired,
  record: (deployment, outside) => wireRecord(environmentOf(deployment), outside) as Wired,
  sweep: (deployment, outside) => wireSweep(environmentOf(deployment), outside) as Wired,
  'print-report': (deployment, outside) => wirePrintReport(environmentOf(deployment), outside) as Wired,
  redrive: (deployment, outside) => wireRedrive(environmentOf(deployment), outside) as unknown as Wired,
  reconcile: (deployment, outside) => wireReconcile(environmentOf(deployment), outside) as Wired,
};

/** A function's handler, wired anew: as after a cold start. */
export const handlerOf = (name: FunctionName, deployment: Deployment, outside: Outside) => {
  const handle = wires[name](deployment, outside);
  // Told how long it has, middy would set a timer of the real clock. Only redrive asks by itself.
  const context = name === 'redrive' ? { getRemainingTimeInMillis: () => 60_000 } : {};
  return async (event: unknown): Promise<unknown> => handle(event, context as never);
};
