import type { Bill } from '../meter/bill.ts';
import type { Unit } from '../meter/units.ts';
import type { Measured } from './judge.ts';

/** Budgets 1, 2, 3 and 6 of PERFORMANCE.md, by the bill of a day. Notices by text or letter are held to those of an e-mail. */
export const measureBill = ({ perNotice: { email, letter }, perResidentScanned, byFunction }: Bill): Measured[] => {
  const per = (
    name: string,
    each: typeof email,
    budget: number,
    unit: Unit,
    said: string,
    allowed: number,
  ): Measured => ({
    budget,
    what: `per ${name}`,
    unit: said,
    allowed,
    measured: each[unit] ?? Number.NaN,
    where: whereOf(each, unit),
  });
  return [
    per('e-mail', email, 1, 'wru', 'WRU', 5.1),
    per('e-mail', email, 1, 'rru', 'RRU', 3),
    per('letter', letter, 1, 'wru', 'WRU', 5.1),
    per('letter', letter, 1, 'rru', 'RRU', 3),
    per('e-mail', email, 2, 'sqs', 'SQS requests', 0.8),
    per('letter', letter, 2, 'sqs', 'SQS requests', 0.8),
    {
      budget: 3,
      what: 'per resident scanned',
      unit: 'RRU',
      allowed: 0.065,
      measured: perResidentScanned.rru ?? Number.NaN,
      where: 'agenda items are larger than was allowed for',
    },
    {
      budget: 3,
      what: 'scan, residents not due',
      unit: 'WRU',
      allowed: 0,
      measured: perResidentScanned.wru ?? 0,
      where: `scan writes ${byFunction.scan?.wru} in all`,
    },
    per('e-mail', email, 6, 'logBytes', 'bytes of log', 150),
    per('letter', letter, 6, 'logBytes', 'bytes of log', 150),
  ];
};

/** `dispatch-email 6, sweep 4.1, …`: who spends it, the most first. */
const whereOf = ({ by }: Bill['perNotice']['email'], unit: Unit): string =>
  Object.entries(by)
    .flatMap(([caller, units]): [string, number][] => (units[unit] ? [[caller, units[unit]]] : []))
    .sort(([, a], [, b]) => b - a)
    .map(([caller, count]) => `${caller} ${Number(count.toPrecision(2))}`)
    .join(', ');

const KIB = 1024;
const WITH_LETTERS = ['dispatch-letter', 'close-batch'];

/** Budget 5: the largest bundle, and the largest of those that deal with letters. Bytes by name of bundle. */
export const measureBundles = (sizes: Readonly<Record<string, number>>): Measured[] => {
  const largest = (what: string, allowed: number, belongs: (name: string) => boolean): Measured => {
    const its = Object.entries(sizes).filter(([name]) => belongs(name));
    const over = its.filter(([, bytes]) => bytes > allowed * KIB).map(([name, bytes]) => `${name} ${inKib(bytes)}`);
    const measured = its.length === 0 ? Number.NaN : Math.max(...its.map(([, bytes]) => bytes)) / KIB;
    return { budget: 5, what, unit: 'KiB', allowed, measured, where: over.join(', ') };
  };
  return [
    largest('largest bundle', 560, (name) => !WITH_LETTERS.includes(name)),
    largest('largest bundle with letters', 1100, (name) => WITH_LETTERS.includes(name)),
  ];
};

const inKib = (bytes: number): number => Math.round(bytes / KIB);
