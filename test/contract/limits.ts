import type { Limit, TargetName } from './contract.ts';

const of =
  (target: TargetName) =>
  (suite: string, test: string, why: string): Limit => ({ target, suite, test, why });
const tablesInMemory = of('tables in memory');
const dynalite = of('dynalite');
const fauxqs = of('fauxqs S3');
const gateway = of('gateway S3');
const sqs = of('fauxqs SQS');

const BY_LOCALE =
  'it sorts by locale and goes on by UTF-16, so of over 1000 keys with capitals some are listed twice or never';
const MILLISECONDS = 'it lists milliseconds, which nothing relies on: reconcile looks back an hour further';

/** Where a fake or an embedded server is known to differ from AWS. Each is seen to fail in every run of its suite. */
export const limits: readonly Limit[] = [
  tablesInMemory(
    'refusals',
    'a word that DynamoDB keeps for itself is refused as a name',
    'it has no list of the 573 words; dynalite runs every statement of the stores in this suite',
  ),
  tablesInMemory(
    'refusals',
    'an item over 400 KB is refused',
    'it weighs nothing, to be quick; the largest items are asserted',
  ),
  tablesInMemory('tables', 'several items are written together or not at all', 'no store uses TransactWriteItems'),
  tablesInMemory(
    'tables',
    'a condition that failed may answer what stood there',
    'no store asks for it: they read again',
  ),
  dynalite(
    'comparisons',
    'lists and maps are equal when they hold the same',
    'it compares them by identity; no store does',
  ),
  dynalite(
    'tables',
    'several items are written together or not at all',
    'it has no TransactWriteItems; no store uses it',
  ),
  dynalite(
    'tables',
    'a condition that failed may answer what stood there',
    'it passes over ReturnValuesOnConditionCheckFailure; the stores read again',
  ),
  dynalite('comparisons', 'false can be one of a list', 'it takes false for nothing there; no store lists it'),
  dynalite('comparisons', 'what has no order is not compared by order', 'it says no instead of refusing'),
  tablesInMemory(
    'comparisons',
    'text is ordered by its bytes',
    'it goes by UTF-16, which is the same but beyond U+FFFF, where no key or date lies',
  ),
  dynalite('comparisons', 'text is ordered by its bytes', 'in expressions it goes by UTF-16 too; in keys by bytes'),
  of('buckets in memory')(
    'buckets',
    'a bucket that is not there is a fault, not an object that is not there',
    'it makes each bucket that is named; the names come from the stacks',
  ),
  fauxqs(
    'buckets',
    'of twenty that put once one does, and none over what is there',
    'it passes over If-None-Match; the gateway answers it, and the tests that use it alone look first',
  ),
  fauxqs('buckets', 'keys are listed in the order of their bytes', BY_LOCALE),
  gateway('buckets', 'keys are listed in the order of their bytes', BY_LOCALE),
  fauxqs('buckets', 'when an object was put is said to the second', MILLISECONDS),
  gateway('buckets', 'when an object was put is said to the second', MILLISECONDS),
  sqs('queues', 'a body holds any letter of Unicode', 'it refuses what lies beyond U+FFFF; queues hold ids and codes'),
  sqs('queues', 'no message waits for longer than a quarter of an hour', 'it takes any delay; ringDelay is tested'),
  {
    ...sqs(
      'dead-letters',
      'that were not removed are there again after a minute and a half',
      'its seconds are real ones',
    ),
    isSlow: true,
  },
  of('simulated providers')(
    'providers',
    'a sender, set or tag that was not set up is refused',
    'they take what they are given; the local ones and the tests of the stacks look at it',
  ),
];

/** What no test can show, since nothing may rely on it. */
export const unseen: readonly { readonly target: TargetName; readonly why: string }[] = [
  { target: 'fauxqs SQS', why: 'hands out exactly once and in order; the simulation shuffles, repeats and delays' },
  { target: 'dynalite', why: 'reads are always consistent; the stores ask for it, but for the scan' },
  { target: 'tables in memory', why: 'the same; and a segment is cut by a hash of its own' },
];
