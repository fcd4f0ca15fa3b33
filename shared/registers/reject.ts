/** What could not be taken of a row, by element, as a code that does not change and words that do. Never the value itself. */
export type Reject = {
  /** Line of the file on which the record starts, from 1. */
  readonly line: number;
  /** LO element such as `01.03.10`, or the column's name; empty for the record as a whole. */
  readonly field: string;
  readonly reason: string;
  readonly detail: string;
  /** `rejected`: the record was left out. `noted`: it was taken, and somebody should know. */
  readonly severity: 'rejected' | 'noted';
};
