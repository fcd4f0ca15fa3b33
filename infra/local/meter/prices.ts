import type { Unit } from './units.ts';

export type Price = {
  /** US dollars for `per` of the unit. */
  readonly dollars: number;
  readonly per: number;
  readonly what: string;
  /** [S]: found in the source named in PERFORMANCE.md §1.2. [B]: background knowledge, to be checked before it is quoted. */
  readonly source: 'S' | 'B';
};

/** List prices of one region on one day, without free tiers. Ratios carry over to other regions, dollars do not quite. */
export const priceList = { region: 'us-east-1', asOf: '2026-11-24' } as const;

const MILLION = 1_000_000;
const GIB = 1024 ** 3;
const GB_SECOND_IN_MS = 1000;

export const prices = {
  wru: { dollars: 0.625, per: MILLION, what: 'DynamoDB on-demand write units (1 KiB)', source: 'S' },
  rru: { dollars: 0.125, per: MILLION, what: 'DynamoDB on-demand read units (4 KiB)', source: 'S' },
  sqs: { dollars: 0.4, per: MILLION, what: 'SQS requests (64 KiB)', source: 'B' },
  sqsDelivered: { dollars: 0.4, per: MILLION, what: 'SQS messages put by SNS and EventBridge', source: 'B' },
  lambdaInvocations: { dollars: 0.2, per: MILLION, what: 'Lambda invocations', source: 'B' },
  lambdaGbMs: { dollars: 0.0000133334, per: GB_SECOND_IN_MS, what: 'Lambda time × memory, arm', source: 'B' },
  s3Put: { dollars: 0.005, per: 1000, what: 'S3 PUT, COPY, POST, LIST', source: 'B' },
  s3Get: { dollars: 0.0004, per: 1000, what: 'S3 GET, HEAD', source: 'B' },
  sesRecipients: { dollars: 0.1, per: 1000, what: 'SES recipients', source: 'B' },
  smsParts: { dollars: 0.1, per: 1, what: 'parts of texts to the Netherlands; differs by route', source: 'B' },
  sns: { dollars: 0.5, per: MILLION, what: 'SNS publishes', source: 'B' },
  events: { dollars: 1, per: MILLION, what: 'EventBridge events of new objects', source: 'B' },
  schedulerFirings: { dollars: 1, per: MILLION, what: 'EventBridge Scheduler firings', source: 'B' },
  secretReads: { dollars: 0.05, per: 10_000, what: 'Secrets Manager calls', source: 'B' },
  logBytes: { dollars: 0.5, per: GIB, what: 'CloudWatch Logs, bytes taken in', source: 'B' },
} as const satisfies Partial<Record<Unit, Price>>;

/** Dollars for so many units. What has no price (milliseconds, items scanned) is there to divide by. */
export const dollarsFor = (units: Readonly<Partial<Record<Unit, number>>>): number =>
  Object.entries(prices).reduce(
    (sum, [unit, { dollars, per }]) => sum + ((units[unit as Unit] ?? 0) * dollars) / per,
    0,
  );
