import * as z from 'zod';

/** What a message costs somebody work or makes somebody come to, by the name that the plan and the run's report call it by. */
const capacityName = z.enum(['desk', 'phone', 'visit', 'print']);

/** What a desk, a telephone team, visitors or a print house can take of one service. */
export const capacity = z.object({
  /** Appointments, calls, visits or letters a day that there is room for. */
  slotsPerDay: z.number(),
  /** The share of them that is kept for those who come because of a message, from 0 to 1. */
  bufferShare: z.number(),
  /** The share of those who get a message and come because of it, above 0 and at most 1. */
  expectedUptake: z.number(),
});
export type Capacity = z.infer<typeof capacity>;
export const capacities = z.partialRecord(capacityName, capacity);
export type Capacities = z.infer<typeof capacities>;

/** What allows no more messages a day: a capacity, the service's own number, or what is left of the trial of its version. */
export const limitName = z.enum([...capacityName.options, 'service', 'trial']);

/** Messages of a service a day, and what it is that allows no more. */
export type Allowance = { readonly perDay: number; readonly limit: z.infer<typeof limitName> };

/**
 * Messages a day that a capacity can take: its slots for them, divided by the share of people who come, rounded down.
 * @throws RangeError when a share is no share, or the number of slots none
 */
export const messagesFor = ({ slotsPerDay, bufferShare, expectedUptake }: Capacity): number => {
  if (!Number.isInteger(slotsPerDay) || slotsPerDay < 0) throw new RangeError('slotsPerDay is a whole number from 0');
  if (!(bufferShare >= 0 && bufferShare <= 1)) throw new RangeError('bufferShare is a share from 0 to 1');
  if (!(expectedUptake > 0 && expectedUptake <= 1))
    throw new RangeError('expectedUptake is a share above 0, at most 1');
  return Math.floor((slotsPerDay * bufferShare) / expectedUptake + ROUNDING);
};

/** 100 × 0.57 is 56.99… in floating point, and must not cost somebody their message. */
const ROUNDING = 1e-9;

/** What counts of several capacities is the least; of equal ones the first by `capacityName`. Undefined where there is none. */
export const leastOf = (all: Capacities): Allowance | undefined =>
  capacityName.options
    .flatMap((limit): Allowance[] => (all[limit] ? [{ limit, perDay: messagesFor(all[limit]) }] : []))
    .reduce<Allowance | undefined>((least, each) => (least && least.perDay <= each.perDay ? least : each), undefined);
