import * as z from 'zod';
import { isoDate } from './dates.ts';
import { type Representative, representative } from './person.ts';

/** What was last said of one kind of representative, and by the delivery of which day. Without `is`: there is none. */
export const saidRepresentative = z.object({
  kind: representative.shape.kind,
  asOf: isoDate,
  is: representative.optional(),
});
export type SaidRepresentative = z.infer<typeof saidRepresentative>;

/**
 * What is said of each kind after a delivery said something of one. An older delivery does not undo a newer one; a withdrawal
 * is kept for that reason.
 * @returns what was given when the delivery is older than what is known
 */
export const withSaid = (
  known: readonly SaidRepresentative[],
  fresh: SaidRepresentative,
): readonly SaidRepresentative[] => {
  const before = known.find(({ kind }) => kind === fresh.kind);
  if (before && before.asOf > fresh.asOf) return known;
  return before ? known.map((each) => (each === before ? fresh : each)) : [...known, fresh];
};

export const representativesIn = (said: readonly SaidRepresentative[]): Representative[] =>
  said.flatMap(({ is }) => (is ? [is] : []));
