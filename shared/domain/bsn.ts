import * as z from 'zod';

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** What the eleven-test leaves of nine digits: 0 for a BSN. */
const remainder = (digits: string): number =>
  ((WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index] ?? 0), 0) % 11) + 11) % 11;

/** Nine digits that pass the eleven-test and are not all zero (Wabb; Logisch Ontwerp BRP 01.01.20). */
export const isBsn = (value: string): boolean =>
  /^\d{9}$/.test(value) && value !== '000000000' && remainder(value) === 0;

/** Whether a BSN is from the ranges that tools keep for tests: 9,090 in 0000xxxxx and 909 in 99999xxxx. */
export const isTestBsn = (value: string): boolean => isBsn(value) && /^(0000\d{5}|99999\d{4})$/.test(value);

/** Nine digits that can never be a BSN: the eleven-test leaves 1. For towns with more people than there are test BSNs. */
export const syntheticBsn = z
  .string()
  .regex(/^\d{9}$/)
  .refine((value) => remainder(value) === 1, 'may be a real BSN')
  .brand<'SyntheticBsn'>();
export type SyntheticBsn = z.infer<typeof syntheticBsn>;

/**
 * The synthetic number that begins with these eight digits, or undefined: for one in eleven no ninth digit leaves 1.
 * @param number from 0 to 99,999,999
 */
export const toSyntheticBsn = (number: number): SyntheticBsn | undefined => {
  const eight = `${number}`.padStart(8, '0');
  const last = (remainder(`${eight}0`) + 10) % 11;
  return last === 10 ? undefined : (`${eight}${last}` as SyntheticBsn);
};
