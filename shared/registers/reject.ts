/**
 * Every reason that a rejects file gives. They are what a deliverer's own checks are built on, so none is renamed and none
 * depends on a library; docs/intake-format.md says what each means, and a test holds the two lists together.
 */
export const rejectCodes = [
  'invalid-format',
  'invalid-value',
  'invalid-type',
  'too-big',
  'too-small',
  'not-allowed',
  'wrong-number-of-fields',
  'block-missing',
  'block-not-announced',
  'without-bsn',
  'bsn-contested',
  'unknown-resident',
  'no-phone-number',
  'foreign-number',
  'no-mobile-number',
  'list-cut-off',
] as const;
export type RejectCode = (typeof rejectCodes)[number];

/** What could not be taken of a row, by element, as a code that does not change and words that do. Never the value itself. */
export type Reject = {
  /** Line of the file on which the row begins that it is about, from 1. */
  readonly line: number;
  /** LO element such as `01.03.10`, or the column's name; empty for the record as a whole. */
  readonly field: string;
  readonly reason: RejectCode;
  readonly detail: string;
  /** `rejected`: the record was left out. `noted`: it was taken, and somebody should know. */
  readonly severity: 'rejected' | 'noted';
};
