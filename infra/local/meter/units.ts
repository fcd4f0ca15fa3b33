/**
 * What AWS bills, one name per line of its price list. `scanned` is not billed: items that a Scan went over, to divide its
 * price by.
 */
export type Unit =
  | 'wru'
  | 'rru'
  | 'sqs'
  | 'sqsDelivered'
  | 'lambdaInvocations'
  | 'lambdaMs'
  | 'lambdaGbMs'
  | 's3Put'
  | 's3Get'
  | 'sesRecipients'
  | 'smsParts'
  | 'sns'
  | 'events'
  | 'schedulerFirings'
  | 'secretReads'
  | 'logBytes'
  | 'scanned';

/** So many of each; what is not named is nought. */
export type Units = Readonly<Partial<Record<Unit, number>>>;

/** What a call is billed, for the item or message it was about where that can be told. */
export type Charge = { readonly units: Units; readonly about?: Subject | undefined };

/** The notice or the agenda that something was done for, or the daily scan over all agendas. */
export type Subject = `notice ${string}` | `agenda ${string}` | 'scan';

export const times = (units: Units, factor: number): Units =>
  Object.fromEntries(Object.entries(units).map(([unit, count]) => [unit, count * factor]));

export const sum = (all: readonly Units[]): Units => {
  const sums: Partial<Record<Unit, number>> = {};
  for (const units of all)
    for (const [unit, count] of Object.entries(units) as [Unit, number][]) sums[unit] = (sums[unit] ?? 0) + count;
  return sums;
};

/** One charge in equal parts for everything that it served; whole, and for nothing in particular, where that is unknown. */
export const divided = (units: Units, served: readonly (Subject | undefined)[]): Charge[] =>
  served.length === 0 ? [{ units }] : served.map((about) => ({ units: times(units, 1 / served.length), about }));
