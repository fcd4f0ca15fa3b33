import type { Unit } from './units.ts';

/**
 * [S]: found in the source that PERFORMANCE.md §1.2 names for it. [B]: background knowledge, to be checked before it is
 * quoted.
 */
export type PriceSource = 'S' | 'B';
export type Price = {
  /** US dollars for `per` of the unit. */
  readonly dollars: number;
  readonly per: number;
  readonly unit: string;
  readonly region: string;
  /** The month in which it was last looked at, by the source's own date where it has one. */
  readonly asOf: string;
  readonly source: PriceSource;
};

const MILLION = 1_000_000;

/** List price of us-east-1, without free tiers. Ratios carry over to other regions; dollars do so only roughly. */
const price = (dollars: number, per: number, unit: string, source: PriceSource, asOf = '2026-11'): Price => ({
  dollars,
  per,
  unit,
  region: 'us-east-1',
  asOf,
  source,
});

export const prices = {
  wru: price(0.625, MILLION, 'DynamoDB on-demand write units of 1 KiB', 'S', '2025-07'),
  rru: price(0.125, MILLION, 'DynamoDB on-demand read units of 4 KiB', 'S', '2025-07'),
  sqs: price(0.4, MILLION, 'SQS requests, of 64 KiB', 'B'),
  sqsDelivered: price(0.4, MILLION, 'SQS messages that SNS, EventBridge and Scheduler put', 'B'),
  lambdaInvocations: price(0.2, MILLION, 'Lambda invocations', 'B'),
  lambdaGbMs: price(0.0000133334, 1000, 'Lambda gigabyte-seconds, arm', 'B'),
  s3Put: price(0.005, 1000, 'S3 PUT, COPY, POST and LIST', 'B'),
  s3Get: price(0.0004, 1000, 'S3 GET and HEAD', 'B'),
  sesRecipients: price(0.1, 1000, 'SES recipients', 'B'),
  smsParts: price(0.1, 1, 'parts of texts to the Netherlands, whatever the route', 'B'),
  sns: price(0.5, MILLION, 'SNS publishes', 'B'),
  events: price(1, MILLION, 'EventBridge events of new objects', 'B'),
  schedulerFirings: price(1, MILLION, 'EventBridge Scheduler firings', 'B'),
  secretReads: price(0.05, 10_000, 'Secrets Manager calls', 'B'),
  logBytes: price(0.5, 1024 ** 3, 'CloudWatch Logs, bytes taken in', 'B'),
} as const satisfies Partial<Record<Unit, Price>>;

/** Dollars for so many units. What has no price (milliseconds, items scanned) is there to divide by. */
export const dollarsFor = (units: Readonly<Partial<Record<Unit, number>>>): number =>
  Object.entries(prices).reduce(
    (sum, [unit, { dollars, per }]) => sum + ((units[unit as Unit] ?? 0) * dollars) / per,
    0,
  );
