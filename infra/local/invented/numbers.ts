import { isBsn } from '#shared/domain/bsn.ts';

/** BSNs from the range that is kept for tests (0000xxxxx), each once. No real person ever has one. */
export const testBsns = function* (): Generator<string, never> {
  for (let number = 10_000; number < 100_000; number += 1) {
    const bsn = `0000${number}`;
    if (isBsn(bsn)) yield bsn;
  }
  throw new Error('the test range has no more BSNs');
};

/** Invented A-numbers: ten digits that start as no real one does. */
export const inventedANumbers = function* (): Generator<string, never> {
  for (let number = 1; ; number += 1) yield `99${`${number}`.padStart(8, '0')}`;
};
