import type { Limit, TargetName } from './contract.ts';

const of =
  (target: TargetName) =>
  (suite: string, test: string, why: string): Limit => ({ target, suite, test, why });
const tablesInMemory = of('tables in memory');
const dynalite = of('dynalite');

/** Where a fake or an embedded server is known to differ from AWS. Each is seen to fail in every run of its suite. */
export const limits: readonly Limit[] = [
  tablesInMemory(
    'tables',
    'a word that DynamoDB keeps for itself is refused as a name',
    'it has no list of the 573 words; dynalite runs every statement of the stores in this suite',
  ),
  tablesInMemory(
    'tables',
    'an item over 400 KB is refused',
    'it weighs nothing, to be quick; the largest items are asserted',
  ),
  tablesInMemory('tables', 'several items are written together or not at all', 'no store uses TransactWriteItems'),
  tablesInMemory(
    'tables',
    'a condition that failed may answer what stood there',
    'no store asks for it: they read again',
  ),
  dynalite('tables', 'lists and maps are equal when they hold the same', 'it compares them by identity; no store does'),
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
];
